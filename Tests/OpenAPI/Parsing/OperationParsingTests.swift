import OpenAPI
import Testing
import YAML

@Suite struct OperationParsingTests {
    private let text = """
        servers: [{ url: /v1 }]
        security: [{ token: [] }]
        paths:
          /things/{id}:
            servers: [{ url: /v2 }, { url: 'https://example.com/v3' }]
            parameters:
              - { name: id, in: path, required: true, schema: { type: string } }
              - { name: limit, in: query, schema: { type: integer } }
            put:
              operationId: put
              servers: [{ url: /v4 }]
              parameters:
                - { name: limit, in: query, required: true, schema: { type: string } }
                - { name: limit, in: header, schema: {} }
              responses: { '200': { description: x } }
            get:
              operationId: get
              security: []
              deprecated: true
              tags: [a, b]
              responses:
                '404': { description: x }
                '200':
                  description: y
                  headers: { ETag: { required: true, schema: { type: string } } }
                  content: { Application/JSON: { schema: {}, example: 1, examples: { a: { value: 2, x-raw: true } } } }
          /plain:
            summary: One.
            post: { operationId: post, responses: { '204': { description: x } } }
        components:
          securitySchemes:
            token: { type: http, scheme: BEARER, bearerFormat: JWT }
        """

    @Test func operationsStandInTheOrderOfTheDocument() throws {
        #expect(try parse(text).operations.map(\.identifier) == ["put", "get", "post"])
    }

    @Test func serversAreThoseOfTheNearestLevel() throws {
        #expect(
            try parse(text).operations.map { $0.servers.map(\.url) } == [
                ["/v4"], ["/v2", "https://example.com/v3"], ["/v1"],
            ])
    }

    @Test func headerOfAnOperationReplacesThatOfThePathInAnyCase() throws {
        let document = try parse(
            """
            paths:
              /things:
                parameters:
                  - { name: X-A, in: header, schema: { type: string } }
                  - { name: A, in: query, schema: { type: string } }
                get:
                  parameters:
                    - { name: x-a, in: header, required: true, schema: { type: string } }
                    - { name: a, in: query, schema: { type: string } }
                  responses: { '200': { description: x } }
            """)
        let parameters = document.operations[0].parameters
        #expect(parameters.map { "\($0.place.rawValue) \($0.name)" } == ["header x-a", "query a", "query A"])
    }

    @Test func headerStandsTwiceInAnyCase() {
        let said = mistakes(
            """
            paths:
              /things:
                get:
                  parameters:
                    - { name: X-A, in: header, schema: { type: string } }
                    - { name: x-a, in: header, schema: { type: string } }
                  responses: { '200': { description: x } }
            """)
        #expect(said == ["a.yaml:8:11: error: the header parameter 'x-a' stands twice"])
    }

    @Test func parametersOfThePathAreSharedAndReplaced() throws {
        let operations = try parse(text).operations
        let put = operations[0].parameters
        #expect(put.map { "\($0.place.rawValue) \($0.name)" } == ["query limit", "header limit", "path id"])
        #expect(put.first?.isRequired == true)
        #expect(operations[1].parameters.map(\.name) == ["id", "limit"])
        #expect(operations[1].parameters.last?.schema?.types == [.integer])
    }

    @Test func securityIsInheritedOrTakenAway() throws {
        let document = try parse(text)
        #expect(document.operations.map(\.security.count) == [1, 0, 1])
        guard case .http(let scheme, let format) = document.securitySchemes.first?.kind else {
            Issue.record("no http")
            return
        }
        #expect(scheme == "bearer" && format == "JWT")
    }

    @Test func responsesKeepTheirOrderHeadersAndExamples() throws {
        let responses = try parse(text).operations[1].responses
        #expect(responses.map(\.status) == [404, 200])
        #expect(responses[1].headers.map(\.name) == ["ETag"])
        #expect(responses[1].headers.first?.isRequired == true)
        let media = try #require(responses[1].content.first)
        #expect(media.name == "application/json")
        #expect(Set(media.examples.map(\.name)) == ["", "a"])
        #expect(media.examples.first { $0.name == "a" }?.isRaw == true)
    }

    @Test func documentationOfTheOperationIsRead() throws {
        let get = try parse(text).operations[1]
        #expect(get.isDeprecated)
        #expect(get.tags == ["a", "b"])
        #expect(get.method == "get")
        #expect(get.location.line == 19)
    }

    /// Only what is written must be unique; what is made of method and path gives way, whichever comes first.
    @Test(arguments: [false, true]) func aNameThatIsMadeGivesWayToAnOperationId(_ isWrittenFirst: Bool) throws {
        let made = "  /pets: {get: {responses: {'200': {description: x}}}}\n"
        let written = "  /pets/all: {get: {operationId: get_pets, responses: {'200': {description: x}}}}\n"
        let document = try parse("paths:\n" + (isWrittenFirst ? written + made : made + written))
        let names = Dictionary(uniqueKeysWithValues: document.operations.map { ($0.path, $0.identifier) })
        #expect(names == ["/pets": "get_pets_2", "/pets/all": "get_pets"])
    }

    @Test func anOperationIdThatStandsTwiceIsToldWhateverNamesAreMade() {
        func get(_ path: String, _ identifier: String? = nil) -> String {
            let written = identifier.map { "operationId: \($0), " } ?? ""
            return "  \(path): {get: {\(written)responses: {'200': {description: x}}}}\n"
        }
        let twice = get("/a", "get_files") + get("/files") + get("/b", "get_files")
        #expect(mistakes("paths:\n" + twice).count == 1)
        #expect(mistakes("paths:\n" + get("/files") + get("/files/") + get("/b", "get_files_2")) == [])
    }

    @Test func aPathParameterThatAPathDoesNotHaveIsToldWithThePath() {
        let shared = """
            paths:
              /a/{id}: {get: {parameters: [{$ref: '#/components/parameters/ID'}], responses: {'200': {description: x}}}}
              /b: {get: {parameters: [{$ref: '#/components/parameters/ID'}], responses: {'200': {description: x}}}}
            components: {parameters: {ID: {name: id, in: path, required: true, schema: {type: string}}}}

            """
        #expect(mistakes(shared).map { $0.suffix(33) } == ["error: the path '/b' has no '{id}'"[...].suffix(33)])
    }
}
