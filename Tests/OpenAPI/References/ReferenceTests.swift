import OpenAPI
import Testing

@Suite struct ReferenceTests {
    private func parameter(_ reference: String, components: String) throws -> String? {
        let text = """
            paths:
              /a:
                get:
                  operationId: a
                  parameters: [{ $ref: '\(reference)' }]
                  responses: { '204': { description: x } }
            x-pool:
            \(components)
            """
        return try parse(text).operations.first?.parameters.first?.name
    }

    @Test(arguments: [
        "#/x-pool/parameters/a~1b~0c", "#/x-pool/parameters/a%2Fb", "#/x-pool/parameters/a%7E1b~0c",
        "#/x-pool/parameters/a%7e1b%7E0c",
    ])
    func escapesOfJSONPointersAreRead(_ reference: String) throws {
        let components = """
              parameters:
                a/b~c: { name: right, in: query, schema: {} }
                a: { b: { name: right, in: query, schema: {} } }
            """
        #expect(try parameter(reference, components: components) == "right")
    }

    @Test func tildeZeroOneIsATildeAndAOne() throws {
        let components = "  parameters:\n    a~1b: { name: right, in: query, schema: {} }\n"
        #expect(try parameter("#/x-pool/parameters/a~01b", components: components) == "right")
    }

    @Test func elementsOfSequencesAreFound() throws {
        let components = "  parameters:\n    list: [{}, { name: right, in: query, schema: {} }]\n"
        #expect(try parameter("#/x-pool/parameters/list/1", components: components) == "right")
        #expect(throws: DocumentError.self) { try parameter("#/x-pool/parameters/list/2", components: components) }
        #expect(throws: DocumentError.self) { try parameter("#/x-pool/parameters/list/-1", components: components) }
        #expect(throws: DocumentError.self) {
            try parameter("#/x-pool/parameters/list/99999999999999999999", components: components)
        }
    }

    @Test func referencesToReferencesAreFollowed() throws {
        let components = """
              parameters:
                one: { $ref: '#/x-pool/parameters/two' }
                two: { $ref: '#/x-pool/parameters/three', description: Allowed here. }
                three: { name: right, in: query, schema: {} }
            """
        #expect(try parameter("#/x-pool/parameters/one", components: components) == "right")
    }

    @Test func headersMayHaveNamesThatBeginAsExtensionsDo() throws {
        let text = """
            paths:
              /a:
                get:
                  responses:
                    '200':
                      description: x
                      headers: { x-count: { required: true, schema: { type: integer } }, x-note: of nobody }
                      content: { x-own/type: {} }
            """
        let response = try #require(try parse(text).operations.first?.responses.first)
        #expect(response.headers.map(\.name) == ["x-count"] && response.content.map(\.name) == ["x-own/type"])
    }

    /// OpenAPI 3.2, section 4.8.30: what is a component's name is that first.
    @Test func securitySchemesAreNamedByURIs() throws {
        let text = """
            openapi: 3.2.0
            info: { title: T, version: "1" }
            security: [{ '#/components/securitySchemes/a': [] }, { '#/x-pool/a': [], 'b.c': [] }]
            paths: {}
            components: { securitySchemes: { a: { type: http, scheme: basic }, b.c: { type: http, scheme: bearer } } }
            x-pool: { a: { type: apiKey, in: header, name: X-Key } }
            """
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        #expect(document.security.map { $0.schemes.map(\.name) } == [["a"], ["a2", "b.c"]])
        #expect(document.securitySchemes.map(\.name) == ["a", "b.c", "a2"])
    }

    @Test(arguments: ["#components", "other.yaml", "https://example.com/a#/b", "#/x-pool/parameters/"])
    func whatLeadsNowhereIsADiagnostic(_ reference: String) {
        #expect(throws: DocumentError.self) { try parameter(reference, components: "  parameters: {}") }
    }

    @Test func schemasMayReferToThemselvesInsideOfStructure() throws {
        let document = try parse(
            "components: { schemas: { A: { type: array, items: { $ref: '#/components/schemas/A' } } } }\n")
        #expect(document.schemas.first?.schema.items?.reference?.name == "A")
    }

    @Test func namesOfSchemasAreUnescaped() throws {
        let document = try parse(
            "components: { schemas: { a/b: {}, c d: {}, B: { $ref: '#/components/schemas/a~1b' }, C: { $ref: '#/components/schemas/c%20d' } } }\n"
        )
        #expect(document.schemas.map(\.schema.reference?.name) == [nil, nil, "a/b", "c d"])
    }

    @Test func circlesOfSchemasAreDiagnosed() {
        #expect(
            mistakes("components: { schemas: { A: { $ref: '#/components/schemas/A' } } }\n") == [
                "a.yaml:3:29: error: the schema 'A' refers to nothing but itself"
            ])
    }

    @Test func mistakeInASharedComponentIsToldOnce() {
        let text = """
            paths:
              /a:
                parameters: [{ $ref: '#/components/parameters/p' }]
                get: { operationId: a, responses: { '204': { description: x } } }
                put: { operationId: b, responses: { '204': { description: x } } }
              /b:
                parameters: [{ $ref: '#/components/parameters/p' }]
            components:
              parameters:
                p: { name: p, in: query, shema: {}, schema: {} }
            """
        #expect(mistakes(text).count == 1)
    }
}
