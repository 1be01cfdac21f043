import Testing

@testable import OpenAPI

/// The one text of a document, which is not taken apart where nothing would change.
@Suite struct EmbeddedDocumentTests {
    private func reading(_ text: String) throws -> DocumentReading {
        try DocumentParser.reading(Array(text.utf8), file: "api.yaml")
    }

    @Test(arguments: [
        "paths: {}",
        // Aliases and merge keys.
        "paths: {}\ncomponents: {schemas: {A: &a {type: object, properties: {b: {type: string}}}, B: *a, C: {<<: *a}}}",
        // References and anchors within the file, and path items that several references lead to.
        "paths: {/a: {$ref: '#/paths/~1b'}, /c: {$ref: '#/paths/~1b'}, /b: {get: {responses: {'204': {description: d}}}}}",
        "paths: {}\ncomponents: {schemas: {A: {$ref: '#b'}, B: {$anchor: b, type: string}}}",
        // An identifier, which is left out.
        "paths: {}\ncomponents: {schemas: {A: {$ref: 'https://a.example/b'}, B: {$id: 'https://a.example/b', type: string}}}",
        // A text that is relative to where the document stands.
        """
        paths:
          /a:
            get:
              operationId: a
              responses: {'200': {description: d, links: {next: {operationRef: 'api.yaml#/paths/~1a/get'}}}}
        """,
    ])
    func bothWaysWriteTheSame(_ parts: String) throws {
        let reading = try reading("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n\(parts)\n")
        let whole = BundledDocument(Bundler.value(reading.document, reading.parser)).texts()
        let embedded = reading.bundle.texts()
        #expect(embedded.yaml == whole.yaml)
        #expect(embedded.json == whole.json)
    }
}
