import Testing

@testable import OpenAPI

@Suite struct DecimalNumberTests {
    @Test(arguments: [
        ("0", "-0.0"), ("1", "1.0"), ("100", "1e2"), ("0.001", "1E-3"), ("12e-1", "1.2"), ("00", "0e9"),
    ])
    func valuesAreComparedAndNotTexts(_ left: String, _ right: String) {
        #expect(DecimalNumber(left) == DecimalNumber(right))
    }

    @Test(arguments: ["1e-9223372036854775808", "1e9223372036854775807", "1e1000000"])
    func anExponentBeyondAllUseMakesNoNumber(_ text: String) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func orderIsThatOfNumbers() throws {
        let texts = [
            "-1e30", "-10", "-9.5", "-1e-9", "0", "1e-30", "0.5", "9", "9.000000000000000000001", "10", "1e400",
        ]
        let numbers = try texts.map { try #require(DecimalNumber($0)) }
        #expect(numbers.shuffled().sorted() == numbers)
    }

    @Test(arguments: [
        ("9", "3", true), ("10", "3", false), ("0.3", "0.1", true), ("0.35", "0.1", false), ("1e20", "7", false),
        ("0", "5", true), ("5", "0", false), ("1e308", "0.5", true), ("-6", "2", true),
        ("9007199254740993", "2", false),
        ("1e999999", "3", false), ("1", "1e999999", false), ("4.5", "1.5", true), ("15", "1e1", false),
        ("1e100", "1e99", true), ("5e999998", "1e999998", true), ("1e120", "18446744073709551616", true),
        ("36893488147419103232", "18446744073709551616", true), ("36893488147419103233", "18446744073709551616", false),
        ("1e63", "18446744073709551616", false), ("1e64", "18446744073709551616", true),
        ("0.3", "0.000000000000000000000000000000000000000000000000000000000000000000001", true),
    ])
    func multiplesAreExact(_ number: String, _ divisor: String, _ expected: Bool) throws {
        let (number, divisor) = (try #require(DecimalNumber(number)), try #require(DecimalNumber(divisor)))
        #expect(number.isMultiple(of: divisor) == expected)
    }

    @Test(arguments: ["", "-", "e5", ".", "1e", "1x", "1e99999999", "--1", "1.2.3"]) func nothingElseIsANumber(
        _ text: String
    ) {
        #expect(DecimalNumber(text) == nil)
    }

    @Test func typesHoldWhatFits() throws {
        let number = { (text: String) throws in try #require(DecimalNumber(text)) }
        #expect(try number("2147483647.0").fits(Int32.self))
        #expect(try !number("2147483648").fits(Int32.self))
        #expect(try number("-9223372036854775808").fits(Int64.self))
        #expect(try !number("1e30").fits(Int64.self))
        #expect(try !number("0.5").fits(Int64.self))
        #expect(try number("0").fits(Int32.self))
    }

    @Test(arguments: [
        (["4", "6"], "12"), (["0.2", "0.3"], "0.6"), (["10", "1e1"], "10"), (["0.5", "3"], "3"), (["7"], "7"),
    ])
    func theLeastCommonMultipleIsExact(_ numbers: [String], _ expected: String) throws {
        let numbers = try numbers.map { try #require(DecimalNumber($0)) }
        #expect(DecimalNumber.leastCommonMultiple(of: numbers) == DecimalNumber(expected))
    }

    @Test(arguments: [[], ["0", "2"], ["1e30", "3"], ["18446744073709551557", "18446744073709551533"]])
    func aLeastCommonMultipleOfNothingOrBeyondAWordIsNone(_ numbers: [String]) throws {
        let numbers = try numbers.map { try #require(DecimalNumber($0)) }
        #expect(DecimalNumber.leastCommonMultiple(of: numbers) == nil)
    }
}
