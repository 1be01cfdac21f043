import OpenAPI
import Testing
import YAML

/// Changes of what stands around schemas: servers, forms, parameters, and requests that the server sends.
@Suite struct OutgoingComparisonTests {
    private static let base = """
        openapi: 3.1.0
        info: { title: T, version: "1" }
        paths:
          /t:
            post:
              servers: [ { url: /v1 }, { url: "https://{region}.example", variables: { region: { default: eu, enum: [eu, us] } } } ]
              parameters:
                - { name: q, in: query, allowEmptyValue: false, schema: { type: string } }
                - { name: X-List, in: header, schema: { type: array, items: { type: string } } }
                - { name: no, in: query, schema: { type: integer } }
              requestBody:
                required: true
                content:
                  application/x-www-form-urlencoded:
                    schema: { type: object, properties: { list: { type: array, items: { type: string } } } }
                    encoding: { list: { explode: true } }
              responses: { "200": { description: d, headers: { X-Point: { explode: false, schema: { type: object } } } } }
              callbacks:
                done:
                  '{$request.query.q}':
                    post:
                      requestBody: { content: { application/json: { schema: { type: string, minLength: 1 } } } }
                      responses: { "200": { description: d } }
        webhooks:
          stored:
            post:
              requestBody: { content: { application/json: { schema: { type: string, maxLength: 9 } } } }
              responses: { "200": { description: d } }
        """

    private func changes(_ old: String, _ new: String) throws -> [String] {
        #expect(Self.base.contains(old))
        return DocumentComparison.changes(
            from: try DocumentParser.parse(Array(Self.base.utf8), file: "a.yaml"),
            to: try DocumentParser.parse(Array(Self.base.replacing(old, with: new).utf8), file: "b.yaml")
        ).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers) \($0.place)" }
    }

    @Test func nothingChangedIsNoChange() throws {
        #expect(try changes("title: T", "title: T") == [])
    }

    /// Functions of clients are called after it.
    @Test func theNameOfAServerIsCompared() throws {
        func changes(_ old: String, _ new: String) throws -> [String] {
            let texts = [old, new].map { name in
                "openapi: 3.2.0\ninfo: {title: T, version: '1'}\nservers: [{url: /v1\(name)}]\npaths: {}\n"
            }
            let documents = try texts.map { try DocumentParser.parse(Array($0.utf8), file: "a.yaml") }
            return DocumentComparison.changes(from: documents[0], to: documents[1]).map(\.message)
        }
        #expect(try changes(", name: a", ", name: a") == [])
        #expect(try changes(", name: a", ", name: b").first?.contains("is called 'b' and was called 'a'") == true)
        #expect(try changes("", ", name: b").first?.contains("is called 'b' and was without a name") == true)
    }

    @Test func whatStandsAroundSchemasIsCompared() throws {
        #expect(
            try changes("url: /v1", "url: /v2") == [
                "server-changed dangerous safe POST /t", "server-changed safe dangerous POST /t",
            ])
        #expect(
            try changes("explode: true", "explode: false") == [
                "parameter-style breaking breaking POST /t, request body"
            ])
        #expect(
            try changes("allowEmptyValue: false", "allowEmptyValue: true") == [
                "parameter-style safe breaking POST /t, query parameter 'q'"
            ])
    }

    @Test func requestsOfTheServerNarrowForIt() throws {
        #expect(
            try changes("minLength: 1", "minLength: 2").map { $0.prefix(32) } == ["constraint-changed safe breaking"])
        let longer = try changes("maxLength: 9", "maxLength: 10")
        #expect(longer.map { $0.prefix(32) } == ["constraint-changed breaking safe"])
        #expect(
            try changes("stored:", "kept:").map { $0.split(separator: " ").prefix(3).joined(separator: " ") } == [
                "operation-added dangerous safe", "operation-removed safe breaking",
            ])
    }

    @Test(arguments: [
        ("enum: [eu, us]", "enum: [eu]", ["server-changed dangerous safe POST /t, server 'https://{region}.example'"]),
        (
            "enum: [eu, us]", "enum: [eu, us, ap]",
            ["server-changed safe dangerous POST /t, server 'https://{region}.example'"]
        ),
        (
            "default: eu", "default: us",
            ["server-changed dangerous dangerous POST /t, server 'https://{region}.example'"]
        ),
        (
            "explode: false", "explode: true",
            ["parameter-style breaking breaking POST /t, response 200, header 'X-Point'"]
        ),
        ("name: X-List", "name: x-list", []),
        (
            "in: query, schema: { type: integer }",
            "in: query, content: { application/json: { schema: { type: integer } } }",
            ["parameter-style breaking breaking POST /t, query parameter 'no'"]
        ),
        (
            "in: query, schema: { type: integer }", "in: query, schema: false",
            ["type-changed breaking safe POST /t, query parameter 'no'"]
        ),
    ])
    func howAndWhereValuesAreSentIsCompared(_ old: String, _ new: String, _ told: [String]) throws {
        #expect(try changes(old, new) == told)
    }
}
