import OpenAPI
import Testing
import YAML

/// What each kind of change means for clients and for servers.
@Suite struct DocumentComparisonTests {
    static let base = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        servers: [ { url: /v1 } ]
        security: [ { token: [] } ]
        paths:
          /things/{id}:
            post:
              operationId: change
              parameters:
                - { name: id, in: path, required: true, schema: { type: string } }
                - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
              requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Request' } } } }
              responses:
                "200":
                  description: d
                  headers: { X-Count: { required: true, schema: { type: integer } } }
                  content: { application/json: { schema: { $ref: '#/components/schemas/Answer' } } }
                "404": { description: d }
        components:
          securitySchemes: { token: { type: http, scheme: bearer }, key: { type: apiKey, name: k, in: header } }
          schemas:
            Request:
              type: object
              required: [name]
              properties: { name: { type: string, minLength: 1 }, kind: { type: string, enum: [a, b] }, note: { type: string } }
            Answer:
              type: object
              required: [id]
              properties: { id: { type: integer }, state: { type: string, enum: [on, off] }, more: { type: [string, "null"] } }
            Spare: { type: boolean }
        """

    static func changes(_ pairs: [(String, String)]) throws -> [Change] {
        var text = base
        for (old, new) in pairs {
            #expect(text.contains(old), "the document has no \(old)")
            text = text.replacing(old, with: new)
        }
        return DocumentComparison.changes(
            from: try DocumentParser.parse(Array(base.utf8), file: "old.yaml"),
            to: try DocumentParser.parse(Array(text.utf8), file: "new.yaml", options: ParsingOptions(isLenient: true)))
    }

    @Test(arguments: [
        ("minLength: 1", "minLength: 2", "constraint-changed breaking safe"),
        ("minLength: 1", "minLength: 0", "constraint-changed safe breaking"),
        ("enum: [a, b]", "enum: [a]", "enum-changed breaking safe"),
        ("enum: [a, b]", "enum: [a, b, c]", "enum-changed safe breaking"),
        ("enum: [on, off]", "enum: [on, off, idle]", "enum-changed breaking safe"),
        ("enum: [on, off]", "enum: [on]", "enum-changed safe breaking"),
        ("required: [name]", "required: [name, note]", "required-changed breaking safe"),
        ("required: [id]", "required: [id, state]", "required-changed safe breaking"),
        ("required: [id]", "required: []", "required-changed breaking safe"),
        (#"[string, "null"]"#, "string", "nullable-changed safe breaking"),
        ("note: { type: string }", #"note: { type: [string, "null"] }"#, "nullable-changed safe breaking"),
        ("note: { type: string }", "note: { type: integer }", "type-changed breaking breaking"),
        ("id: { type: integer }", "id: { type: number }", "type-changed breaking safe"),
        ("id: { type: integer }", "id: { type: integer, format: int32 }", "format-changed safe breaking"),
        ("note: { type: string }", "remark: { type: string }", "property-renamed breaking breaking"),
        (", note: { type: string }", "", "property-removed dangerous dangerous"),
        (", note: { type: string }", ", note: { type: string }, x: { type: boolean }", "property-added safe dangerous"),
        ("id: { type: integer }", "id: { type: integer }, y: { type: boolean }", "property-added safe safe"),
        ("maximum: 100", "maximum: 50", "constraint-changed breaking safe"),
        ("maximum: 100", "maximum: 100, default: 5", "default-changed dangerous dangerous"),
        ("name: limit, in: query, schema", "name: most, in: query, schema", "parameter-renamed dangerous dangerous"),
        ("name: limit, in: query", "name: limit, in: query, required: true", "required-changed breaking safe"),
        (
            "name: limit, in: query", "name: limit, in: query, style: pipeDelimited, explode: false",
            "parameter-style breaking breaking"
        ),
        ("{id}", "{identifier}", "parameter-renamed dangerous dangerous"),
        (
            #""404": { description: d }"#, #""410": { description: d }"#,
            "response-added dangerous safe|response-removed safe breaking"
        ),
        (
            "headers: { X-Count: { required: true, schema: { type: integer } } }", "headers: {}",
            "header-removed breaking safe"
        ),
        (
            "application/json: { schema: { $ref: '#/components/schemas/Request' } }",
            "text/plain: { schema: { type: string } }",
            "media-type-added safe breaking|media-type-removed breaking safe"
        ),
        ("requestBody: { required: true,", "requestBody: { required: false,", "required-changed safe breaking"),
        ("security: [ { token: [] } ]", "security: [ { token: [], key: [] } ]", "security-tightened breaking safe"),
        ("security: [ { token: [] } ]", "security: [ { token: [] }, { key: [] } ]", "security-loosened safe breaking"),
        ("security: [ { token: [] } ]", "security: []", "security-loosened safe breaking"),
        ("scheme: bearer", "scheme: basic", "security-scheme-changed breaking breaking"),
        ("operationId: change", "operationId: alter", "operation-renamed dangerous dangerous"),
        ("/things/{id}:", "/items/{id}:", "operation-moved breaking breaking"),
        ("Spare: { type: boolean }", "Reserve: { type: boolean }", "schema-renamed dangerous dangerous"),
        ("url: /v1", "url: /v2", "server-changed dangerous safe|server-changed safe dangerous"),
        ("description: d", "description: another", ""),
    ])
    func aChangeMeansWhatItDoesToEitherSide(_ old: String, _ new: String, _ expected: String) throws {
        let pairs = old == "{id}" ? [("{id}", "{identifier}"), ("name: id,", "name: identifier,")] : [(old, new)]
        let found = try Self.changes(pairs).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" }.sorted()
        #expect(found.joined(separator: "|") == expected)
    }

    @Test func operationsComeAndGo() throws {
        let added = try Self.changes([
            ("    post:\n", "    get: { operationId: read, responses: { \"204\": { description: d } } }\n    post:\n")
        ])
        #expect(
            added.map(\.kind) == [.operationAdded] && added[0].forServers == .breaking && added[0].forClients == .safe)
        #expect(added[0].oldLocation == nil && added[0].newLocation?.file == "new.yaml")
        let gone = try Self.changes([("    post:\n", "    put:\n"), ("operationId: change", "operationId: other")])
        #expect(Set(gone.map(\.kind)) == [.operationAdded, .operationRemoved])
    }

    @Test func aChangeNamesBothPlaces() throws {
        let change = try #require(try Self.changes([("minLength: 1", "minLength: 2")]).first)
        #expect(change.oldLocation?.file == "old.yaml" && change.newLocation?.file == "new.yaml")
        #expect(change.oldLocation?.line == change.newLocation?.line && (change.oldLocation?.line ?? 0) > 20)
        #expect(change.place == "POST /things/{id}, request body/name")
        #expect(change.message == "'minLength' is 2 and was 1")
    }

    @Test func recursionAndSharedSchemasAreToldOnce() throws {
        let node =
            "{ type: object, properties: { next: { $ref: '#/components/schemas/Spare' }, zz: { type: integer } } }"
        let old = Self.base.replacing("{ type: boolean }", with: node).replacing(
            "note: { type: string }", with: "note: { $ref: '#/components/schemas/Spare' }")
        let new = old.replacing("zz: { type: integer }", with: "zz: { type: string }")
        let changes = DocumentComparison.changes(
            from: try DocumentParser.parse(Array(old.utf8), file: "old.yaml"),
            to: try DocumentParser.parse(Array(new.utf8), file: "new.yaml"))
        #expect(changes.map(\.kind) == [.typeChanged])
    }

    @Test func reportsAreForPeopleAndForMachines() throws {
        let changes = try Self.changes([
            ("minLength: 1", "minLength: 2"), ("operationId: change", "operationId: alter"),
        ])
        let report = ChangeReport(changes, newFile: "new.yaml")
        let text = report.render(.text)
        #expect(
            text.contains(
                "breaking: POST /things/{id}, request body/name: 'minLength' is 2 and was 1; for clients breaking, for servers safe [constraint-changed] (was at old.yaml:"
            ))
        #expect(text.hasSuffix("2 changes: 1 breaking, 1 dangerous, 0 safe\n"))
        let one = ChangeReport(Array(changes.prefix(1)), newFile: "new.yaml").render(.text)
        #expect(one.contains("\n1 change: "))
        #expect(report.render(.json).contains("\"kind\": \"operation-renamed\", \"clients\": \"dangerous\""))
        let sarif = report.render(.sarif)
        #expect(
            sarif.contains("\"level\": \"error\"") && sarif.contains("relatedLocations") && sarif.contains("old.yaml"))
    }
}
