import Testing
import YAML

@Suite struct JSONStringTests {
    @Test(arguments: [
        ("", "\"\""), ("plain", "\"plain\""), ("\"", "\"\\\"\""), ("\\n", "\"\\\\n\""),
        ("a\nb\r\tc", "\"a\\nb\\r\\tc\""),
        ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("é\"😀\u{2028}", "\"é\\\"😀\u{2028}\""),
        ("\"\"", "\"\\\"\\\"\""),
    ])
    func onlyWhatJSONForbidsIsEscaped(_ text: String, _ expected: String) {
        #expect(JSONString.quoted(text) == expected)
    }

    @Test func aStringIsAppendedToWhatStandsThere() {
        var bytes = Array("[".utf8)
        JSONString.append("a", to: &bytes)
        #expect(bytes == Array("[\"a\"".utf8))
    }
}
