import OpenAPI
import Testing

/// Changes of the credentials that operations ask for.
@Suite struct CredentialComparisonTests {
    private func told(_ security: (String, String), _ scheme: (String, String)) throws -> [String] {
        func document(_ security: String, _ scheme: String) throws -> Document {
            let text = """
                openapi: 3.1.0
                info: { title: T, version: "1" }
                paths:
                  /t: { get: { \(security)responses: { "200": { description: d } } } }
                components:
                  securitySchemes: { k: { \(scheme) } }
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        return DocumentComparison.changes(
            from: try document(security.0, scheme.0), to: try document(security.1, scheme.1)
        ).map { "\($0.kind.rawValue) \($0.forClients) \($0.forServers)" }
    }

    private static let bearer = "type: http, scheme: bearer"

    @Test func aCredentialThatNobodyNeedsMayCome() throws {
        let schemes = (Self.bearer, Self.bearer)
        let optional = "security: [ { k: [] }, {} ], "
        #expect(try told(("", optional), schemes) == ["security-tightened safe dangerous"])
        #expect(try told((optional, ""), schemes) == ["security-loosened safe dangerous"])
        #expect(try told((optional, optional), schemes) == [])
    }

    @Test func aSchemeThatNothingAsksForBreaksNobody() throws {
        let schemes = (Self.bearer, "type: http, scheme: basic")
        #expect(try told(("", ""), schemes) == ["security-scheme-changed safe safe"])
        let security = "security: [ { k: [] } ], "
        #expect(try told((security, security), schemes) == ["security-scheme-changed breaking breaking"])
    }

    @Test func anotherIssuerIsDangerous() throws {
        let security = "security: [ { k: [] } ], "
        let schemes = (
            "type: openIdConnect, openIdConnectUrl: https://a.example",
            "type: openIdConnect, openIdConnectUrl: https://b.example"
        )
        #expect(try told((security, security), schemes) == ["security-scheme-changed dangerous dangerous"])
    }
}
