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
            let isWhole = token.wholeDigits != nil
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

    /// The value's digits without fraction and exponent, or nil when it is not whole.
    ///
    /// Counted digit by digit: a double would round beyond 2^53. More digits than 64 bits can hold are cut off.
    var wholeDigits: String? {
        guard !isPlain else { return text }
        var digits: [UInt8] = []
        var pointPosition: Int?
        var exponent = ""
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "."): pointPosition = digits.count
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                exponent = String(decoding: text.utf8.dropFirst(index + 1), as: UTF8.self)
            case _ where !exponent.isEmpty || byte == UInt8(ascii: "-"): continue
            default: digits.append(byte)
            }
        }
        guard let last = digits.lastIndex(where: { $0 != UInt8(ascii: "0") }) else { return "0" }
        let limit = 1 << 32
        let magnitude = exponent.hasPrefix("-") ? -limit : limit
        let whole =
            (pointPosition ?? digits.count) + max(-limit, min(limit, exponent.isEmpty ? 0 : Int(exponent) ?? magnitude))
        guard last < whole else { return nil }
        let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
        let count = min(whole - leading, 20)
        var result = Array(digits[leading...].prefix(count))
        result += Array(repeating: UInt8(ascii: "0"), count: count - result.count)
        return (text.hasPrefix("-") ? "-" : "") + String(decoding: result, as: UTF8.self)
    }
}

extension Int64 {
    fileprivate init?(exactly token: NumberToken) {
        guard let digits = token.wholeDigits else { return nil }
        self.init(digits)
    }
}
