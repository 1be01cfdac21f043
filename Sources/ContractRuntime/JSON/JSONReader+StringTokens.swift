/// A string where it stands in the text, without its quotes.
@usableFromInline
struct JSONStringToken: Sendable {
    /// The offset of its first byte.
    @usableFromInline var start: Int
    /// The offset of the closing quote.
    @usableFromInline var end: Int
    @usableFromInline var hasEscapes: Bool
    @usableFromInline var isASCII: Bool
}

extension JSONReader {
    /// Finds the end of a string (RFC 8259, section 7), eight bytes at a time; its UTF-8 is checked when it is decoded.
    @usableFromInline mutating func stringToken() throws(JSONSyntaxError) -> JSONStringToken {
        let start = position + 1
        var token = JSONStringToken(start: start, end: start, hasEscapes: false, isASCII: true)
        var offset = start
        var seen: UInt8 = 0
        while true {
            let (stop, bits) = plainPrefix(from: offset)
            seen |= bits
            offset = stop
            guard offset < bytes.count else { break }
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                token.end = offset
                token.isASCII = seen < 0x80
                position = offset + 1
                return token
            case UInt8(ascii: "\\"):
                token.hasEscapes = true
                offset += 2
            default:
                position = offset
                throw failure("a control character stands in a string")
            }
        }
        position = bytes.count
        throw failure("a string is not closed")
    }

    /// Passes over bytes that are neither a quote, a backslash nor a control character.
    ///
    /// - Returns: Where it stopped, and all bytes before that, combined by "or".
    private func plainPrefix(from start: Int) -> (stop: Int, bits: UInt8) {
        bytes.withUnsafeBytes { buffer in
            var offset = start
            var combined: UInt64 = 0
            let ones: UInt64 = 0x0101_0101_0101_0101
            let tops: UInt64 = 0x8080_8080_8080_8080
            while offset + 8 <= buffer.count {
                let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                // A byte's top bit is set in each term where the byte is 0x22, is 0x5C, or is less than 0x20.
                let quote = word ^ (ones &* 0x22)
                let backslash = word ^ (ones &* 0x5C)
                let found =
                    ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
                guard found & tops == 0 else { break }
                combined |= word
                offset += 8
            }
            var bits: UInt8 = combined & tops == 0 ? 0 : 0x80
            while offset < buffer.count {
                let byte = buffer[offset]
                guard byte >= 0x20, byte != 0x22, byte != 0x5C else { break }
                bits |= byte
                offset += 1
            }
            return (offset, bits)
        }
    }

    /// Reads a string and checks it without keeping it.
    mutating func validStringToken() throws(JSONSyntaxError) -> JSONStringToken {
        let token = try stringToken()
        try validate(token)
        return token
    }

    @usableFromInline func validate(_ token: JSONStringToken) throws(JSONSyntaxError) {
        if token.hasEscapes || !token.isASCII { _ = try decode(token) }
    }

    /// The string of a token that has been checked.
    @usableFromInline func text(_ token: JSONStringToken) -> String {
        (try? decode(token)) ?? ""
    }

    @usableFromInline func number(of token: JSONStringToken, among names: JSONMemberNames, _ expected: Int) -> Int {
        names.number(of: bytes[token.start..<token.end], expected: expected)
    }

    /// The string that a token spells.
    @usableFromInline func decode(_ token: JSONStringToken) throws(JSONSyntaxError) -> String {
        if token.hasEscapes {
            var escapes = JSONEscapes(bytes: bytes, position: token.start, end: token.end)
            return try utf8String(try escapes.decoded()[...], at: token.start)
        }
        let slice = bytes[token.start..<token.end]
        // ASCII is UTF-8; the decoding initialiser copies it without a second look.
        return token.isASCII ? String(decoding: slice, as: UTF8.self) : try utf8String(slice, at: token.start)
    }

    private func utf8String(_ slice: ArraySlice<UInt8>, at offset: Int) throws(JSONSyntaxError) -> String {
        guard let string = String(validating: slice, as: UTF8.self) else {
            throw JSONSyntaxError("a string is not UTF-8", at: offset)
        }
        return string
    }
}
