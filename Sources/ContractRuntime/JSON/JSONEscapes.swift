/// Replaces the escapes of a string (RFC 8259, section 7).
struct JSONEscapes {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    mutating func decoded() throws(JSONSyntaxError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(end - position)
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        return text
    }

    private func failure(_ message: String) -> JSONSyntaxError {
        JSONSyntaxError(message, at: position)
    }

    private mutating func next() -> UInt8? {
        guard position < end else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        switch next() {
        case let byte? where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/"):
            text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try scalar()) ?? UTF8.encodedReplacementCharacter)
        default: throw failure("an escape is unknown")
        }
    }

    private mutating func scalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        var value = try codeUnit()
        if (0xD800..<0xDC00).contains(value) {
            guard next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") else {
                throw failure("a surrogate stands alone")
            }
            let low = try codeUnit()
            guard (0xDC00..<0xE000).contains(low) else { throw failure("a surrogate stands alone") }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure("a surrogate stands alone") }
        return scalar
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next(), byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("a \\u escape needs four hexadecimal digits")
            }
            value = value << 4 | UInt32(truncatingIfNeeded: digit)
        }
        return value
    }
}
