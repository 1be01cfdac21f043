import ContractRuntime
import Testing

/// The generated client sends the credentials that the generated server asks for.
@Suite struct ClientSecurityTests {
    @Test func credentialsOfEveryScheme() async throws {
        try await ThingsServer.call { client in
            var client = client
            client.credentials = ThingsClient.Credentials(
                headerKey: .fixed(APIKey("good")), queryKey: .fixed(APIKey("good")),
                cookieKey: .fixed(APIKey("good")),
                password: .fixed(BasicCredentials(user: "ann", password: "go:od")),
                digest: .fixed(AuthorizationCredentials("username=\"ann\"")),
                token: .fixed(BearerToken("good")),
                oauth: CredentialSource { scopes in
                    BearerToken(scopes == ["things:read", "things:write"] ? "good" : "bad")
                }, openid: .fixed(BearerToken("good")))
            let echo1 = try await client.secureHeader(SecureHeader.Input())
            #expect(echo1 == .ok("ann"))
            let echo2 = try await client.secureQuery(SecureQuery.Input())
            #expect(echo2 == .ok("ann"))
            let echo3 = try await client.secureCookie(SecureCookie.Input())
            #expect(echo3 == .ok("ann"))
            let echo4 = try await client.secureBasic(SecureBasic.Input())
            #expect(echo4 == .ok("ann"))
            let echo5 = try await client.secureDigest(SecureDigest.Input())
            #expect(echo5 == .ok("ann"))
            let echo6 = try await client.secureScopes(SecureScopes.Input())
            #expect(echo6 == .ok("ann"))
            let echo7 = try await client.secureOpenID(SecureOpenID.Input())
            #expect(echo7 == .ok("ann"))
            let echo8 = try await client.secureBoth(SecureBoth.Input())
            #expect(echo8 == .ok("ann"))
            let echo9 = try await client.secureOptional(SecureOptional.Input())
            #expect(echo9 == .ok("ann"))
        }
    }

    @Test func theAlternativeThatThereIsACredentialFor() async throws {
        try await ThingsServer.call { client in
            var client = client
            let echo10 = try await client.secureOptional(SecureOptional.Input())
            #expect(echo10 == .ok("anybody"))
            let none = await failure { [client] in try await client.secureEither(SecureEither.Input()) }
            guard case .missingCredential(schemes: ["headerKey", "token"])? = none?.reason else {
                Issue.record("\(String(describing: none))")
                return
            }
            client.credentials.token = .fixed(BearerToken("bob"))
            let echo11 = try await client.secureEither(SecureEither.Input())
            #expect(echo11 == .ok("bob"))
            let both = await failure { [client] in try await client.secureBoth(SecureBoth.Input()) }
            guard case .missingCredential(schemes: ["headerKey and token"])? = both?.reason else {
                Issue.record("\(String(describing: both))")
                return
            }
        }
    }

    @Test func noSecretIsInAnError() async throws {
        try await ThingsServer.call { client in
            var client = client
            for secret in ["wrong", "wr\r\nong", "wrong "] {
                client.credentials.headerKey = .fixed(APIKey(secret))
                let error = await failure { [client] in try await client.secureHeader(SecureHeader.Input()) }
                #expect(error != nil)
                #expect(!"\(String(reflecting: error)) \(String(describing: error))".contains("ong"))
            }
        }
    }
}
