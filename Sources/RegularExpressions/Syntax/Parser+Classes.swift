extension Parser {
    /// Reads what follows `[`. `[]` is no character, and `[^]` any (ECMA 262, section 22.2.1); but where another `]` stands
    /// before the next class, the first is meant as a character, as POSIX has it.
    mutating func characterClass() throws(RegularExpressionError) -> ScalarSet {
        let start = position - 1
        let isNegated = take("^")
        if peek == "]", scalars[position...].dropFirst().first(where: { $0 == "[" || $0 == "]" }) == "]" {
            throw error("escape ']' at the beginning of a class")
        }
        var ranges: [ClosedRange<UInt32>] = []
        var properties: [ScalarProperty] = []
        while !take("]") {
            guard peek != nil else { throw RegularExpressionError(reason: "'[' is not closed", offset: start) }
            let itemStart = position
            switch try classItem() {
            case .characters(let set): ranges += set
            case .property(let property): properties.append(property)
            case .character(let first):
                // A '-' is a range between two characters, and itself at either end and beside a class.
                guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                    ranges.append(first...first)
                    continue
                }
                position += 1
                switch try classItem() {
                case .character(let last):
                    guard first <= last else {
                        throw RegularExpressionError(reason: "the range ends before it begins", offset: itemStart)
                    }
                    ranges.append(first...last)
                case .characters(let set): ranges += [first...first, 0x2D...0x2D] + set
                case .property(let property):
                    ranges += [first...first, 0x2D...0x2D]
                    properties.append(property)
                }
            }
        }
        return ScalarSet(ranges, properties: properties, isNegated: isNegated)
    }

    private mutating func classItem() throws(RegularExpressionError) -> Escaped {
        guard let scalar = next() else { return .characters([]) }
        guard scalar == "\\" else { return .character(scalar.value) }
        if take("b") { return .character(0x08) }
        let item = try escaped()
        guard case .character(let value) = item, SurrogatePairs.isHigh(value), let low = lowSurrogate() else {
            return item
        }
        return .character(SurrogatePairs.scalar(value, low))
    }

    /// Reads an escaped low surrogate if one stands here.
    mutating func lowSurrogate() -> UInt32? {
        let escape = scalars[position...].prefix(6)
        guard escape.count == 6, escape.starts(with: "\\u".unicodeScalars),
            let value = UInt32(String(String.UnicodeScalarView(escape.dropFirst(2))), radix: 16),
            SurrogatePairs.isLow(value)
        else { return nil }
        position += 6
        return value
    }
}
