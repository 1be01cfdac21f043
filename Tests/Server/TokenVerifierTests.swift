import ContractRuntime
import Foundation
import JWTKit
import Metadata
import Synchronization
import Testing

@testable import Server

@Suite struct TokenVerifierTests {
    private static let secret = String(repeating: "0123456789abcdef", count: 4)
    private let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func verifier(
        issuer: String? = nil, audience: String? = nil, now: @escaping @Sendable () -> Date
    ) async throws -> TokenVerifier {
        try await TokenVerifier(
            TokenConfiguration(keys: .secret(Self.secret), issuer: issuer, audience: audience), now: now)
    }

    private func bearer(_ token: String) throws -> BearerToken {
        try #require(BearerToken(authorization: "Bearer \(token)"))
    }

    @Test func findsTheUserOfATokenThatTheCommandMakes() async throws {
        let start = start
        let user = UUID()
        let issuer = TokenIssuer(secret: Self.secret, issuer: "matchbot", audience: "files")
        let token = try await issuer.token(for: user, at: start, expiresIn: 60)
        let verifier = try await verifier(issuer: "matchbot", audience: "files", now: { start })
        #expect(try await verifier.bearerToken(bearer(token)) == UserID(user))
    }

    @Test func forgetsARememberedTokenWhenItExpires() async throws {
        let clock = Clock(time: start)
        let token = try await TokenIssuer(secret: Self.secret).token(for: UUID(), at: start, expiresIn: 60)
        let verifier = try await verifier(now: { clock.now })
        #expect(try await verifier.bearerToken(bearer(token)) != nil)
        clock.advance(by: 60 + TokenVerifier.leeway - 1)
        #expect(try await verifier.bearerToken(bearer(token)) != nil)
        clock.advance(by: 1)
        #expect(try await verifier.bearerToken(bearer(token)) == nil)
    }

    @Test func refusesAnotherIssuerAndAnotherAudience() async throws {
        let start = start
        let token = try await TokenIssuer(secret: Self.secret, issuer: "other", audience: "else")
            .token(for: UUID(), at: start, expiresIn: 60)
        #expect(try await verifier(issuer: "matchbot", now: { start }).bearerToken(bearer(token)) == nil)
        #expect(try await verifier(audience: "files", now: { start }).bearerToken(bearer(token)) == nil)
        #expect(try await verifier(now: { start }).bearerToken(bearer(token)) != nil)
    }

    @Test func pinsTheAlgorithm() async throws {
        let start = start
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: Self.secret), digestAlgorithm: .sha512)
        let claims = TokenClaims(
            sub: UUID().uuidString.lowercased(), exp: .init(value: start.addingTimeInterval(60)), nbf: nil, iss: nil,
            aud: nil)
        let token = try await keys.sign(claims)
        #expect(try await verifier(now: { start }).bearerToken(bearer(token)) == nil)
    }

    @Test func takesKeysOfASetByTheirIdentifierAlone() async throws {
        let start = start
        let key = ES256PrivateKey()
        let parameters = try #require(key.publicKey.parameters)
        func encoded(_ text: String) -> String {
            text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }
        let set = """
            {"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"current",
            "x":"\(encoded(parameters.x))","y":"\(encoded(parameters.y))"}]}
            """
        let verifier = try await TokenVerifier(TokenConfiguration(keys: .keySet(set)), now: { start })
        let claims = TokenClaims(
            sub: UUID().uuidString.lowercased(), exp: .init(value: start.addingTimeInterval(60)), nbf: nil, iss: nil,
            aud: nil)
        let keys = JWTKeyCollection()
        await keys.add(ecdsa: key, kid: "current")
        await keys.add(ecdsa: key, kid: "retired")
        #expect(try await verifier.bearerToken(bearer(keys.sign(claims, kid: "current"))) != nil)
        #expect(try await verifier.bearerToken(bearer(keys.sign(claims, kid: "retired"))) == nil)
        #expect(try await verifier.bearerToken(bearer(keys.sign(claims))) == nil)
    }
}

/// A clock that stands until it is moved.
private final class Clock: Sendable {
    private let time: Mutex<Date>

    init(time: Date) {
        self.time = Mutex(time)
    }

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: TimeInterval) {
        time.withLock { $0 += seconds }
    }
}
