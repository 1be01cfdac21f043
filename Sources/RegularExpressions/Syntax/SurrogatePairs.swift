/// Reads two halves of a character as the character.
///
/// Expressions that were written for UTF-16 describe the characters beyond U+FFFF by their two code units, such as
/// `[\ud800-\udbff][\udc00-\udfff]`. A text has no such units, but the characters that they mean.
enum SurrogatePairs {
    private static let high: ClosedRange<UInt32> = 0xD800...0xDBFF
    private static let low: ClosedRange<UInt32> = 0xDC00...0xDFFF

    static func isHigh(_ value: UInt32) -> Bool { high.contains(value) }

    static func isLow(_ value: UInt32) -> Bool { low.contains(value) }

    /// The character of two surrogates.
    static func scalar(_ first: UInt32, _ second: UInt32) -> UInt32 {
        0x10000 + ((first - high.lowerBound) << 10) + (second - low.lowerBound)
    }

    /// A sequence in which a set with high surrogates and one with low surrogates after it are a set of characters.
    static func joined(_ nodes: [Node]) -> [Node] {
        var result: [Node] = []
        for node in nodes {
            guard case .set(let second) = node, case .set(let first)? = result.last,
                let pairs = characters(first, second)
            else {
                result.append(node)
                continue
            }
            let rest = [first, second].map { set in
                ScalarSet(
                    set.ranges.flatMap { without($0, high.lowerBound...low.upperBound) }, properties: set.properties)
            }
            let apart = Node.sequence(rest.map { .set($0) })
            let isPairAlone = rest.contains { $0.ranges.isEmpty && $0.properties.isEmpty }
            result[result.count - 1] = isPairAlone ? .set(pairs) : .alternatives([.set(pairs), apart])
        }
        return result
    }

    /// The characters whose surrogates two sets hold; nil for none.
    private static func characters(_ first: ScalarSet, _ second: ScalarSet) -> ScalarSet? {
        guard !first.isNegated, !second.isNegated else { return nil }
        let highs = named(first).compactMap { common($0, high) }
        let lows = named(second).compactMap { common($0, low) }
        guard !highs.isEmpty, !lows.isEmpty else { return nil }
        var ranges: [ClosedRange<UInt32>] = []
        for highs in highs {
            for lows in lows {
                if lows == low {
                    ranges.append(scalar(highs.lowerBound, lows.lowerBound)...scalar(highs.upperBound, lows.upperBound))
                } else {
                    ranges += highs.map { scalar($0, lows.lowerBound)...scalar($0, lows.upperBound) }
                }
            }
        }
        return ScalarSet(ranges)
    }

    /// The ranges that begin or end with a surrogate: those that only run over them, as `\S` and `[\u0080-\uffff]` do,
    /// mean characters.
    private static func named(_ set: ScalarSet) -> [ClosedRange<UInt32>] {
        let surrogates = high.lowerBound...low.upperBound
        return set.ranges.filter { surrogates.contains($0.lowerBound) || surrogates.contains($0.upperBound) }
    }

    private static func common(_ first: ClosedRange<UInt32>, _ second: ClosedRange<UInt32>) -> ClosedRange<UInt32>? {
        first.overlaps(second) ? first.clamped(to: second) : nil
    }

    private static func without(_ range: ClosedRange<UInt32>, _ hole: ClosedRange<UInt32>) -> [ClosedRange<UInt32>] {
        guard range.overlaps(hole) else { return [range] }
        var result: [ClosedRange<UInt32>] = []
        if range.lowerBound < hole.lowerBound { result.append(range.lowerBound...hole.lowerBound - 1) }
        if range.upperBound > hole.upperBound { result.append(hole.upperBound + 1...range.upperBound) }
        return result
    }
}
