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
        guard try peek() == UInt8(ascii: "\"") else {
            try mismatch("string")
            return nil
        }
        let token = try stringToken()
        let string = try decode(token)
        if !token.hasEscapes, pattern == nil {
            // Without escapes there is no U+0000, and every byte of an ASCII string is a scalar.
            let count = token.end - token.start
            if count <= maximumLength, token.isASCII ? count >= minimumLength : minimumLength == 0 { return string }
        }
        let isValid = check(string, minimumLength: minimumLength, maximumLength: maximumLength, pattern: pattern)
        return isValid ? string : nil
    }

    /// Reads a string that has a meaning of its own, such as a date.
    @inlinable public mutating func readFormatted<Value: StringFormat>(
        _ type: Value.Type
    ) throws(JSONSyntaxError) -> Value? {
        guard try peek() == UInt8(ascii: "\"") else {
            try mismatch("string")
            return nil
        }
        let start = position
        let token = try stringToken()
        if !token.hasEscapes, token.isASCII,
            let value = Value(utf8: bytes.span.extracting(token.start..<token.end))
        {
            return value
        }
        position = start
        guard let string = try readString() else { return nil }
        guard let value = Value(formatted: string) else {
            record("format", "is not \(Value.formatDescription)")
            return nil
        }
        return value
    }

    /// Reads one of the strings of an enumeration.
    @inlinable public mutating func readEnumeration<Value: JSONEnumeration>(
        _ type: Value.Type
    ) throws(JSONSyntaxError) -> Value? {
        guard try peek() == UInt8(ascii: "\"") else {
            try mismatch("string")
            return nil
        }
        let token = try stringToken()
        let cases = Value.jsonCases
        let number =
            token.hasEscapes
            ? cases.names.number(of: try decode(token)) : number(of: token, among: cases.names, JSONMemberNames.unknown)
        if number != JSONMemberNames.unknown { return cases.values[number] }
        let string = try decode(token)
        if check(string, minimumLength: 0, maximumLength: .max, pattern: nil) {
            record("enum", "is not one of \(cases.values.map(\.rawValue).joined(separator: ", "))")
        }
        return nil
    }

    @usableFromInline mutating func check(_ string: String, minimumLength: Int, maximumLength: Int, pattern: Pattern?)
        -> Bool
    {
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

    @usableFromInline mutating func checkNul(_ string: String) {
        if string.utf8.contains(0) { record("format", "holds U+0000, which cannot be stored") }
    }

    /// Reads a string of any content.
    mutating func string() throws(JSONSyntaxError) -> String {
        try decode(try stringToken())
    }
}
