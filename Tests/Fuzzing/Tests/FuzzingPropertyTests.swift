import ContractRuntime
import FuzzingProperties
import Testing

/// What `make fuzz` holds everything against holds for what it begins with; the fuzzers themselves are built by it alone.
@Suite struct FuzzingPropertyTests {
    private static let form =
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b\r\n"
        + "Content-Disposition: form-data; name=\"f\"; filename=\"x\"\r\nContent-Type: text/plain\r\n\r\n\r\n-\r\n--b--"

    @Test(arguments: [
        "", "{", "[1e400, -0, \"\\ud800\"]", "{\"a\": [true, null, {\"a\": 1.50}], \"a\": 2}", "\u{FEFF}1",
    ])
    func jsonIsReadAndWrittenAlike(_ text: String) {
        #expect(JSONProperty.violation(Array(text.utf8)) == nil)
    }

    @Test(arguments: ["", "a: [", "a: &b {c: 1}\nd: {<<: *b, e: ~}", "- 0x10\n- 1.\n- \"\\x41\"", "\u{85}: |\n  x\n"])
    func yamlLoadsAsItsJSON(_ text: String) {
        #expect(YAMLProperty.violation(Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        "", "openapi: 3.1.0",
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {'200': {}}}}}",
        "openapi: 3.0.3\ninfo: {title: A}\npaths: {a: 1}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}",
    ])
    func documentsAreReadAndGeneratedFromAsFarAsTheyCanBe(_ text: String) {
        #expect(ContractProperty.violation(Array(text.utf8)) == nil)
    }

    @Test(arguments: [form, String(form.dropLast(2)), form.replacing("name=a", with: "nam"), "--b--", "\r\n--b"])
    func formsAreTheSameWhereverTheyAreSplit(_ text: String) async {
        for size in 1...UInt8(text.utf8.count) {
            #expect(await MultipartProperty.violation([size] + Array(text.utf8)) == nil)
        }
    }

    @Test func formsAreRead() async {
        let pieces = [Array(Self.form.utf8)]
        #expect(await MultipartProperty.parts(pieces)?.map(\.name) == ["a", "f"])
        #expect(await MultipartProperty.parts([Array(Self.form.utf8.dropLast())]) == nil)
    }
}
