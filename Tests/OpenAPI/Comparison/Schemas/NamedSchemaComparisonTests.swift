import OpenAPI
import Testing
import YAML

/// Changes of schemas under `components`, and of whole documents that mean the same in another version of OpenAPI.
@Suite struct NamedSchemaComparisonTests {
    private static let base = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        paths:
          /t:
            get:
              responses:
                "200":
                  description: d
                  content: { application/json: { schema: { $ref: '#/components/schemas/Used' } } }
        components:
          schemas:
            Used: { type: object, properties: { part: { $ref: '#/components/schemas/Part' } } }
            Part: { type: string, maxLength: 5 }
            Alone: { type: object, required: [a], properties: { a: { type: string }, part: { $ref: '#/components/schemas/Part' } } }
        """

    private func changes(_ old: String, _ new: String) throws -> [Change] {
        #expect(Self.base.contains(old), "the document has no \(old)")
        return DocumentComparison.changes(
            from: try DocumentParser.parse(Array(Self.base.utf8), file: "a.yaml"),
            to: try DocumentParser.parse(Array(Self.base.replacing(old, with: new).utf8), file: "b.yaml"))
    }

    @Test(arguments: [
        ("required: [a], ", "", "required-changed dangerous dangerous components/schemas/Alone"),
        ("a: { type: string }", "a: { type: integer }", "type-changed dangerous dangerous components/schemas/Alone/a"),
        ("a: { type: string }", "a: { type: string }, b: {}", "property-added safe safe components/schemas/Alone"),
        ("maxLength: 5", "maxLength: 4", "constraint-changed safe breaking GET /t, response 200/part"),
        (
            "Alone: {", "New: { type: string }\n    Alone: {", "schema-added safe safe components/schemas/New"
        ),
        ("Alone: {", "Other: {", "schema-renamed dangerous dangerous components/schemas"),
        (
            "Alone: { type: object, required: [a],", "Other: { type: object,",
            "schema-added safe safe components/schemas/Other|schema-removed dangerous dangerous components/schemas/Alone"
        ),
    ])
    func whatNoOperationUsesIsToldOnce(_ old: String, _ new: String, _ expected: String) throws {
        let told = try changes(old, new).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers) \($0.place)" }
        #expect(told.joined(separator: "|") == expected)
    }

    @Test(arguments: [
        ("secret: { type: string", "secret: { type: integer", "type-changed dangerous dangerous"),
        (", secret: { type: string, writeOnly: true }", "", "property-removed dangerous dangerous"),
        ("{ deep: { type: string", "{ deep: { type: integer", "type-changed dangerous dangerous"),
        ("part: { type: object", "part: { type: object, minProperties: 1", "constraint-changed safe breaking"),
    ])
    func whatNoMessageHasOfASchemaIsToldOfTypes(_ old: String, _ new: String, _ expected: String) throws {
        let text = Self.base.replacing(
            "part: { $ref: '#/components/schemas/Part' } } }\n    Part",
            with:
                "part: { type: object, properties: { deep: { type: string, writeOnly: true } } }, secret: { type: string, writeOnly: true } } }\n    Part"
        )
        #expect(text.contains(old))
        let told = DocumentComparison.changes(
            from: try DocumentParser.parse(Array(text.utf8), file: "a.yaml"),
            to: try DocumentParser.parse(Array(text.replacing(old, with: new).utf8), file: "b.yaml"))
        #expect(told.map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" } == [expected])
    }

    @Test func whatIsGoneIsShownAtTheSchemas() throws {
        let change = try #require(try changes("Alone: { type: object, required: [a],", "Other: { type: object,").last)
        #expect(change.newLocation == nil && change.enclosingLocation?.line == 11)
    }

    @Test func alternativesThatAreCalledOtherwiseAreTheSame() throws {
        func document(_ names: [String]) throws -> Document {
            let text = """
                openapi: 3.1.0
                info: { title: T, version: "1" }
                paths:
                  /t:
                    post:
                      requestBody:
                        content:
                          application/json:
                            schema:
                              oneOf: [ { $ref: '#/components/schemas/\(names[0])' }, { $ref: '#/components/schemas/\(names[1])' } ]
                              discriminator:
                                propertyName: k
                                mapping: { a: '#/components/schemas/\(names[0])', b: '#/components/schemas/\(names[1])' }
                      responses: { "200": { description: d } }
                components:
                  schemas:
                    \(names[0]): { type: object, required: [k, a], properties: { k: { type: string }, a: {} } }
                    \(names[1]): { type: object, required: [k, b], properties: { k: { type: string }, b: {} } }
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        let changes = DocumentComparison.changes(from: try document(["A", "B"]), to: try document(["C", "D"]))
        #expect(changes.map(\.kind) == [.schemaRenamed, .schemaRenamed])
    }

    @Test func aSchemaThatBothSidesSendBreaksEither() throws {
        func document(_ length: Int) throws -> Document {
            let text = """
                openapi: 3.1.0
                info: { title: T, version: "1" }
                paths:
                  /t:
                    post:
                      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Text' } } } }
                      responses: { "200": { description: d } }
                webhooks:
                  sent:
                    post:
                      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Text' } } } }
                      responses: { "200": { description: d } }
                components:
                  schemas:
                    Text: { type: string, minLength: \(length) }
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        let changes = DocumentComparison.changes(from: try document(1), to: try document(2))
        #expect(changes.map { "\($0.forClients) \($0.forServers)" } == ["breaking safe", "safe breaking"])
    }

    @Test func aDocumentOf31ThatMeansTheSameAsOneOf30IsNoChange() throws {
        let old = """
            openapi: 3.0.3
            info: { title: T, version: "1" }
            paths:
              /t:
                post:
                  requestBody:
                    content:
                      application/json: { schema: { $ref: '#/components/schemas/Thing' } }
                      application/octet-stream: { schema: { type: string, format: binary } }
                      multipart/form-data: { schema: { type: object, properties: { file: { type: string, format: binary } } } }
                  responses: { "200": { description: d } }
            components:
              schemas:
                Name: { type: string }
                Thing:
                  type: object
                  example: {}
                  properties:
                    text: { type: string, nullable: true, example: a }
                    kind: { type: string, nullable: true, enum: [a, b] }
                    more: { type: number, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }
                    name: { nullable: true, allOf: [ { $ref: '#/components/schemas/Name' } ] }
                    plain: { description: d, allOf: [ { $ref: '#/components/schemas/Name' } ] }
                    bytes: { type: string, format: byte }
                    any: { nullable: true }
            """
        let new = """
            openapi: 3.1.0
            info: { title: T, version: "1" }
            paths:
              /t:
                post:
                  requestBody:
                    content:
                      application/json: { schema: { $ref: '#/components/schemas/Thing' } }
                      application/octet-stream: {}
                      multipart/form-data: { schema: { type: object, properties: { file: { contentMediaType: application/octet-stream } } } }
                  responses: { "200": { description: d } }
            components:
              schemas:
                Name: { type: string }
                Thing:
                  type: object
                  examples: [ {} ]
                  properties:
                    text: { type: [string, "null"], examples: [a] }
                    kind: { type: [string, "null"], enum: [a, b, null] }
                    more: { type: number, exclusiveMinimum: 0, maximum: 9 }
                    name: { anyOf: [ { $ref: '#/components/schemas/Name' }, { type: "null" } ] }
                    plain: { description: d, $ref: '#/components/schemas/Name' }
                    bytes: { type: string, contentEncoding: base64 }
                    any: {}
            """
        let documents = try [old, new].map { try DocumentParser.parse(Array($0.utf8), file: "a.yaml") }
        #expect(DocumentComparison.changes(from: documents[0], to: documents[1]).map(\.message) == [])
        #expect(DocumentComparison.changes(from: documents[1], to: documents[0]).map(\.message) == [])
    }

    @Test func alternativesOfAlternativesComeToAnEnd() throws {
        func document(_ length: Int) throws -> Document {
            let schemas = (0..<40).map { index in
                let next = "{ $ref: '#/components/schemas/A\(index + 1)' }"
                return "    A\(index): { anyOf: [ \(next), \(next), { allOf: [ \(next), { minLength: \(index) } ] } ] }"
            }
            let text = """
                openapi: 3.1.0
                info: { title: T, version: "1" }
                components:
                  schemas:
                \(schemas.joined(separator: "\n"))
                    A40: { type: string, maxLength: \(length) }
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        let changes = DocumentComparison.changes(from: try document(4), to: try document(5))
        #expect(changes.map(\.message) == ["'maxLength' is 5 and was 4"])
    }
}
