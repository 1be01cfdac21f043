import ContractRuntime
import Testing

/// Every security scheme, with a good, a bad and no credential.
@Suite struct SecurityTests {
    private func check(_ path: String, _ cases: [(fields: [String: String], expected: String)]) async throws {
        try await ThingsServer.run { server in
            for (fields, expected) in cases {
                let answer = try await server.get(path, fields)
                let told = "\(answer.status) \(answer.field("WWW-Authenticate") ?? "")"
                #expect((answer.status == 200 ? answer.text : told) == expected, "\(path) \(fields)")
            }
        }
    }

    @Test func keys() async throws {
        let header = #"401 ApiKey name="X-Key", in="header""#
        try await check(
            "/secure/header", [(["X-Key": "good"], "ann"), (["X-Key": "bad"], header), ([:], header)])
        let query = #"401 ApiKey name="key", in="query""#
        try await check("/secure/query?key=good", [([:], "ann")])
        try await check("/secure/query?key=bad", [([:], query)])
        try await check("/secure/query", [(["X-Key": "good"], query)])
        let cookie = #"401 ApiKey name="key", in="cookie""#
        try await check(
            "/secure/cookie",
            [(["Cookie": "a=b; key=good"], "ann"), (["Cookie": "key=bad"], cookie), ([:], cookie)])
    }

    @Test func schemesOfAuthorization() async throws {
        let basic = #"401 Basic realm="API", charset="UTF-8""#
        try await check(
            "/secure/basic",
            [
                // ann:go:od, ann:bad, and what is no base64.
                (["Authorization": "Basic YW5uOmdvOm9k"], "ann"), (["Authorization": "basic YW5uOmJhZA=="], basic),
                (["Authorization": "Basic YW5"], basic), (["Authorization": "Bearer good"], basic), ([:], basic),
            ])
        try await check(
            "/secure/digest",
            [
                (["Authorization": #"Digest username="ann", realm="x""#], "ann"),
                (["Authorization": #"Digest username="bob""#], "401 digest"),
            ])
    }

    @Test func scopes() async throws {
        let scope = #"403 Bearer error="insufficient_scope", scope="things:read things:write""#
        try await check(
            "/secure/scopes",
            [
                (["Authorization": "Bearer good"], "ann"), (["Authorization": "Bearer reader"], scope),
                (["Authorization": "Bearer bad"], #"401 Bearer error="invalid_token""#), ([:], "401 Bearer"),
            ])
        try await check("/secure/openid", [(["Authorization": "Bearer good"], "ann"), ([:], "401 Bearer")])
    }

    @Test func alternatives() async throws {
        let either = #"401 ApiKey name="X-Key", in="header", Bearer"#
        try await check(
            "/secure/either",
            [
                (["X-Key": "good"], "ann"), (["Authorization": "Bearer bob"], "bob"),
                (["X-Key": "bad", "Authorization": "Bearer bob"], "bob"), ([:], either),
            ])
    }

    /// A token that does not allow this hides no other credential that does.
    @Test func tooFewScopesLeaveOtherAlternatives() async throws {
        let scope = #"403 Bearer error="insufficient_scope", scope="things:read""#
        try await check(
            "/secure/scoped",
            [
                (["Authorization": "Bearer reader", "X-Key": "good"], "ann"),
                (["Authorization": "Bearer reader", "X-Key": "bad"], scope),
                (["Authorization": "Bearer reader"], scope), (["X-Key": "good"], "ann"),
                (["Authorization": "Bearer good"], "ann"),
            ])
    }

    @Test func severalAtOnce() async throws {
        let both = #"401 ApiKey name="X-Key", in="header", Bearer"#
        try await check(
            "/secure/both",
            [
                (["X-Key": "good", "Authorization": "Bearer good"], "ann"),
                // Both are valid and belong to different people.
                (["X-Key": "good", "Authorization": "Bearer bob"], both), (["X-Key": "good"], both),
                (["Authorization": "Bearer good"], both),
            ])
    }

    @Test func nobodyHasToTell() async throws {
        try await check(
            "/secure/optional",
            [
                ([:], "anybody"), (["Authorization": "Bearer good"], "ann"),
                (["Authorization": "Bearer"], #"401 Bearer error="invalid_token""#),
                (["Authorization": "Bearer a b"], #"401 Bearer error="invalid_token""#),
                (["Authorization": "Bearer expired"], #"401 Bearer error="invalid_token""#),
            ])
    }

    /// The server's context tells the certificate; a socket without TLS has none.
    @Test func certificates() async throws {
        try await check("/secure/certificate", [([:], "401 Mutual")])
        let route = ThingsHandlers().routes(authenticator: ThingsCredentials()).first {
            $0.metadata.identifier == "secureCertificate"
        }
        let request = { (certificate: [UInt8]) in
            ContractRequest(
                requestID: "1", pathParameters: [:], query: "", header: { _ in nil }, peerCertificate: certificate,
                collectBody: { _ in [] })
        }
        let answer = try await route?.respond(request([1, 2, 3]))
        #expect(answer.map { String(decoding: $0.body, as: UTF8.self) } == "ann")
        await #expect(throws: ContractFailure.self) { try await route?.respond(request([1])) }
    }
}
