extension JSONReader {
    /// Reads a string and checks its length and pattern.
    ///
    /// - Parameters:
    ///   - minimumLength: The least length in Unicode scalars.
    ///   - maximumLength: The greatest length in Unicode scalars.
    ///   - pattern: What must match somewhere in the string.
    /// - Returns: The string, or nil when a violation was recorded.
    public mutating func readString(
        minimumLength: Int = 0, maximumLength: Int = .max, pattern: Pattern? = nil
    ) throws(JSONSyntaxError) -> String? {
        guard try peek() == UInt8(ascii: "\"") else { return try mismatch("string") }
        let string = try stringToken()
        let isValid = check(string, minimumLength: minimumLength, maximumLength: maximumLength, pattern: pattern)
        return isValid ? string : nil
    }

    /// Reads a string that has a meaning of its own, such as a date.
    public mutating func readFormatted<Value: StringFormat>(_ type: Value.Type) throws(JSONSyntaxError) -> Value? {
        guard let string = try readString() else { return nil }
        guard let value = Value(formatted: string) else {
            record("format", "is not \(Value.formatDescription)")
            return nil
        }
        return value
    }

    /// Reads one of the strings of an enumeration.
    public mutating func readEnumeration<Value: RawRepresentable & CaseIterable>(
        _ type: Value.Type
    ) throws(JSONSyntaxError) -> Value? where Value.RawValue == String {
        guard let string = try readString() else { return nil }
        guard let value = Value(rawValue: string) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            record("enum", "is not one of \(names)")
            return nil
        }
        return value
    }

    mutating func check(_ string: String, minimumLength: Int, maximumLength: Int, pattern: Pattern?) -> Bool {
        let before = violations.count
        checkNul(string)
        if minimumLength > 0 || maximumLength < .max {
            let length = string.unicodeScalars.count
            if length < minimumLength { record("minLength", "is shorter than \(minimumLength) characters") }
            if length > maximumLength { record("maxLength", "is longer than \(maximumLength) characters") }
        }
        if let pattern, violations.count == before, !pattern.matches(string) {
            record("pattern", "does not match the pattern \(pattern.source)")
        }
        return violations.count == before
    }

    /// Checks a member's name that is data, as `readString` checks a string.
    public mutating func checkName(_ name: String) {
        checkNul(name)
    }

    mutating func checkNul(_ string: String) {
        if string.utf8.contains(0) { record("format", "holds U+0000, which cannot be stored") }
    }

    /// Reads a string with its quotes (RFC 8259, section 7).
    mutating func stringToken() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                let string = try utf8String(bytes[start..<position])
                position += 1
                return string
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw failure("a control character stands in a string") }
            position += 1
        }
        throw failure("a string is not closed")
    }

    private func utf8String(_ slice: ArraySlice<UInt8>) throws(JSONSyntaxError) -> String {
        guard let string = String(validating: slice, as: UTF8.self) else {
            throw JSONSyntaxError("a string is not UTF-8", at: slice.startIndex)
        }
        return string
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try utf8String(text[...])
            case UInt8(ascii: "\\"): try escape(into: &text)
            default:
                guard byte >= 0x20 else { throw failure("a control character stands in a string") }
                text.append(byte)
            }
        }
        throw failure("a string is not closed")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let byte = current else { throw failure("a string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): try text.append(contentsOf: Array(String(escapedScalar()).utf8))
        default: throw failure("an escape is unknown")
        }
    }

    private mutating func escapedScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        var value = UInt32(try codeUnit())
        if (0xD800..<0xDC00).contains(value) {
            guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw failure("a surrogate stands alone") }
            position += 2
            let low = UInt32(try codeUnit())
            guard (0xDC00..<0xE000).contains(low) else { throw failure("a surrogate stands alone") }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure("a surrogate stands alone") }
        return scalar
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw failure("a \\u escape needs four hexadecimal digits")
            }
            value = value << 4 | UInt16(truncatingIfNeeded: digit)
            position += 1
        }
        return value
    }
}
