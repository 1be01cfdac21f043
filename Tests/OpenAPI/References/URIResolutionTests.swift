import Testing

@testable import OpenAPI

@Suite struct URIResolutionTests {
    @Test(arguments: [
        ("b.yaml", "a.yaml", "b.yaml"), ("b.yaml", "x/a.yaml", "x/b.yaml"), ("../b.yaml", "x/y/a.yaml", "x/b.yaml"),
        ("./b.yaml#/c", "x/a.yaml", "x/b.yaml"), ("../../b.yaml", "x/a.yaml", "../b.yaml"),
        ("", "x/a.yaml#b", "x/a.yaml"),
        ("/b.yaml", "x/a.yaml", "/b.yaml"), ("b", "https://h/x/a?q=1", "https://h/x/b"),
        ("b", "https://h", "https://h/b"),
        ("../../b", "https://h/x/a", "https://h/b"), ("//i/b", "https://h/x", "https://i/b"),
        ("urn:a:b", "x", "urn:a:b"),
        ("https://i/b#c", "x", "https://i/b"), ("b/./c/../d", "a", "b/d"), ("b", "/x/a", "/x/b"),
        ("C:b", "x/a", "x/C:b"),
    ])
    func referencesAreResolvedAgainstTheirBase(_ reference: String, _ base: String, _ expected: String) {
        #expect(URIResolution.resolve(reference, against: base) == expected)
    }

    @Test(arguments: [
        ("/a~1b/c~0d", ["a/b", "c~d"]), ("", []), ("/", [""]), ("/a%20b/%C3%A9", ["a b", "é"]), ("/~01", ["~1"]),
    ])
    func pointersAreReadAndWritten(_ fragment: String, _ tokens: [String]) {
        #expect(JSONPointer.tokens(fragment) == tokens)
        #expect(JSONPointer.tokens(String(JSONPointer.fragment(tokens).dropFirst())) == tokens)
    }

    @Test func everyWordAndKindHasItsPlace() {
        #expect(Word.allCases.dropFirst(2).allSatisfy { Word.of($0.text) == $0 })
        #expect(Word.of("x-a") == .vendorExtension && Word.of("") == .unknown && Word.of("foo") == .unknown)
        #expect(
            ObjectKind.schema.fields(in: 1).contains("nullable")
                && !ObjectKind.schema.fields(in: 2).contains("nullable"))
    }
}
