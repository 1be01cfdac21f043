import OpenAPI
import Testing

@Suite struct PathTemplateTests {
    private func read(_ path: String, _ name: String, isLenient: Bool = true) throws(DocumentError) -> Document {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              '\(path)':
                get:
                  parameters: [{name: '\(name)', in: path, required: true, schema: {type: string}}]
                  responses: {'204': {description: Done.}}
            """
        return try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: isLenient))
    }

    /// RFC 6570, sections 2.2 and 2.4: the style and explode of a parameter say what these do.
    @Test(arguments: ["{id*}", "{.id}", "{;id*}", "{/id}", "{+id}", "{#id}", "{id:3}"])
    func expressionsAreTakenForTheirNames(_ expression: String) throws {
        let document = try read("/a/\(expression)", "id")
        #expect(document.operations.first?.path == "/a/{id}")
        #expect(document.operations.first?.parameters.map(\.name) == ["id"])
        #expect(document.warnings.map(\.code) == [.pathParameterUndeclared])
        #expect(throws: DocumentError.self) { try read("/a/\(expression)", "id", isLenient: false) }
    }

    @Test(arguments: ["id*", ".id", "a:b", "id:0", "*", "."]) func namesThatAreDeclaredAreKept(_ name: String) throws {
        let document = try read("/a/{\(name)}", name, isLenient: false)
        #expect(document.operations.first?.path == "/a/{\(name)}" && document.warnings == [])
    }
}
