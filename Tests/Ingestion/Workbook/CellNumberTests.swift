import Testing

@testable import Ingestion

@Suite("Cell number")
struct CellNumberTests {
    static func text(_ value: String) -> (text: String, isNumber: Bool) {
        var output: [UInt8] = []
        let bytes = Array(value.utf8)
        let isNumber = CellNumber.append(bytes.span, to: &output)
        return (String(decoding: output, as: UTF8.self), isNumber)
    }

    @Test(arguments: [
        ("12.5", "12.5"), ("0", "0"), ("-7", "-7"), ("12.50", "12.50"), ("1234567.89", "1234567.89"),
        ("1.1000000000000001", "1.1"), ("0.30000000000000004", "0.3"), ("-12.340000000000002", "-12.34"),
        ("99.999999999999986", "100"), ("9.9999999999999996E-1", "1"), ("0.99999999999999989", "1"),
        ("1E-3", "0.001"), ("1.5E+3", "1500"), ("1.5e3", "1500"), ("-2.5E-2", "-0.025"), ("12E0", "12"),
        ("1.2345678901234567E+19", "12345678901234600000"), ("1234567890123456789", "1234567890123460000"),
        ("0.0000000000000000", "0"), ("-0.00000000000000000", "0"), ("0E5", "0"), ("000000000000000012.5", "12.5"),
        ("0.1234567890123449", "0.123456789012345"), ("123456789012345.4", "123456789012345"),
    ])
    func isWrittenWithAtMostFifteenDigitsAndNoExponent(_ written: String, _ shown: String) {
        let (text, isNumber) = Self.text(written)
        #expect(text == shown)
        #expect(isNumber)
    }

    @Test(arguments: [
        "", "-", ".", "abc", "1.2.3", "1E", "1E+", "1E12345", "1E+300", "1E-300", "1,5", "0x10", "NaN", "INF", "--1",
        "1-",
        "1e5.5", "1.2.3456789012345678",
    ])
    func whatIsNoPlainNumberStaysAsItIs(_ written: String) {
        let (text, isNumber) = Self.text(written)
        #expect(text == written)
        #expect(!isNumber)
    }

    @Test func endlessDigitsAreNoNumber() {
        #expect(!Self.text(String(repeating: "9", count: 100_000)).isNumber)
    }
}
