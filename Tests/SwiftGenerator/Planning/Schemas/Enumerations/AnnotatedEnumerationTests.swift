import Testing

@testable import SwiftGenerator

/// Alternatives of one value each are an enum that has a word on each value.
@Suite struct AnnotatedEnumerationTests {
    private func text(_ alternatives: String, isOpen: Bool = false) throws -> String {
        var options = GeneratorOptions()
        options.opensEnumerations = isOpen
        return try Fixtures.types("    Size: {oneOf: [\(alternatives)]}", options: options)
    }

    @Test func casesAreCalledAsTheTitles() throws {
        let strings = try text("{const: s, title: Small}, {const: l, title: Very large}")
        #expect(strings.contains("case small = \"s\"") && strings.contains("case veryLarge = \"l\""))
        let numbers = try text("{type: integer, const: -1, title: Lost}, {const: 2, title: Found}")
        #expect(numbers.contains("case lost = -1") && numbers.contains("case found = 2"))
    }

    @Test func withoutATitleForEachTheyAreCalledAsTheValues() throws {
        let strings = try text("{const: s, title: Small}, {const: l, description: Large}")
        #expect(strings.contains("case s") && !strings.contains("small"))
        let numbers = try text("{type: integer, const: -1}, {const: 2, title: Found}")
        #expect(numbers.contains("case minus1 = -1") && numbers.contains("case value2 = 2"))
    }

    @Test func theyAreOpenWhereTheOptionAsksForIt() throws {
        let open = try text("{const: s, title: Small}, {const: l, title: Large}", isOpen: true)
        #expect(open.contains("case small") && open.contains("case unknown(String)"))
        let numbers = try text("{type: integer, const: 1}, {const: 2}", isOpen: true)
        #expect(!numbers.contains("unknown"))
    }
}
