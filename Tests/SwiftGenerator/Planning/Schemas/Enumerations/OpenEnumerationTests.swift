import Testing

@testable import SwiftGenerator

/// What takes any string leaves room for the strings that a document names.
@Suite struct OpenEnumerationTests {
    @Test(arguments: [
        "[{type: string}, {type: string, enum: [a, b]}]",
        "[{type: string, enum: [a, b], title: Known}, {type: string}]",
        "[{type: string, description: Any.}, {enum: [a, b], type: string}, {type: 'null'}]",
    ])
    func anyStringBesideSomeIsAnEnumerationThatMayGrow(_ alternatives: String) throws {
        let text = try Fixtures.types("    A: {anyOf: \(alternatives)}")
        #expect(text.contains("public enum A: JSONOpenEnumeration") || text.contains("case unknown(String)"))
        #expect(text.contains("case a\n") && text.contains("case b\n") && !text.contains("case string"))
    }

    @Test(arguments: [
        "[{type: string, maxLength: 5}, {type: string, enum: [a]}]",
        "[{type: string}, {type: string, enum: [a], pattern: '^a$'}]",
        "[{type: string}, {type: string, enum: [a]}, {type: integer}]",
    ])
    func otherAlternativesStayWhatTheyAre(_ alternatives: String) throws {
        #expect(try Fixtures.types("    A: {anyOf: \(alternatives)}").contains("case string"))
    }

    /// Of several alternatives that fit the first is read.
    @Test func anyStringComesAfterWhatIsNarrower() throws {
        let text = try Fixtures.types(
            """
                A: {anyOf: [{type: string}, {$ref: '#/components/schemas/Known'}, {type: string, format: date}]}
                B: {oneOf: [{type: string}, {type: integer}]}
                Known: {type: string, enum: [a]}
            """)
        #expect(text.contains("case known(Known)\n    case string2(FullDate)\n    case string(String)\n"))
        #expect(text.contains("case string(String)\n    case integer(Int64)\n"))
    }
}
