import Testing
import YAML

@Suite struct YAMLScalarTests {
    @Test(arguments: ["", "~", "null", "Null", "NULL"]) func nulls(_ text: String) {
        #expect(YAMLScalar(text: text, isPlain: true).value == .null)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func booleans(_ text: String, _ value: Bool) {
        #expect(YAMLScalar(text: text, isPlain: true).value == .boolean(value))
    }

    @Test(arguments: [
        ("0", 0), ("-1", -1), ("+12", 12), ("007", 7), ("0x1F", 31), ("0o17", 15), ("9223372036854775807", Int64.max),
        ("-9223372036854775808", Int64.min),
    ])
    func integers(_ text: String, _ value: Int64) {
        #expect(YAMLScalar(text: text, isPlain: true).value == .integer(value))
    }

    @Test(arguments: [
        ("1.5", 1.5), ("-.5", -0.5), ("1e3", 1_000), ("+12e03", 12_000), ("-2E+05", -200_000), ("1.", 1),
        (".inf", .infinity),
        ("-.INF", -.infinity), ("9223372036854775808", 9_223_372_036_854_775_808),
    ])
    func numbers(_ text: String, _ value: Double) {
        #expect(YAMLScalar(text: text, isPlain: true).value == .number(value))
    }

    @Test func notANumberIsANumber() {
        guard case .number(let value) = YAMLScalar(text: ".nan", isPlain: true).value else {
            Issue.record("a string")
            return
        }
        #expect(value.isNaN)
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "n", "nULL", "tRUE", "1_000", "0b11", "1:30", "2024-01-01", "1-2", "+", "-", ".",
        "..", "e5", ".e5", "0x", "0xG", "0x+5", "0o-7", "0o8", "1e", "1e5e", "--1", "inf", "nan", "Infinity", "١",
        "1 2",
        "-0x1F", "1.5.2", "3.1.0",
    ])
    func everythingElseIsText(_ text: String) {
        #expect(YAMLScalar(text: text, isPlain: true).value == .string)
    }

    @Test(arguments: ["", "null", "true", "1", "1.5"]) func quotedScalarsAreText(_ text: String) {
        #expect(YAMLScalar(text: text, isPlain: false).value == .string)
    }

    @Test func loaderTellsQuotedBlockAndTaggedScalarsFromPlainOnes() throws {
        let text = "[1, '1', \"1\", !!str 1, ! 1, null, 'null']"
        let values = try YAMLLoader.load(Array(text.utf8), file: "a").sequence?.compactMap(\.scalar?.value)
        #expect(values == [.integer(1), .string, .string, .string, .string, .null, .string])
        let block = try YAMLLoader.load(Array("a: |\n  1\nb: >-\n  2\n".utf8), file: "a")
        #expect(block["a"]?.scalar == YAMLScalar(text: "1\n", isPlain: false))
        #expect(block["b"]?.scalar == YAMLScalar(text: "2", isPlain: false))
    }
}
