import Testing

@testable import Storage

@Suite struct URIEncodingTests {
    @Test(arguments: [
        ("abcXYZ019-._~", "abcXYZ019-._~"),
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("a/b", "a%2Fb"),
        ("100%", "100%25"),
        ("!*'()$&,;=:@", "%21%2A%27%28%29%24%26%2C%3B%3D%3A%40"),
        ("ü", "%C3%BC"),
        ("u\u{308}", "u%CC%88"),
        ("日本", "%E6%97%A5%E6%9C%AC"),
        ("😀", "%F0%9F%98%80"),
        ("\0\r\n\u{7F}", "%00%0D%0A%7F"),
        ("", ""),
    ])
    func encodesOneComponent(text: String, encoded: String) {
        #expect(URIEncoding.component(text) == encoded)
    }

    @Test(arguments: [
        ("temp/user/source/a b+c.csv", "temp/user/source/a%20b%2Bc.csv"),
        ("a//b/../c/.", "a//b/../c/."),
        ("50%2F50", "50%252F50"),
    ])
    func encodesAPathSegmentBySegment(key: String, encoded: String) {
        #expect(URIEncoding.path(key) == encoded)
    }

    @Test func keepsTheOrderOfAQuery() {
        let query = [QueryItem("z", "1 2"), QueryItem("a"), QueryItem("a b", "=&")]
        #expect(URIEncoding.query(query) == "z=1%202&a=&a%20b=%3D%26")
    }
}
