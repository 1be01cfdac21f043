import OpenAPI
import Testing

/// Changes of the ways to get a token.
@Suite struct SecuritySchemeComparisonTests {
    private static let implicit = "implicit: { authorizationUrl: https://a/ask, scopes: { a: A } }"
    private static let password = "password: { tokenUrl: https://a/token, refreshUrl: https://a/again, scopes: {} }"

    private func document(_ flows: String, _ more: String = "") throws -> Document {
        let text = """
            openapi: 3.2.0
            info: { title: T, version: "1" }
            paths: {}
            components:
              securitySchemes:
                owner: { type: oauth2, flows: { \(flows) }\(more) }
            """
        return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
    }

    private func changes(_ old: Document, _ new: Document) -> [String] {
        DocumentComparison.changes(from: old, to: new).map { "\($0.message): \($0.forClients) \($0.forServers)" }
    }

    @Test func anotherFlowIsSafeForClients() throws {
        let (one, both) = (try document(Self.implicit), try document("\(Self.implicit), \(Self.password)"))
        #expect(changes(one, both) == ["the flow 'password' is new: safe dangerous"])
        #expect(changes(both, one) == ["the flow 'password' is gone: breaking safe"])
    }

    @Test(arguments: [
        (
            "https://a/ask", "https://b/ask",
            "the flow 'implicit' has the authorization URL 'https://b/ask' now, and had 'https://a/ask': dangerous dangerous"
        ),
        (
            "https://a/token", "https://b/token",
            "the flow 'password' has the token URL 'https://b/token' now, and had 'https://a/token': dangerous dangerous"
        ),
        (
            " refreshUrl: https://a/again,", "",
            "the flow 'password' has no refresh URL now, and had 'https://a/again': dangerous safe"
        ),
    ])
    func anotherURLOfAFlowIsTold(_ before: String, _ after: String, _ change: String) throws {
        let flows = "\(Self.implicit), \(Self.password)"
        let old = try document(flows)
        #expect(changes(old, try document(flows.replacing(before, with: after))) == [change])
        #expect(changes(old, old) == [])
    }

    @Test func anotherURLOfTheMetadataIsTold() throws {
        let (old, new) = (try document(Self.implicit), try document(Self.implicit, ", oauth2MetadataUrl: https://a/m"))
        #expect(changes(old, new) == ["the scheme has the URL of metadata 'https://a/m' now, and had none: safe safe"])
    }
}
