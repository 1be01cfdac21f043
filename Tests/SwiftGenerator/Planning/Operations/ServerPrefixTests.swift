import OpenAPI
import Testing

@testable import SwiftGenerator

/// The paths under which a server answers, and the URLs that a client is offered.
@Suite struct ServerPrefixTests {
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
}
