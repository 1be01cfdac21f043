/// Splits the text of an amount into the signs that matter; the text is passed to each step.
struct AmountScanner {
    enum Token: Equatable {
        case digit(UInt8)
        case mark(AmountText.Mark)
        case space
        case sign(isMinus: Bool)
        case openParenthesis
        case closeParenthesis
        case currency
        case other
        case end
    }

    private var offset = 0
    private var previous = 0

    /// Forgets the last step, so that the next one reads the same token again.
    mutating func stepBack() {
        offset = previous
    }

    /// Whether the next byte is a digit.
    func isBeforeDigit(_ text: Span<UInt8>) -> Bool {
        offset < text.count && (0x30...0x39).contains(text[offset])
    }

    @inline(__always)
    mutating func next(_ text: Span<UInt8>) -> Token {
        previous = offset
        guard offset < text.count else { return .end }
        let byte = text[offset]
        if byte &- 0x30 < 10 {
            offset += 1
            return .digit(byte &- 0x30)
        }
        return nextSign(text, byte)
    }

    private mutating func nextSign(_ text: Span<UInt8>, _ byte: UInt8) -> Token {
        let token: Token
        switch byte {
        case UInt8(ascii: "."): token = .mark(.point)
        case UInt8(ascii: ","): token = .mark(.comma)
        case UInt8(ascii: "'"): token = .mark(.apostrophe)
        case UInt8(ascii: "-"): token = .sign(isMinus: true)
        case UInt8(ascii: "+"): token = .sign(isMinus: false)
        case UInt8(ascii: "("): token = .openParenthesis
        case UInt8(ascii: ")"): token = .closeParenthesis
        case _ where Text.isSpace(byte): token = .space
        case _ where byte < 0x80 && byte != UInt8(ascii: "$") && !DateParser.isLetter(byte): token = .other
        default: return nextWord(text)
        }
        offset += 1
        return token
    }

    /// Reads a character outside ASCII, or a run of letters and currency signs.
    private mutating func nextWord(_ text: Span<UInt8>) -> Token {
        let first = Self.scalar(text, at: offset)
        switch first.scalar {
        case "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}":
            offset += first.length
            return .space
        case "\u{2212}", "\u{2013}", "\u{FE63}", "\u{FF0D}":
            offset += first.length
            return .sign(isMinus: true)
        case "\u{2019}":
            offset += first.length
            return .mark(.apostrophe)
        default:
            break
        }
        var word = String.UnicodeScalarView()
        while offset < text.count, word.count < 8 {
            let (scalar, length) = Self.scalar(text, at: offset)
            guard Currency.mayContain(scalar) else { break }
            word.append(scalar)
            offset += length
        }
        let name = String(word)
        guard Currency.isKnown(name) else { return .other }
        // "Rs. 100", "kr. 100"
        if offset < text.count, text[offset] == UInt8(ascii: "."), Currency.isAbbreviation(name) { offset += 1 }
        return .currency
    }

    /// The character at `offset` and its length in bytes; an invalid sequence is one U+FFFD.
    private static func scalar(_ text: Span<UInt8>, at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        guard case .wellFormed(let length) = UTF8Validator.sequence(in: text.bytes, at: offset) else {
            return ("\u{FFFD}", 1)
        }
        let first = UInt32(text[offset])
        // The lead byte of a sequence of n > 1 bytes holds 7 - n bits of the character.
        var value = length == 1 ? first : first & (0x7F >> UInt32(length))
        for step in 1..<max(1, length) { value = value << 6 | UInt32(text[offset + step] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
