extension JSONReader {
    /// Reads a whole number and checks its bounds.
    ///
    /// `1.0` and `1e2` are whole numbers, as JSON Schema has it (2020-12, section 4.2.3).
    ///
    /// - Parameters:
    ///   - minimum: The least value.
    ///   - maximum: The greatest value.
    ///   - multiple: What the value must be a multiple of.
    /// - Returns: The number, or nil when a violation was recorded.
    public mutating func readInteger<Value: FixedWidthInteger>(
        _ type: Value.Type, minimum: Value = .min, maximum: Value = .max, multipleOf multiple: Value = 1
    ) throws(JSONSyntaxError) -> Value? {
        guard try startsNumber() else { return try mismatch("integer") }
        let token = try numberToken()
        guard let value = Int64(exactly: token), let result = Value(exactly: value) else {
            let isWhole = token.isWhole
            record(isWhole ? "format" : "type", isWhole ? "does not fit \(Value.bitWidth) bits" : "is not an integer")
            return nil
        }
        return checkRange(result, minimum: minimum, maximum: maximum, multipleOf: multiple) ? result : nil
    }

    /// Reads a number and checks its bounds.
    public mutating func readDouble(
        minimum: Double = -.infinity, maximum: Double = .infinity, isMinimumExclusive: Bool = false,
        isMaximumExclusive: Bool = false
    ) throws(JSONSyntaxError) -> Double? {
        guard try startsNumber() else { return try mismatch("number") }
        guard let value = Double(try numberToken().text), value.isFinite else {
            record("format", "does not fit a double")
            return nil
        }
        let before = violations.count
        if isMinimumExclusive ? value <= minimum : value < minimum {
            record(isMinimumExclusive ? "exclusiveMinimum" : "minimum", "is less than \(minimum)")
        }
        if isMaximumExclusive ? value >= maximum : value > maximum {
            record(isMaximumExclusive ? "exclusiveMaximum" : "maximum", "is greater than \(maximum)")
        }
        return violations.count == before ? value : nil
    }

    mutating func checkRange<Value: FixedWidthInteger>(
        _ value: Value, minimum: Value, maximum: Value, multipleOf multiple: Value
    ) -> Bool {
        let before = violations.count
        if value < minimum { record("minimum", "is less than \(minimum)") }
        if value > maximum { record("maximum", "is greater than \(maximum)") }
        if multiple > 1, value % multiple != 0 { record("multipleOf", "is not a multiple of \(multiple)") }
        return violations.count == before
    }

    private mutating func startsNumber() throws(JSONSyntaxError) -> Bool {
        let byte = try peek()
        return byte == UInt8(ascii: "-") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// Reads a number's text (RFC 8259, section 6).
    mutating func numberToken() throws(JSONSyntaxError) -> NumberToken {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") {
            position += 1
        } else if try digits() == 0 {
            throw failure("a value is misspelled")
        }
        var isPlain = true
        if current == UInt8(ascii: ".") {
            isPlain = false
            position += 1
            if try digits() == 0 { throw failure("a number needs digits after its point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isPlain = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            if try digits() == 0 { throw failure("a number needs digits in its exponent") }
        }
        if let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            throw failure("a number begins with a zero")
        }
        return NumberToken(text: String(decoding: bytes[start..<position], as: UTF8.self), isPlain: isPlain)
    }

    private mutating func digits() throws(JSONSyntaxError) -> Int {
        let start = position
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        return position - start
    }
}

/// A number as it stands in the text.
struct NumberToken {
    var text: String
    /// Whether it has neither a fraction nor an exponent.
    var isPlain: Bool

    /// Whether the value is whole, whether or not it fits.
    var isWhole: Bool {
        guard !isPlain else { return true }
        guard let value = Double(text), value.isFinite else { return false }
        return value == value.rounded()
    }
}

extension Int64 {
    fileprivate init?(exactly token: NumberToken) {
        if token.isPlain {
            self.init(token.text)
        } else {
            // A double holds every whole number up to 2^53 exactly; beyond that a fraction cannot be told from none.
            guard let value = Double(token.text), value.magnitude <= 9_007_199_254_740_992 else { return nil }
            self.init(exactly: value)
        }
    }
}
