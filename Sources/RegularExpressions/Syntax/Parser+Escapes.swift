extension Parser {
    /// What an escape stands for, in a class and outside of one.
    enum Escaped {
        case character(UInt32)
        case characters([ClosedRange<UInt32>])
        case property(ScalarProperty)
    }

    /// Reads what follows a backslash outside of a class.
    mutating func escape() throws(RegularExpressionError) -> Node {
        let start = position - 1
        if take("b") { return .assertion(.wordBoundary) }
        if take("B") { return .assertion(.noWordBoundary) }
        if take("k") {
            guard take("<") else { throw error("'\\k' names a group, as in '\\k<name>'", back: 2) }
            return reference(.name(try groupName()), at: start)
        }
        if let scalar = peek, ("1"..."9").contains(scalar) {
            var number = 0
            while let digit = peek, ("0"..."9").contains(digit), number < 10_000 {
                position += 1
                number = number * 10 + Int(digit.value - 0x30)
            }
            return reference(.number(number), at: start)
        }
        switch try escaped() {
        case .character(let value):
            // A pair is one character, whatever quantifier follows.
            guard SurrogatePairs.isHigh(value), let low = lowSurrogate() else { return .set(ScalarSet(value)) }
            return .set(ScalarSet(SurrogatePairs.scalar(value, low)))
        case .characters(let ranges): return .set(ScalarSet(ranges))
        case .property(let property): return .set(ScalarSet([], properties: [property]))
        }
    }

    private mutating func reference(_ reference: Reference, at offset: Int) -> Node {
        references.append((reference, offset))
        return .reference(reference)
    }

    /// Reads what follows a backslash and stands for characters.
    mutating func escaped() throws(RegularExpressionError) -> Escaped {
        guard let scalar = next() else { throw error("'\\' escapes nothing; write '\\\\'", back: 1) }
        switch scalar {
        case "d": return .characters(ScalarSet.digits)
        case "D": return .characters(ScalarSet.complement(of: ScalarSet.digits))
        case "w": return .characters(ScalarSet.wordCharacters)
        case "W": return .characters(ScalarSet.complement(of: ScalarSet.wordCharacters))
        case "s": return .characters(ScalarSet.whiteSpace)
        case "S": return .characters(ScalarSet.complement(of: ScalarSet.whiteSpace))
        case "t": return .character(0x09)
        case "n": return .character(0x0A)
        case "v": return .character(0x0B)
        case "f": return .character(0x0C)
        case "r": return .character(0x0D)
        case "0":
            if let digit = peek, ("0"..."9").contains(digit) {
                throw error("octal escapes are not of ECMA 262; write '\\x00'", back: 2)
            }
            return .character(0)
        case "c":
            guard let letter = peek, letter.isASCII, letter.properties.isAlphabetic else {
                throw error("a letter follows '\\c'", back: 2)
            }
            position += 1
            return .character(letter.value % 32)
        case "x": return .character(try hexadecimal(2))
        case "u": return .character(peek == "{" ? try bracedHexadecimal() : try hexadecimal(4))
        case "p": return .property(try property(isNegated: false))
        case "P": return .property(try property(isNegated: true))
        case _ where scalar.properties.isAlphabetic || ("1"..."9").contains(scalar):
            throw error("ECMA 262 has no escape '\\\(scalar)'", back: 2)
        default: return .character(scalar.value)
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(RegularExpressionError) -> UInt32 {
        let digits = scalars[position...].prefix(count)
        guard digits.count == count, digits.allSatisfy(\.properties.isASCIIHexDigit),
            let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
        else { throw error("\(count) hexadecimal digits follow", back: 2) }
        position += count
        return value
    }

    private mutating func bracedHexadecimal() throws(RegularExpressionError) -> UInt32 {
        let digits = scalars[position...].dropFirst().prefix { $0.properties.isASCIIHexDigit }
        guard let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16), value <= 0x10FFFF else {
            throw error("a code point up to '\\u{10FFFF}' follows", back: 2)
        }
        position += 1 + digits.count
        guard take("}") else { throw error("'\\u{' is not closed") }
        return value
    }

    private mutating func property(isNegated: Bool) throws(RegularExpressionError) -> ScalarProperty {
        guard take("{") else { throw error("a property follows, as in '\\p{L}'", back: 2) }
        let name = scalars[position...].prefix { $0 != "}" }
        position += name.count
        guard take("}") else { throw error("'\\p{' is not closed") }
        let text = String(String.UnicodeScalarView(name))
        let isWord = name.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789_=".unicodeScalars.contains($0))
        }
        guard isWord, !text.isEmpty, let property = ScalarProperty(text, isNegated: isNegated) else {
            throw error("there is no property '\(text)'", back: name.count + 1)
        }
        return property
    }
}
