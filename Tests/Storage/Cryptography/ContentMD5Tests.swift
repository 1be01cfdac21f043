import Testing

@testable import Storage

@Suite struct ContentMD5Tests {
    // Digests of the RFC 1321 test suite, in base64.
    @Test(arguments: [
        ("abc", "kAFQmDzST7DWlj99KOF/cg=="),
        ("", "1B2M2Y8AsgTpgAmY7PhCfg=="),
    ])
    func writesBase64(message: String, header: String) {
        #expect(ContentMD5.headerValue(for: Array(message.utf8)) == header)
    }
}
