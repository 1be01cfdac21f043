import Metadata
import Testing

@testable import Ingestion

@Suite("Amount parser")
struct AmountParserTests {
    static func value(_ text: String, _ mark: DecimalMark) throws(AmountProblem) -> String {
        let bytes = Array(text.utf8)
        return try AmountParser.parse(bytes.span).value(decimalMark: mark).description
    }

    static func problem(_ text: String, _ mark: DecimalMark) -> AmountProblem? {
        do throws(AmountProblem) {
            _ = try value(text, mark)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("0", "0"), ("12", "12"), ("12.5", "12.5"), ("12.50", "12.50"), ("-12.50", "-12.50"), ("+12.50", "12.50"),
        ("007", "7"), (".5", "0.5"), ("5.", "5"), ("-0.00", "0.00"), ("0.12345678", "0.12345678"),
        ("1.1200000000", "1.12000000"), ("1,234.56", "1234.56"), ("1,234,567.89", "1234567.89"), ("1,234", "1234"),
        ("12,34,567.80", "1234567.80"), ("1'234'567.80", "1234567.80"), ("1’234.50", "1234.50"),
        ("1 234 567.80", "1234567.80"), ("1\u{A0}234.5", "1234.5"), ("1\u{202F}234.5", "1234.5"),
        ("1\u{2009}234.5", "1234.5"), ("(1,234.56)", "-1234.56"), ("1,234.56-", "-1234.56"), ("\u{2212}5", "-5"),
        ("– 5.00", "-5.00"), ("- 5", "-5"), ("$5", "5"), ("-$5.00", "-5.00"), ("$-5.00", "-5.00"), ("($5.00)", "-5.00"),
        ("5.00 €", "5.00"), ("€ 5.00-", "-5.00"), ("5.00- €", "-5.00"), ("CHF 1'234.50", "1234.50"), ("eur5", "5"),
        ("5USD", "5"), ("US$5", "5"), ("Rs. 1,00,000", "100000"), ("kr. 5", "5"), ("100 zł", "100"), ("₹1,234", "1234"),
        ("  7 \t", "7"), ("9223372036854775808", "9223372036854775808"),
        ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
        ("-170141183460469231731687303715884.10572", "-170141183460469231731687303715884.10572"),
    ])
    func amountsWithADecimalPoint(text: String, expected: String) throws {
        #expect(try Self.value(text, .point) == expected)
    }

    @Test(arguments: [
        ("12,5", "12.5"), ("1.234,56", "1234.56"), ("1.234", "1234"), ("1.234.567,8", "1234567.8"), ("0,99", "0.99"),
        (",5", "0.5"), ("1 234,50", "1234.50"), ("1'234,50", "1234.50"), ("-1.234,50 EUR", "-1234.50"),
        ("1.234,50-", "-1234.50"), ("(12,00 €)", "-12.00"), ("0,123", "0.123"), ("12", "12"),
    ])
    func amountsWithADecimalComma(text: String, expected: String) throws {
        #expect(try Self.value(text, .comma) == expected)
    }

    @Test(
        arguments: [
            ("", .empty), ("   ", .empty), ("-", .notANumber), ("$", .notANumber), ("()", .unclosedParenthesis),
            ("1e5", .notANumber), ("1E5", .notANumber), ("NaN", .notANumber), ("inf", .notANumber),
            ("-Infinity", .notANumber),
            ("0x10", .notANumber), ("--5", .conflictingSigns), ("+-5", .conflictingSigns), ("-5-", .conflictingSigns),
            ("(1,234.56-)", .conflictingSigns), ("(-5)", .conflictingSigns), ("-(5)", .conflictingSigns),
            ("(5)-", .conflictingSigns), ("(5", .unclosedParenthesis), ("5)", .unclosedParenthesis),
            ("((5))", .notANumber),
            (")5(", .unclosedParenthesis), ("٥", .notANumber), ("١٢٣٫٤٥", .notANumber), ("５", .notANumber),
            ("1234567890123456789012345678901234567890", .tooLarge),
            ("170141183460469231731687303715884105728", .tooLarge),
            ("0.123456789", .tooManyDecimals), ("12.5.3", .otherDecimalMark), ("1.234,56", .otherDecimalMark),
            ("12,5", .otherDecimalMark), ("1,2345", .otherDecimalMark), ("1234,567", .otherDecimalMark),
            ("0,123", .otherDecimalMark), (",5", .otherDecimalMark), ("1,23,45", .wrongGrouping),
            ("1,,234", .wrongGrouping),
            ("1'23", .wrongGrouping), ("'5", .wrongGrouping), ("12 3", .wrongGrouping),
            ("1 234,567.00", .wrongGrouping),
            ("1234 567", .wrongGrouping), ("5 EUR USD", .notANumber), ("$5 USD", .notANumber), ("5 XYZ", .notANumber),
            ("5 apples", .notANumber), ("5%", .notANumber), ("=1+1", .notANumber), ("1/2", .notANumber),
            ("12:30", .notANumber),
            ("2024-01-31", .notANumber), ("5\u{0}", .notANumber), (".", .notANumber), (",.", .notANumber),
        ] as [(String, AmountProblem)])
    func hostileTextsAreRefused(text: String, expected: AmountProblem) {
        #expect(Self.problem(text, .point) == expected)
    }

    @Test func tenToTheFortyIsTooLargeAndLongerTextsAreNoNumbers() {
        #expect(Self.problem("1" + String(repeating: "0", count: 40), .point) == .tooLarge)
        #expect(Self.problem(String(repeating: "9", count: 160), .point) == .tooLarge)
        #expect(Self.problem(String(repeating: "9", count: 161), .point) == .notANumber)
        #expect(Self.problem(String(repeating: "1'", count: 80), .point) != nil)
    }

    @Test func invalidUTF8IsRefused() {
        let bytes: [UInt8] = [0x35, 0xE2, 0x88]
        #expect(throws: AmountProblem.notANumber) { try AmountParser.parse(bytes.span) }
    }

    @Test(
        arguments: [
            ("1,234", nil), ("1.234", nil), ("12", nil), ("1 234", nil), ("x", nil), ("1,5", .comma), ("1.5", .point),
            ("1,234.5", .point), ("1.234,5", .comma), ("1,234,567", .point), ("1.234.567", .comma), ("0,123", .comma),
            ("0.123", .point), ("1234.567", .point), ("1 234,567", .comma), ("-5,00 €", .comma), ("1,2345", .comma),
        ] as [(String, DecimalMark?)])
    func evidenceIsWhatOnlyOneMarkExplains(text: String, expected: DecimalMark?) {
        let bytes = Array(text.utf8)
        #expect((try? AmountParser.parse(bytes.span))?.evidence == expected)
    }

    @Test(arguments: 0..<5 as Range<UInt64>)
    func writtenAmountsAreReadBackExactly(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let scale = Int.random(in: 0...8, using: &random)
            let digits =
                Int128(Int64.random(in: Int64.min...Int64.max, using: &random))
                * Int128(Int64.random(in: 1...1_000_000_000, using: &random))
            let number = try #require(DecimalAmount(unscaled: digits, scale: scale))
            #expect(try Self.value(number.description, .point) == number.description)
            let comma = number.description.replacing(".", with: ",")
            if scale != 0, scale != 3 { #expect(try Self.value(comma, .comma) == number.description) }
        }
    }

    @Test func anyShortTextIsReadOrRefusedWithoutATrap() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "0", "1", "9", ".", ",", "'", " ", "-", "+", "(", ")", "$", "EUR", "\u{A0}", "\u{2212}", "e", "ß",
        ]
        var read = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            let bytes = Array(text.utf8)
            guard let amount = try? AmountParser.parse(bytes.span) else { continue }
            _ = amount.evidence
            if (try? amount.value(decimalMark: .point)) != nil { read += 1 }
        }
        #expect(read > 0)
    }
}
