import OpenAPI
import Testing
import YAML

/// Changes of what operations say beside schemas: statuses, media types, links, limits, credentials, groups.
@Suite struct MessageComparisonTests {
    private static let base = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        security: [ { token: [] } ]
        tags: [ { name: one }, { name: two } ]
        paths:
          /t/{id}:
            post:
              operationId: write
              tags: [one, two]
              x-maximum-body-bytes: 1000
              x-rate-limit: { requests: 10, window_seconds: 60, per: user }
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              requestBody:
                content:
                  text/plain: { schema: { type: string } }
              responses:
                "200":
                  description: d
                  content:
                    application/json: { schema: { type: object, additionalProperties: { type: string } } }
                  links: { next: { operationRef: '#/paths/~1t~1{id}/post', parameters: { id: $request.path.id } } }
                "204": { description: d }
                "404": { description: d }
        components:
          securitySchemes:
            token: { type: http, scheme: bearer }
            owner: { type: oauth2, flows: { implicit: { authorizationUrl: /a, scopes: { a: A, b: B } } } }
        """

    private func changes(_ old: String, _ new: String) throws -> [String] {
        #expect(Self.base.contains(old), "the document has no \(old)")
        return DocumentComparison.changes(
            from: try DocumentParser.parse(Array(Self.base.utf8), file: "a.yaml"),
            to: try DocumentParser.parse(Array(Self.base.replacing(old, with: new).utf8), file: "b.yaml")
        ).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" }
    }

    @Test(arguments: [
        ("x-maximum-body-bytes: 1000", "x-maximum-body-bytes: 999", "limit-changed breaking safe"),
        ("x-maximum-body-bytes: 1000", "description: e", "limit-changed safe breaking"),
        ("requests: 10", "requests: 9", "limit-changed dangerous safe"),
        ("requests: 10", "requests: 11", "limit-changed safe dangerous"),
        ("requests: 10, window_seconds: 60", "requests: 5, window_seconds: 10", "limit-changed dangerous dangerous"),
        (
            "x-rate-limit: { requests: 10, window_seconds: 60, per: user }", "description: e",
            "limit-changed safe dangerous"
        ),
        ("      operationId: write\n", "", "operation-renamed dangerous dangerous"),
        ("scopes: { a: A, b: B }", "scopes: { a: A }", "security-scheme-changed dangerous safe"),
        ("scopes: { a: A, b: B }", "scopes: { a: A, b: B, c: C }", "security-scheme-changed safe dangerous"),
        ("tags: [one, two]", "tags: [two]", "tags-changed safe dangerous"),
        ("tags: [one, two]", "tags: [one]", "tags-changed safe safe"),
        ("{ name: one }", "{ name: one, x-swift-name: first }", "generated-code-changed safe dangerous"),
        (
            "operationId: write\n", "operationId: write\n      x-swift-name: put\n",
            "generated-code-changed dangerous dangerous"
        ),
        ("in: path, required: true,", "in: path, required: true, deprecated: true,", "parameter-deprecated safe safe"),
        (
            "in: path, required: true,", "in: path, required: true, x-swift-name: number,",
            "generated-code-changed dangerous dangerous"
        ),
        ("links: { next:", "links: { other: { operationRef: '#/paths/~1t~1{id}/post' }, next:", "link-added safe safe"),
        ("parameters: { id: $request.path.id }", "parameters: { id: a }", "link-changed dangerous safe"),
        ("operationRef: '#/paths/~1t~1{id}/post'", "operationId: write", ""),
        ("operationRef: '#/paths/~1t~1{id}/post'", "operationRef: '#/paths/~1u/get'", "link-changed dangerous safe"),
        (
            "          links: { next: { operationRef: '#/paths/~1t~1{id}/post', parameters: { id: $request.path.id } } }\n",
            "",
            "link-removed dangerous safe"
        ),
        ("text/plain: {", "text/plain: { x-streamed: true,", "generated-code-changed dangerous dangerous"),
        ("text/plain: {", "text/plain: { x-streamed: false,", ""),
        ("text/plain:", "text/*:", "media-type-added safe breaking|media-type-removed safe safe"),
        ("text/plain:", "text/plain; charset=utf-8:", ""),
        ("\"204\":", "\"2XX\":", "response-added dangerous safe|response-removed safe safe"),
        ("\"404\":", "default:", "response-added dangerous safe|response-removed safe safe"),
        (
            "\"404\": { description: d }", "\"404\": { description: d }\n        default: { description: d }",
            "response-added dangerous safe"
        ),
        (
            "additionalProperties: { type: string }",
            "properties: { a: { type: integer } }, additionalProperties: { type: string }",
            "type-changed breaking breaking|property-added safe safe"
        ),
        (
            "additionalProperties: { type: string }",
            "properties: { a: { type: string } }, additionalProperties: { type: string }", "property-added safe safe"
        ),
    ])
    func aChangeMeansWhatItDoesToEitherSide(_ old: String, _ new: String, _ expected: String) throws {
        #expect(try changes(old, new).joined(separator: "|") == expected)
    }

    @Test func aNarrowerRangeAndAStatusOutOfOneAreToldTheOtherWayRound() throws {
        func told(_ old: String, _ new: String) throws -> [String] {
            let documents = try [old, new].map { try DocumentParser.parse(Array($0.utf8), file: "a.yaml") }
            return DocumentComparison.changes(from: documents[0], to: documents[1]).map {
                "\($0.kind.rawValue) \($0.forClients) \($0.forServers)"
            }
        }
        let ofTexts = Self.base.replacing("text/plain:", with: "text/*:")
        #expect(
            try told(ofTexts, Self.base) == ["media-type-added safe safe", "media-type-removed breaking safe"])
        let ofSuccess = Self.base.replacing("\"204\"", with: "\"2XX\"")
        #expect(try told(ofSuccess, Self.base) == ["response-added safe safe", "response-removed safe breaking"])
    }

    @Test(arguments: [
        ("X-A: { schema: { type: string } }", "", "header-removed safe dangerous, request body, field 'a'"),
        (
            "{ headers: { X-A: { schema: { type: string } } } }", "{}",
            "header-removed safe dangerous, request body, field 'a'"
        ),
        ("X-A: { schema: { type: string } }", "x-a: { schema: { type: string } }", ""),
        (
            "X-A: {", "X-B: { required: true, schema: { type: string } }, X-A: {",
            "header-added breaking dangerous, request body, field 'a'"
        ),
        ("X-A: {", "X-A: { required: true,", "required-changed breaking safe, request body, field 'a', header 'X-A'"),
        (
            "X-A: { schema: { type: string", "X-A: { schema: { type: integer",
            "type-changed breaking safe, request body, field 'a', header 'X-A'"
        ),
        (
            "encoding: { a: {", "encoding: { a: { contentType: text/csv,",
            "parameter-style breaking breaking, request body"
        ),
    ])
    func headersOfAPartAreCompared(_ old: String, _ new: String, _ expected: String) throws {
        let base = Self.base.replacing(
            "text/plain: { schema: { type: string } }",
            with: "multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, "
                + "encoding: { a: { headers: { X-A: { schema: { type: string } } } } } }")
        #expect(base.contains(old))
        let documents = try [base, base.replacing(old, with: new)].map {
            try DocumentParser.parse(Array($0.utf8), file: "a.yaml")
        }
        let told = DocumentComparison.changes(from: documents[0], to: documents[1]).map {
            "\($0.kind.rawValue) \($0.forClients) \($0.forServers)\($0.place.replacing("POST /t/{id}", with: ""))"
        }
        #expect(told.joined(separator: "|") == expected)
    }

    @Test func partsByPositionAreComparedOneByOne() throws {
        let base = Self.base.replacing("openapi: 3.1.0", with: "openapi: 3.2.0").replacing(
            "text/plain: { schema: { type: string } }",
            with: "multipart/mixed: { prefixEncoding: [ { contentType: text/plain }, { contentType: text/css } ], "
                + "itemEncoding: { headers: { X-A: { schema: { type: string } } } } }")
        let new = base.replacing("text/css", with: "text/html").replacing("X-A: {", with: "X-A: { required: true,")
        let documents = try [base, new].map { try DocumentParser.parse(Array($0.utf8), file: "a.yaml") }
        let told = DocumentComparison.changes(from: documents[0], to: documents[1]).map { "\($0.place): \($0.message)" }
        #expect(
            told == [
                "POST /t/{id}, request body: the part 2 is written with contentType text/html and was with contentType text/css",
                "POST /t/{id}, request body, part that repeats, header 'X-A': the header is required and was optional",
            ])
    }

    @Test func aSecuritySchemeOfAnotherNameIsTheSame() throws {
        let new = Self.base.replacing("token", with: "credential")
        let documents = try [Self.base, new].map { try DocumentParser.parse(Array($0.utf8), file: "a.yaml") }
        let changes = DocumentComparison.changes(from: documents[0], to: documents[1])
        #expect(changes.map(\.kind) == [.securitySchemeRenamed])
        #expect(changes.first?.forClients == .dangerous && changes.first?.forServers == .dangerous)
    }
}
