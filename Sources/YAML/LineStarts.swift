/// Where the lines of a text begin, as editors count them: after LF, CR LF and CR.
///
/// libyaml counts U+0085, U+2028 and U+2029 too, which end lines in YAML 1.1 (section 5.4) and not in 1.2.
struct LineStarts {
    /// Counted in Unicode scalars.
    private let starts: [Int]

    /// Nothing for a text without such characters, where libyaml counts as editors do.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard Self.hasOtherBreaks(bytes) else { return nil }
        var starts = [0]
        var count = 0
        for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            count += 1
            let isBeforeFeed = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            if byte == 0x0A || byte == 0x0D && !isBeforeFeed { starts.append(count) }
        }
        self.starts = starts
    }

    private static func hasOtherBreaks(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for (index, byte) in bytes.enumerated() where byte == 0xC2 || byte == 0xE2 {
            if byte == 0xC2 {
                if index + 1 < bytes.count, bytes[index + 1] == 0x85 { return true }
            } else if index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] | 1 == 0xA9 {
                return true
            }
        }
        return false
    }

    /// The line and the column of a Unicode scalar, all from 0.
    func place(of scalar: Int) -> (line: Int, column: Int) {
        var range = 0..<starts.count
        while range.count > 1 {
            let middle = range.lowerBound + range.count / 2
            range = starts[middle] <= scalar ? middle..<range.upperBound : range.lowerBound..<middle
        }
        return (range.lowerBound, scalar - starts[range.lowerBound])
    }
}
