import ContractRuntime
import Testing

@Suite struct URIReferenceTests {
    @Test(arguments: [
        "", "/a/b?c=d#e", "https://user@example.com:80/%7Ea", "about:blank", "http://[::1]/", "a%20b", "?q=a+b",
        "//a.example:80/b",
        "./a:b", "a/b:c", "?a:b", "#a:b", "//",
    ])
    func referencesAreKeptAsTheyWere(_ text: String) {
        #expect(URIReference(formatted: text)?.formatted == text)
    }

    @Test(arguments: [
        "//a:b/c", "//a@b@c/", "/[::1]", "1:b", ":a", "a#b#c", "//[::ffff:192.168.0.01]/",
        "a b", "%", "%4", "%4g", "a\"b", "<a>", "a\\b", "a^b", "a`b", "{a}", "a|b", "é", "a\n", "a\u{7F}",
    ])
    func charactersThatNeedAnEscapeAreRefused(_ text: String) {
        #expect(URIReference(formatted: text) == nil)
    }

    @Test func literalsAreTrusted() {
        let reference: URIReference = "about:blank"
        #expect(reference == URIReference(trusted: "about:blank"))
    }
}
