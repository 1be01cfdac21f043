/// A set of characters.
struct ScalarSet: Sendable {
    /// The ranges of code points, in their order and apart from each other; surrogates may be among them, which no text
    /// holds.
    private(set) var ranges: [ClosedRange<UInt32>]
    private(set) var properties: [ScalarProperty]
    private(set) var isNegated: Bool
    /// Which of ASCII are in the set.
    let ascii: ASCIISet

    init(_ ranges: [ClosedRange<UInt32>], properties: [ScalarProperty] = [], isNegated: Bool = false) {
        let ranges = Self.joined(ranges)
        self.ranges = ranges
        self.properties = properties
        self.isNegated = isNegated
        let bits = { (values: Range<UInt32>) -> UInt64 in
            values.reversed().reduce(0) { bits, value in
                let isIn = Self.holds(value, ranges: ranges, properties: properties) != isNegated
                return bits << 1 | (isIn ? 1 : 0)
            }
        }
        ascii = ASCIISet(low: bits(0..<64), high: bits(64..<128))
    }

    init(_ scalar: UInt32) {
        self.init([scalar...scalar])
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ascii.contains(scalar)
            ?? (Self.holds(scalar.value, ranges: ranges, properties: properties) != isNegated)
    }

    private static func holds(_ value: UInt32, ranges: [ClosedRange<UInt32>], properties: [ScalarProperty]) -> Bool {
        for range in ranges {
            if value < range.lowerBound { break }
            if value <= range.upperBound { return true }
        }
        guard !properties.isEmpty, let scalar = Unicode.Scalar(value) else { return false }
        return properties.contains { $0.holds(of: scalar) }
    }

    private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, UInt64(range.lowerBound) <= UInt64(last.upperBound) + 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}

/// Which of the first 128 characters are in a set: nearly all text is made of them.
struct ASCIISet: Sendable {
    let low: UInt64
    let high: UInt64

    /// Nil for a character that is not of ASCII.
    func contains(_ scalar: Unicode.Scalar) -> Bool? {
        let value = scalar.value
        guard value < 128 else { return nil }
        return (value < 64 ? low : high) & (1 << UInt64(value & 63)) != 0
    }
}

extension ScalarSet {
    /// `.`: anything but the four line terminators (ECMA 262, section 12.3).
    static let anyButLineTerminators = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)
    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let wordCharacters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    /// White space and line terminators (ECMA 262, sections 12.2 and 12.3).
    static let whiteSpace: [ClosedRange<UInt32>] = [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ]

    /// All code points that the ranges do not hold.
    static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in joined(ranges) {
            if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return result
    }
}
