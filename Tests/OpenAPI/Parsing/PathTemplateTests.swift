import OpenAPI
import Testing

@Suite struct PathTemplateTests {
    private func read(
        _ path: String, _ name: String, _ style: String = "", isLenient: Bool = true
    ) throws(DocumentError) -> Document {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              '\(path)':
                get:
                  parameters: [{$ref: '#/components/parameters/id'}]
                  responses: {'204': {description: Done.}}
            components:
              parameters:
                id: {name: '\(name)', in: path, required: true, \(style)schema: {type: array, items: {type: string}}}
            """
        return try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: isLenient))
    }

    /// RFC 6570, sections 3.2.2, 3.2.5 and 3.2.7.
    @Test(arguments: [
        ("{id*}", "explode: true, "), ("{.id}", "style: label, "), ("{.id*}", "style: label, explode: true, "),
        ("{;id}", "style: matrix, "), ("{;id*}", "style: matrix, explode: true, "),
    ])
    func expressionsThatSayWhatTheParameterSaysAreTakenForIt(_ expression: String, _ style: String) throws {
        let document = try read("/a/\(expression)", "id", style)
        #expect(document.operations.first?.path == "/a/{id}" && document.paths.first?.path == "/a/{id}")
        #expect(document.operations.first?.parameters.map(\.name) == ["id"])
        #expect(document.warnings.map(\.code) == [.pathParameterUndeclared])
        #expect(throws: DocumentError.self) { try read("/a/\(expression)", "id", style, isLenient: false) }
    }

    /// `{/id}` writes a slash, and no style of OpenAPI does.
    @Test(arguments: ["{id*}", "{.id}", "{;id}", "{/id}", "{+id}", "{#id}", "{id:3}"])
    func otherExpressionsAreNot(_ expression: String) throws {
        let document = try read("/a\(expression)", "id")
        #expect(document.operations.first?.parameters.map(\.name) != ["id"])
    }

    @Test(arguments: ["id*", ".id", "a:b", "id:0", "*", "."]) func namesThatAreDeclaredAreKept(_ name: String) throws {
        let document = try read("/a/{\(name)}", name, isLenient: false)
        #expect(document.operations.first?.path == "/a/{\(name)}" && document.warnings == [])
    }
}
