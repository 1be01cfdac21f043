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
    @inlinable public mutating func readInteger<Value: FixedWidthInteger>(
        _ type: Value.Type, minimum: Value = .min, maximum: Value = .max, multipleOf multiple: Value = 1
    ) throws(JSONSyntaxError) -> Value? {
        guard try startsNumber() else {
            try mismatch("integer")
            return nil
        }
        let token = try numberToken()
        guard let result = wholeValue(of: token, as: type) else {
            recordNoInteger(token, minimum: minimum)
            return nil
        }
        if result >= minimum, result <= maximum, multiple <= 1 || result % multiple == 0 { return result }
        _ = checkRange(result, minimum: minimum, maximum: maximum, multipleOf: multiple)
        return nil
    }

    /// Reads a number and checks its bounds.
    public mutating func readDouble(
        minimum: Double = -.infinity, maximum: Double = .infinity, isMinimumExclusive: Bool = false,
        isMaximumExclusive: Bool = false, multipleOf multiple: Double = 0
    ) throws(JSONSyntaxError) -> Double? {
        guard try startsNumber() else {
            try mismatch("number")
            return nil
        }
        let token = try numberToken()
        guard let value = token.double ?? Double(text(token)), value.isFinite else {
            record("format", "does not fit a double")
            return nil
        }
        let before = violations.count
        if isMinimumExclusive, value <= minimum {
            record("exclusiveMinimum", "is not greater than \(Self.plain(minimum))")
        } else if value < minimum {
            record("minimum", "is less than \(Self.plain(minimum))")
        }
        if isMaximumExclusive, value >= maximum {
            record("exclusiveMaximum", "is not less than \(Self.plain(maximum))")
        } else if value > maximum {
            record("maximum", "is greater than \(Self.plain(maximum))")
        }
        if multiple > 0, !Self.isMultiple(value, of: multiple) {
            record("multipleOf", "is not a multiple of \(Self.plain(multiple))")
        }
        return violations.count == before ? value : nil
    }

    /// A bound as people write it, `0` and not `0.0`.
    private static func plain(_ bound: Double) -> String {
        let text = "\(bound)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Reads a number of single precision and checks its bounds.
    public mutating func readFloat(
        minimum: Double = -.infinity, maximum: Double = .infinity, isMinimumExclusive: Bool = false,
        isMaximumExclusive: Bool = false, multipleOf multiple: Double = 0
    ) throws(JSONSyntaxError) -> Float? {
        let value = try readDouble(
            minimum: minimum, maximum: maximum, isMinimumExclusive: isMinimumExclusive,
            isMaximumExclusive: isMaximumExclusive, multipleOf: multiple)
        guard let value else { return nil }
        let result = Float(value)
        guard result.isFinite else {
            record("format", "does not fit a float")
            return nil
        }
        return result
    }

    /// Reads a number with all its digits.
    public mutating func readDecimal() throws(JSONSyntaxError) -> DecimalNumber? {
        guard try startsNumber() else {
            try mismatch("number")
            return nil
        }
        let token = try numberToken()
        guard let value = DecimalNumber(formatted: text(token)) else {
            record("format", "has an exponent beyond all use")
            return nil
        }
        return value
    }

    /// Whether one number is a whole multiple of another, as far as doubles can tell: 0.3 is one of 0.1.
    private static func isMultiple(_ value: Double, of multiple: Double) -> Bool {
        let quotient = value / multiple
        return quotient.isFinite && abs(quotient - quotient.rounded()) <= abs(quotient) * 4 * Double.ulpOfOne
    }

    @usableFromInline mutating func checkRange<Value: FixedWidthInteger>(
        _ value: Value, minimum: Value, maximum: Value, multipleOf multiple: Value
    ) -> Bool {
        let before = violations.count
        if value < minimum { record("minimum", "is less than \(minimum)") }
        if value > maximum { record("maximum", "is greater than \(maximum)") }
        if multiple > 1, value % multiple != 0 { record("multipleOf", "is not a multiple of \(multiple)") }
        return violations.count == before
    }

    @usableFromInline mutating func recordNoInteger<Value: FixedWidthInteger>(_ token: JSONNumberToken, minimum: Value)
    {
        if wholeDigits(of: token) == nil {
            record("type", "is not an integer")
        } else if !Value.isSigned, token.isNegative {
            record("minimum", "is less than \(minimum)")
        } else {
            record("format", "does not fit \(Value.bitWidth) bits")
        }
    }

    @inlinable mutating func startsNumber() throws(JSONSyntaxError) -> Bool {
        let byte = try peek()
        return byte == UInt8(ascii: "-") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// The value of a number that is whole and fits a type.
    @inlinable func wholeValue<Value: FixedWidthInteger>(of token: JSONNumberToken, as type: Value.Type) -> Value? {
        if token.isPlain, token.digitCount <= 18 {
            let magnitude = Int64(truncatingIfNeeded: token.significand)
            return Value(exactly: token.isNegative ? -magnitude : magnitude)
        }
        return wholeDigits(of: token).flatMap { Value($0) }
    }

    @usableFromInline func wholeDigits(of token: JSONNumberToken) -> String? {
        JSONNumberToken.wholeDigits(of: text(token))
    }

    /// A number as it stands in the text.
    func text(_ token: JSONNumberToken) -> String {
        String(decoding: bytes[token.start..<token.end], as: UTF8.self)
    }

    /// Reads a number (RFC 8259, section 6).
    @usableFromInline mutating func numberToken() throws(JSONSyntaxError) -> JSONNumberToken {
        var token = JSONNumberToken(start: position)
        if current == UInt8(ascii: "-") {
            token.isNegative = true
            position += 1
        }
        if current == UInt8(ascii: "0") {
            position += 1
            token.digitCount = 1
        } else if try digits(into: &token) == 0 {
            throw failure("a value is misspelled")
        }
        if current == UInt8(ascii: ".") {
            token.isPlain = false
            position += 1
            token.fractionCount = try digits(into: &token)
            if token.fractionCount == 0 { throw failure("a number needs digits after its point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            token.isPlain = false
            token.hasExponent = true
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            var exponent = JSONNumberToken(start: position)
            if try digits(into: &exponent) == 0 { throw failure("a number needs digits in its exponent") }
        }
        if let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            throw failure("a number begins with a zero")
        }
        token.end = position
        return token
    }

    private mutating func digits(into token: inout JSONNumberToken) throws(JSONSyntaxError) -> Int {
        let start = position
        while position < bytes.count {
            let digit = bytes[position] &- 0x30
            guard digit <= 9 else { break }
            token.significand = token.significand &* 10 &+ UInt64(digit)
            position += 1
        }
        token.digitCount += position - start
        return position - start
    }
}
