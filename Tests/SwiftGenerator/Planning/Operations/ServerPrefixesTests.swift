import OpenAPI
import Testing

@testable import SwiftGenerator

/// The paths under which a server answers, and the URLs that a client is offered (OpenAPI 3.2, sections 4.8.5 and 4.8.6).
@Suite struct ServerPrefixesTests {
    private func prefixes(_ url: String, _ variables: String) throws -> ServerPrefixes {
        let text =
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"
            + "servers: [{url: '\(url)', variables: {\(variables)}}]\n"
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        return ServerPrefixes(try #require(document.servers.first))
    }

    private func list(_ count: Int) -> String { (0..<count).map { "'\($0)'" }.joined(separator: ", ") }

    @Test func everyValueInAPathHasAPath() throws {
        let versions = "v: {default: '1', enum: ['1', '2']}"
        #expect(try prefixes("https://a.example/{v}/", versions).paths == ["/1", "/2"])
        #expect(try prefixes("/{v}", "v: {default: '0', enum: [\(list(200))]}").paths.count == 200)
        let many = try prefixes("/{v}", "v: {default: '0', enum: [\(list(300))]}")
        #expect(many.areTooMany && many.paths.count == 256)
    }

    @Test func whatStandsBeforeThePathMakesNone() throws {
        let hosts = "s: {default: http, enum: [http, https]}, h: {default: '0', enum: [\(list(200))]}"
        let servers = try prefixes("{s}://{h}.example/{v}", "\(hosts), v: {default: '1', enum: ['1', '2', '3']}")
        #expect(servers.paths == ["/1", "/2", "/3"] && !servers.areTooMany)
        let whole = try prefixes("{u}", "u: {default: 'https://a.example/x', enum: ['https://a.example/x', /y]}")
        #expect(whole.paths == ["/x", "/y"])
    }

    @Test func valuesThatAreNotListedAreTold() throws {
        #expect(
            try prefixes("{s}://a.example/{t}/v1", "s: {default: https}, t: {default: a}").open.map(\.name) == ["t"])
        #expect(try prefixes("https://{h}/v1", "h: {default: a}").open.isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func manyOperationsOfAServerWithManyPathsTakeNoLonger() throws {
        let variables = (0..<40).map { "v\($0): {default: a, enum: [a, b]}" }.joined(separator: ", ")
        let url = (0..<40).map { "/{v\($0)}" }.joined()
        let paths = (0..<40).map { "  /p\($0): {get: {operationId: o\($0)}}\n" }.joined()
        let text =
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: '\(url)', variables: {\(variables)}}]\n"
            + "paths:\n\(paths)"
        let files = try Generator(mode: .client, source: "a.yaml")
            .generate(DocumentParser.parse(Array(text.utf8), file: "a.yaml"))
        #expect(!files.isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func manyVariablesTakeNoLonger() throws {
        let names = (0..<600).map { "v\($0)" }
        let server = try prefixes(
            names.map { "/{\($0)}" }.joined(),
            names.map { "\($0): {default: a, enum: [a, b]}" }.joined(separator: ", "))
        let start = String(repeating: "/a", count: 592)
        #expect(server.areTooMany && server.paths.count == 256)
        #expect(server.paths.first == start + String(repeating: "/a", count: 8))
        #expect(server.paths.last == start + String(repeating: "/b", count: 8))
    }

    @Test func allPathsAreThereUpToTheMost() throws {
        func three(_ count: Int) throws -> ServerPrefixes {
            let variables =
                "a: {default: x, enum: [x, y]}, b: {default: '0', enum: [\(list(count))]}, c: {default: x, enum: [x, y]}"
            return try prefixes("/{a}/{b}/{c}", variables)
        }
        let all = try three(64)
        #expect(all.paths.count == 256 && !all.areTooMany && all.paths.last == "/y/63/y")
        let some = try three(65)
        #expect(some.paths.count == 256 && some.areTooMany && some.paths.last == "/y/62/y")
    }

    private func text(_ servers: String, mode: Generator.Mode) throws -> String {
        try Fixtures.generate(
            """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            servers: [\(servers)]
            paths: {/a: {get: {operationId: a, responses: {'204': {description: D}}}}}
            """, file: "a.yaml", mode: mode
        ).map(\.text).joined()
    }

    @Test(arguments: [
        ("{url: //c.example/v1}", "[\"/v1\"]"),
        ("{url: //c.example}", "[\"\"]"),
        ("{url: 'https://c.example/v1?a=/b'}", "[\"/v1\"]"),
        ("{url: '/v1#/b'}", "[\"/v1\"]"),
        ("{url: '//{h}/{b}/x', variables: {h: {default: a}, b: {default: c, enum: [c, d]}}}", "[\"/c/x\", \"/d/x\"]"),
    ])
    func prefixIsThePathOfTheURL(_ server: String, _ expected: String) throws {
        #expect(try text(server, mode: .server).contains("serverPrefixes: \(expected),"))
    }

    @Test func clientIsOfferedWholeURLs() throws {
        let client = try text("{url: //c.example/v1}, {url: 'https://d.example/v2?a=b'}", mode: .client)
        #expect(client.contains("Self(url: \"https://c.example/v1\")"))
        #expect(client.contains("Self(url: \"https://d.example/v2\")"))
    }

    /// Nothing tells a server where one of two parameters ends; a client knows.
    @Test func parametersWithoutTextBetweenThemAreForClientsOnly() throws {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /a/{id}{end}:
                get:
                  operationId: a
                  parameters:
                    - {name: id, in: path, required: true, schema: {type: string}}
                    - {name: end, in: path, required: true, schema: {type: string}}
                  responses: {'204': {description: D}}
            """
        let client = try Fixtures.generate(text, file: "a.yaml", mode: .client)
        #expect(client.contains { $0.name == "Client.swift" })
        #expect(throws: DocumentError.self) { try Fixtures.generate(text, file: "a.yaml", mode: .server) }
    }
}
