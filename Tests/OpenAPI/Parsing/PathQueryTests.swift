import OpenAPI
import Testing

/// What is made of a query in a path with `--lenient`.
@Suite struct PathQueryTests {
    private static let text = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /exports/{id}:
            get:
              parameters: [{name: id, in: path, required: true, schema: {type: string}}]
              responses: {'204': {description: Done.}}
          /exports/{id}?export=true&format={kind}&{page}&known=1&flag:
            get:
              parameters:
                - {name: id, in: path, required: true, schema: {type: string}}
                - {name: kind, in: path, required: true, schema: {type: array, items: {type: string}}}
                - {name: known, in: query, schema: {type: integer}}
              responses: {'204': {description: Done.}}

        """

    private func document() throws -> Document {
        try DocumentParser.parse(Array(Self.text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
    }

    @Test func whatIsFixedIsTheQueryOfTheOperation() throws {
        let operation = try #require(document().operations.last)
        #expect(operation.path == "/exports/{id}")
        #expect(operation.query == ["export=true", "flag"])
        #expect(operation.identifier == "get_exports_id_export_true_format_kind_page_known_1_flag")
    }

    @Test func whatStandsBetweenBracesIsAQueryParameterOfTheNameThatIsSent() throws {
        let parameters = try #require(document().operations.last).parameters
        #expect(parameters.map(\.name) == ["id", "format", "known", "page"])
        #expect(parameters.map(\.place) == [.path, .query, .query, .query])
        #expect(parameters[1].style == .form && parameters[1].isExploded && parameters[1].isRequired)
    }

    @Test func aServerCannotTellTheOperationsApart() throws {
        #expect(
            try document().warnings.map(\.description) == [
                "a.yaml:8:3: warning: a path has no query: make '?' and what follows a query parameter",
                "a.yaml:8:3: warning: but for its '?' the path is that at line 4, and both have 'get': a server takes the first",
                "a.yaml:10:7: warning: the path parameter 'page' is not declared",
            ])
    }

    @Test func withoutLenientItIsAMistake() {
        #expect(throws: DocumentError.self) { try DocumentParser.parse(Array(Self.text.utf8), file: "a.yaml") }
    }
}
