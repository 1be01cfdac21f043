import OpenAPI
import Testing

/// Every kind of change, shown by one document with a part of it and without.
@Suite struct ChangeKindTests {
    private static let base = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        servers: [ { url: /v1 } ]
        security: [ { token: [] } ]
        paths:
          /things/{id}:
            post:
              operationId: change
              tags: [one]
              x-maximum-body-bytes: 1000
              parameters:
                - { name: id, in: path, required: true, schema: { type: string } }
                - { name: limit, in: query, schema: { type: integer } }
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Request' } } } }
              responses:
                "200":
                  description: d
                  headers: { X-Count: { schema: { type: integer } } }
                  content: { application/json: { schema: { $ref: '#/components/schemas/Answer' } } }
                  links: { next: { operationRef: '#/paths/~1other/get' } }
          /other: { get: { operationId: read, responses: { "204": { description: d } } } }
        components:
          securitySchemes: { token: { type: http, scheme: bearer } }
          schemas:
            Request: { type: object, properties: { kind: { type: string, enum: [a] }, note: { type: string, minLength: 1 } } }
            Answer: { type: object, properties: { id: { type: integer }, any: { oneOf: [ { type: string }, { type: object } ] } } }
            Spare: { type: boolean }
        """

    /// What is replaced by what, and what is told of that and of its opposite.
    private static let replacements: [(old: String, new: String, told: String, toldBack: String)] = [
        (
            "  /things/{id}:\n", "  /new: { get: { responses: { \"204\": { description: d } } } }\n  /things/{id}:\n",
            "operation-added safe breaking", "operation-removed breaking safe"
        ),
        ("post:", "put:", "operation-moved breaking breaking", "operation-moved breaking breaking"),
        (
            "operationId: read", "operationId: look", "operation-renamed dangerous dangerous",
            "operation-renamed dangerous dangerous"
        ),
        ("tags:", "deprecated: true\n      tags:", "operation-deprecated safe safe", "operation-deprecated safe safe"),
        ("tags: [one]", "tags: [one, two]", "tags-changed safe safe", "tags-changed safe safe"),
        ("bytes: 1000", "bytes: 999", "limit-changed breaking safe", "limit-changed safe breaking"),
        ("url: /v1 }", "url: /v1 }, { url: /v2 }", "server-changed safe dangerous", "server-changed dangerous safe"),
        (
            "- { name: limit,", "- { name: start, in: query, schema: {} }\n        - { name: limit,",
            "parameter-added safe dangerous", "parameter-removed dangerous safe"
        ),
        (
            "- { name: limit,", "- { name: start, required: true, in: query, schema: {} }\n        - { name: limit,",
            "parameter-added breaking dangerous", "parameter-removed dangerous breaking"
        ),
        ("limit", "most", "parameter-renamed dangerous dangerous", "parameter-renamed dangerous dangerous"),
        (
            "name: limit, in: query", "name: limit, in: query, allowReserved: true", "parameter-style safe breaking",
            "parameter-style breaking safe"
        ),
        (
            "name: limit,", "name: limit, deprecated: true,", "parameter-deprecated safe safe",
            "parameter-deprecated safe safe"
        ),
        (
            "      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Request' } } } }\n",
            "", "body-removed dangerous safe", "body-added safe breaking"
        ),
        (
            "requestBody: {", "requestBody: { required: true,", "required-changed breaking safe",
            "required-changed safe breaking"
        ),
        (
            "{ content: { application/json", "{ content: { text/plain: {}, application/json",
            "media-type-added safe breaking", "media-type-removed breaking safe"
        ),
        (
            "responses:\n", "responses:\n        \"404\": { description: d }\n", "response-added dangerous safe",
            "response-removed safe breaking"
        ),
        (
            "headers: {", "headers: { X-More: { required: true, schema: {} },", "header-added safe breaking",
            "header-removed breaking safe"
        ),
        ("X-Count: {", "X-Count: { deprecated: true,", "header-deprecated safe safe", "header-deprecated safe safe"),
        ("links: {", "links: { last: { operationId: read },", "link-added safe safe", "link-removed dangerous safe"),
        (
            "next: {", "next: { parameters: { id: a },",
            "link-changed dangerous safe", "link-changed dangerous safe"
        ),
        (
            "{ token: [] }", "{ token: [] }, {}", "security-loosened safe breaking", "security-tightened breaking safe"
        ),
        (
            "scheme: bearer", "scheme: basic", "security-scheme-changed breaking breaking",
            "security-scheme-changed breaking breaking"
        ),
        (
            "token", "key", "security-scheme-renamed dangerous dangerous", "security-scheme-renamed dangerous dangerous"
        ),
        (
            "Spare: {", "New: { type: string }\n    Spare: {", "schema-added safe safe",
            "schema-removed dangerous dangerous"
        ),
        ("Spare", "Reserve", "schema-renamed dangerous dangerous", "schema-renamed dangerous dangerous"),
        ("Spare: {", "Spare: { deprecated: true,", "schema-deprecated safe safe", "schema-deprecated safe safe"),
        ("id: { type: integer", "id: { type: number", "type-changed breaking safe", "type-changed safe breaking"),
        (
            "id: { type: integer", "id: { type: [integer, 'null']", "nullable-changed breaking safe",
            "nullable-changed safe breaking"
        ),
        (
            "id: { type: integer", "id: { type: integer, format: int32", "format-changed safe breaking",
            "format-changed breaking safe"
        ),
        ("enum: [a]", "enum: [a, b]", "enum-changed safe breaking", "enum-changed breaking safe"),
        ("minLength: 1", "minLength: 2", "constraint-changed breaking safe", "constraint-changed safe breaking"),
        (
            "note: {", "more: { type: boolean }, note: {", "property-added safe dangerous",
            "property-removed dangerous dangerous"
        ),
        ("note:", "remark:", "property-renamed breaking breaking", "property-renamed breaking breaking"),
        (
            "Answer: {", "Answer: { additionalProperties: false,", "additional-properties-changed safe breaking",
            "additional-properties-changed breaking safe"
        ),
        (
            "oneOf: [", "oneOf: [ { type: boolean },", "alternatives-changed breaking safe",
            "alternatives-changed safe breaking"
        ),
        (
            "note: {", "note: { default: a,", "default-changed dangerous dangerous",
            "default-changed dangerous dangerous"
        ),
        ("note: {", "note: { not: { const: a },", "rules-changed breaking safe", "rules-changed safe breaking"),
        (
            "note: {", "note: { x-swift-name: remark,", "generated-code-changed dangerous dangerous",
            "generated-code-changed dangerous dangerous"
        ),
    ]

    @Test(arguments: replacements.map { ($0.old, $0.new, $0.told, $0.toldBack) })
    func eachKindIsTold(_ old: String, _ new: String, _ told: String, _ toldBack: String) throws {
        #expect(Self.base.contains(old), "the document has no \(old)")
        let documents = try [Self.base, Self.base.replacing(old, with: new)].map {
            try DocumentParser.parse(Array($0.utf8), file: "a.yaml")
        }
        func changes(_ before: Int, _ after: Int) -> [String] {
            DocumentComparison.changes(from: documents[before], to: documents[after]).map {
                "\($0.kind.rawValue) \($0.forClients) \($0.forServers)"
            }
        }
        #expect(changes(0, 1) == [told])
        #expect(changes(1, 0) == [toldBack])
    }

    @Test func everyKindHasADocument() {
        let shown = Self.replacements.flatMap { [$0.told, $0.toldBack] }.map { String($0.prefix { $0 != " " }) }
        #expect(Set(ChangeKind.allCases.map(\.rawValue)).subtracting(shown) == [])
    }
}
