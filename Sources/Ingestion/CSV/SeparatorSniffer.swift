/// Guesses a file's field separator from its beginning.
///
/// Each candidate is counted outside quotes, line by line. The best is the one that the most lines contain equally
/// often; of two such, the one that occurs more often; of two such, the earlier in `candidates`. So a decimal comma,
/// once on every line but the header, doesn't beat the semicolon that the header has as well.
enum SeparatorSniffer {
    /// The separators that are looked for; the comma last, as it is in numbers and sentences as well.
    static let candidates: [UInt8] = [";", "\t", "|", ","].map { UInt8(ascii: $0) }

    /// All candidates, the likeliest first; a text with none of them is one column, for which the comma will do.
    static func ranked(in text: Span<UInt8>) -> [UInt8] {
        var tallies = candidates.map { _ in [Int: Int]() }
        var counts = candidates.map { _ in 0 }
        var isQuoted = false
        var mayOpen = true

        func endLine() {
            for index in counts.indices {
                if counts[index] > 0 { tallies[index][counts[index], default: 0] += 1 }
                counts[index] = 0
            }
        }

        for index in text.indices {
            let byte = text[index]
            if isQuoted {
                // A doubled quote closes and reopens, which comes to the same.
                if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                    mayOpen = true
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where mayOpen:
                isQuoted = true
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                endLine()
                mayOpen = true
            default:
                let candidate = candidates.firstIndex(of: byte)
                if let candidate { counts[candidate] += 1 }
                mayOpen = candidate != nil
            }
        }
        endLine()

        let scores = tallies.map { tally in
            tally.map { (lines: $0.value, count: $0.key) }.max { ($0.lines, $0.count) < ($1.lines, $1.count) } ?? (0, 0)
        }
        guard scores.contains(where: { $0.lines > 0 }) else { return candidates.reversed() }
        return candidates.indices.sorted { left, right in
            let (first, second) = (scores[left], scores[right])
            return (first.lines, first.count, right) > (second.lines, second.count, left)
        }.map { candidates[$0] }
    }

    /// The separator that a first line of the form `sep=;` declares, which Excel reads and some programs write.
    static func declaration(in text: Span<UInt8>) -> (separator: UInt8, length: Int)? {
        let prefix = Array("sep=".utf8)
        guard text.count > prefix.count, prefix.indices.allSatisfy({ text[$0] | 0x20 == prefix[$0] | 0x20 }),
            candidates.contains(text[prefix.count])
        else { return nil }
        var end = prefix.count + 1
        guard end < text.count else { return (text[prefix.count], end) }
        if text[end] == UInt8(ascii: "\r") {
            end += 1
            if end < text.count, text[end] == UInt8(ascii: "\n") { end += 1 }
            return (text[prefix.count], end)
        }
        return text[end] == UInt8(ascii: "\n") ? (text[prefix.count], end + 1) : nil
    }
}
