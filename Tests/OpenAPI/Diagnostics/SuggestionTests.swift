import Testing

@testable import OpenAPI

@Suite struct SuggestionTests {
    private let words = ["name", "required", "schema", "in"]

    @Test(arguments: [
        ("nmae", "name"), ("nam", "name"), ("NAME", "name"), ("requried", "required"), ("shema", "schema"),
        ("im", "in"),
    ])
    func nearWordsAreSuggested(_ word: String, _ expected: String) {
        #expect(Suggestion.nearest(to: word, among: words) == expected)
    }

    @Test(arguments: ["", "content", "abcdefgh", String(repeating: "x", count: 400)])
    func farWordsAreNot(_ word: String) {
        #expect(Suggestion.nearest(to: word, among: words) == nil)
        #expect(Suggestion.nearest(to: word, among: []) == nil)
    }

    @Test func choiceDoesNotDependOnTheOrder() {
        #expect(Suggestion.nearest(to: "bat", among: ["cat", "bad", "hat"]) == "bad")
        #expect(Suggestion.nearest(to: "bat", among: ["hat", "bad", "cat"]) == "bad")
    }
}
