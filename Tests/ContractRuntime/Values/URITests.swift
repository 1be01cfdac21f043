import ContractRuntime
import Testing

@Suite struct URITests {
    @Test(arguments: [
        "https://user@example.com:80/%7Ea?b#c", "about:blank", "urn:isbn:1", "http://[::1]:80/", "mailto:a@b.example",
        "a+b-c.1://x", "http://u:p@[2001:db8::1]?q", "x:", "http://a:/", "http://[fe80::1%25eth0]:8080/",
        "http://[v7.a:b]/", "http://u:p:q@a", "file:///a", "x:a@b@c",
    ])
    func urisAreKeptAsTheyWere(_ text: String) {
        #expect(URI(formatted: text)?.formatted == text)
    }

    @Test(arguments: [
        "", "abc", "/a/b", "//host/a", "?q", "#f", "1a:b", ":b", "a b:c", "a[b]#c#d", "http://a/b#c#d", "http://a/[b]",
        "http://a[::1]/", "http://[::1", "http://[]/", "http://[::1]a/", "http://[::1]:a/", "http://[@[::1]/",
        "http://a?[", "http://a#[b]", "a/b:c", "http://a/%4", "http://a:b/", "http://a:1:2/", "http://a@b@c/",
        "http://[::ffff:01.2.3.4]/", "http://[1]/", "http://[v.a]/", "http://[fe80::1%25]/",
    ])
    func whatHasNoSchemeOrOtherCharactersIsRefused(_ text: String) {
        #expect(URI(formatted: text) == nil)
    }
}
