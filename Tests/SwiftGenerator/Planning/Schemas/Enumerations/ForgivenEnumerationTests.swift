import OpenAPI
import Testing

@testable import SwiftGenerator

/// What is left of enumerations with `--lenient`.
@Suite struct ForgivenEnumerationTests {
    private func types(_ schema: String) throws -> String {
        let text =
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {A: {type: array, items: \(schema)}}}\n"
        let reading = try DocumentParser.reading(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
        return try Generator(mode: .types, source: "a.yaml", isLenient: true).output(reading).files.map(\.text).joined()
    }

    @Test func whatNoValueFitsIsLeftOut() throws {
        #expect(try !types("{type: integer, enum: [a, b]}").contains("\"nothing\": false"))
    }

    @Test func anEmptyEnumerationHasNoValue() throws {
        #expect(try types("{enum: []}").contains("\"nothing\": false"))
    }
}
