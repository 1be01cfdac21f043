import OpenAPI
import Testing

@testable import SwiftGenerator

@Suite struct RulePatternTests {
    private func errors(_ schema: String, isLenient: Bool) throws -> [String] {
        let text = """
            openapi: 3.1.0
            info: {title: Things, version: '1'}
            components:
              schemas:
                Thing: \(schema)
            """
        let document = try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: isLenient))
        do throws(DocumentError) {
            _ = try Generator(mode: .types, source: "a.yaml", isLenient: isLenient).output(document)
            return []
        } catch {
            return error.diagnostics.filter { $0.severity == .error }.map(\.message)
        }
    }

    /// What `not` holds would mean the opposite without it, so no leniency leaves it out.
    @Test(arguments: [
        "{not: {type: string, pattern: '(?i)x'}}", "{type: object, propertyNames: {pattern: '(?i)x'}}",
        "{type: object, patternProperties: {'(?i)x': {type: string}}, additionalProperties: false}",
        "{type: array, contains: {type: string, pattern: '(?i)x'}}",
        "{if: {type: string, pattern: '(?i)x'}, then: {maxLength: 3}}",
    ])
    func aPatternInsideARuleIsNeverLeftOut(_ schema: String) throws {
        let message = "the pattern (?i)x cannot be read: '(?i' is not of ECMA 262, at character 1"
        #expect(try errors(schema, isLenient: false) == [message])
        #expect(try errors(schema, isLenient: true) == [message])
    }

    @Test func aPatternOfAStringIsLeftOutLeniently() throws {
        #expect(try errors("{type: string, pattern: '(?i)x'}", isLenient: false).count == 1)
        #expect(try errors("{type: string, pattern: '(?i)x'}", isLenient: true) == [])
        // A rule beside it concerns the pattern only where it takes it along.
        #expect(try errors("{type: string, pattern: '(?i)x', not: {const: a}}", isLenient: true) == [])
    }
}
