import ContractRuntime
import Testing

@Suite struct JSONReaderNumberTests {
    private func integer<Value: FixedWidthInteger>(_ text: String, _ type: Value.Type) throws -> (Value?, [String]) {
        var reader = JSONReader(Array(text.utf8))
        let value = try reader.readInteger(type)
        try reader.finish()
        return (value, reader.violations.map { "\($0.reason): \($0.message)" })
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("-0.0", 0), ("1.0", 1), ("1e2", 100), ("1E+2", 100), ("1200e-2", 12), ("1.50e1", 15),
        ("0.001e3", 1), ("0e999999999999999999999", 0), ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ("9223372036854775807.000", .max), ("9007199254740993.0", 9_007_199_254_740_993),
        ("922337203685477580.7e1", .max), ("-9.223372036854775808e18", .min), ("0.0000000000000000000001e22", 1),
    ])
    func wholeNumbersAreExact(_ text: String, _ expected: Int64) throws {
        let (value, violations) = try integer(text, Int64.self)
        #expect(value == expected)
        #expect(violations == [])
    }

    @Test(arguments: [
        "0.5", "1.00000000000000000000000000001", "9007199254740992.5", "9007199254740993.5", "1e-1", "15e-1",
        "1e-99999999999999999999", "-0.0000000001",
    ])
    func fractionsAreNoIntegers(_ text: String) throws {
        let (value, violations) = try integer(text, Int64.self)
        #expect(value == nil)
        #expect(violations == ["type: is not an integer"])
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "1e19", "1e400", "1e99999999999999999999",
        "10000000000000000000000.0",
        "123456789012345678901234567890",
    ])
    func whatDoesNotFitIsToldApart(_ text: String) throws {
        let (value, violations) = try integer(text, Int64.self)
        #expect(value == nil)
        #expect(violations == ["format: does not fit 64 bits"])
    }

    @Test func narrowTypesHaveTheirOwnRange() throws {
        #expect(try integer("2147483647", Int32.self).0 == .max)
        #expect(try integer("2147483648", Int32.self).1 == ["format: does not fit 32 bits"])
        #expect(try integer("-2147483649", Int32.self).1 == ["format: does not fit 32 bits"])
    }

    @Test(arguments: [
        ("18446744073709551615", UInt64.max), ("1844674407370955161.5e1", .max), ("0", 0), ("-0", 0),
        ("1e19", 10_000_000_000_000_000_000),
    ])
    func unsignedNumbersAreExact(_ text: String, _ expected: UInt64) throws {
        let (value, violations) = try integer(text, UInt64.self)
        #expect(value == expected)
        #expect(violations == [])
    }

    @Test func unsignedNumbersHaveTheirOwnRange() throws {
        for text in ["18446744073709551616", "184467440737095516150", "18446744073709551615e1"] {
            #expect(try integer(text, UInt64.self).1 == ["format: does not fit 64 bits"])
        }
        #expect(try integer("4294967296", UInt32.self).1 == ["format: does not fit 32 bits"])
        for text in ["-1", "-18446744073709551615", "-1e30"] {
            #expect(try integer(text, UInt64.self).1 == ["minimum: is less than 0"])
        }
    }

    @Test func otherTypesAreNoIntegers() throws {
        for text in [#""1""#, "true", "null", "[1]", "{}"] {
            #expect(try integer(text, Int64.self).1 == ["type: is not an integer"])
        }
    }

    @Test func integerBoundsAreIncluded() throws {
        func check(_ text: String) throws -> [String] {
            var reader = JSONReader(Array(text.utf8))
            _ = try reader.readInteger(Int64.self, minimum: -2, maximum: 10, multipleOf: 3)
            return reader.violations.map(\.reason)
        }
        #expect(try check("9") == [])
        #expect(try check("0") == [])
        #expect(try check("-3") == ["minimum"])
        #expect(try check("12") == ["maximum"])
        #expect(try check("10") == ["multipleOf"])
        #expect(try check("11") == ["maximum", "multipleOf"])
    }

    @Test func doublesKeepTheirBounds() throws {
        func check(_ text: String, exclusive: Bool) throws -> [String] {
            var reader = JSONReader(Array(text.utf8))
            _ = try reader.readDouble(
                minimum: 0, maximum: 1, isMinimumExclusive: exclusive, isMaximumExclusive: exclusive)
            return reader.violations.map(\.reason)
        }
        #expect(try check("0", exclusive: false) == [])
        #expect(try check("1.0", exclusive: false) == [])
        #expect(try check("0", exclusive: true) == ["exclusiveMinimum"])
        #expect(try check("1", exclusive: true) == ["exclusiveMaximum"])
        #expect(try check("-0.1", exclusive: false) == ["minimum"])
        #expect(try check("1e400", exclusive: false) == ["format"])
        #expect(try check("1e-400", exclusive: false) == [])
        #expect(try check("\"0\"", exclusive: false) == ["type"])
    }

    @Test func anyNumberKeepsItsDigits() throws {
        let text = "123456789012345678901234567890.1234567890e-5"
        #expect(try JSONValue.read(jsonBytes: Array(text.utf8)) == .number(text))
        #expect(JSONValue.number(text).jsonBytes == Array(text.utf8))
    }

    /// What is read in one step from a significand and a power of ten is the same double that the library finds.
    @Test func shortNumbersAreTheNearestDoubles() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let digits = String(UInt64.random(in: 0...9_999_999_999_999_999, using: &generator))
            let cut = Int.random(in: 0...min(digits.count, 18), using: &generator)
            let whole = String(digits.dropLast(cut))
            let fraction = digits.suffix(cut)
            let text = (Bool.random() ? "-" : "") + (whole.isEmpty ? "0" : whole) + (cut > 0 ? ".\(fraction)" : "")
            var reader = JSONReader(Array(text.utf8))
            #expect(try reader.readDouble()?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test(arguments: [
        "-0", "-0.0", "9007199254740993", "9007199254740992.5", "0.1", "123456789012345678", "1e22", "5e-324",
    ])
    func edgesAreTheNearestDoubles(_ text: String) throws {
        var reader = JSONReader(Array(text.utf8))
        #expect(try reader.readDouble()?.bitPattern == Double(text)?.bitPattern)
    }

    @Test(arguments: ["999999999999999999", "-999999999999999999", "9223372036854775807", "-9223372036854775808", "-0"])
    func integersUpToTheBoundsOf64BitsAreExact(_ text: String) throws {
        var reader = JSONReader(Array(text.utf8))
        #expect(try reader.readInteger(Int64.self) == Int64(text))
    }
}
