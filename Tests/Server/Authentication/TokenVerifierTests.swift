import ContractRuntime
import Foundation
import Metadata
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite struct TokenVerifierTests {
    private static let secret = String(repeating: "0123456789abcdef", count: 4)
    private let start = Date(timeIntervalSince1970: 1_800_000_000)
    private let user = UUID()
    private let key = SigningKey.es256("current")
    private let clock = ManualClock(time: Date(timeIntervalSince1970: 1_800_000_000))
    private let refusals = Refusals()

    private func verifier(issuer: String? = nil, audience: String? = nil) -> TokenVerifier {
        TokenVerifier(
            keys: .secret(Self.secret), issuer: issuer, audience: audience, now: { [clock] in clock.now },
            observe: { [refusals] in refusals.add($0) })
    }

    private func verifier(of keyring: TokenKeyring, audience: String? = nil) -> TokenVerifier {
        TokenVerifier(
            keys: .set(keyring, refresh: {}), audience: audience, now: { [clock] in clock.now },
            observe: { [refusals] in refusals.add($0) })
    }

    private func keyring(_ keys: SigningKey...) throws -> TokenKeyring {
        let keyring = TokenKeyring(overlap: 60)
        let text = try keys.map { try $0.jsonWebKey() }.joined(separator: ",")
        keyring.replace(with: try KeySet(json: Array(#"{"keys":[\#(text)]}"#.utf8)), at: start)
        return keyring
    }

    private func bearer(_ token: String) throws -> BearerToken {
        try #require(BearerToken(authorization: "Bearer \(token)"))
    }

    private func payload(_ more: String = "", expiresIn seconds: Int = 60) -> String {
        #"{"sub":"\#(user.uuidString)","exp":\#(1_800_000_000 + seconds)\#(more)}"#
    }

    @Test func findsTheUserOfATokenThatTheCommandMakes() async throws {
        let token = TokenIssuer(secret: Self.secret, issuer: "matchbot", audience: "files")
            .token(for: user, at: start, expiresIn: 60)
        #expect(try await verifier(issuer: "matchbot", audience: "files").bearerToken(bearer(token)) == UserID(user))
    }

    @Test func forgetsARememberedTokenWhenItExpires() async throws {
        let token = TokenIssuer(secret: Self.secret).token(for: UUID(), at: start, expiresIn: 60)
        let verifier = verifier()
        #expect(try await verifier.bearerToken(bearer(token)) != nil)
        clock.advance(by: 60 + TokenVerifier.leeway - 1)
        #expect(try await verifier.bearerToken(bearer(token)) != nil)
        clock.advance(by: 1)
        #expect(try await verifier.bearerToken(bearer(token)) == nil)
        #expect(refusals.all == [.expired])
    }

    @Test func refusesAnotherIssuerAndAnotherAudience() async throws {
        let token = TokenIssuer(secret: Self.secret, issuer: "other", audience: "else")
            .token(for: UUID(), at: start, expiresIn: 60)
        #expect(try await verifier(issuer: "matchbot").bearerToken(bearer(token)) == nil)
        #expect(try await verifier(audience: "files").bearerToken(bearer(token)) == nil)
        #expect(try await verifier().bearerToken(bearer(token)) != nil)
        #expect(refusals.all == [.wrongIssuer, .wrongAudience])
    }

    @Test func takesKeysOfASetByTheirIdentifierAlone() async throws {
        let verifier = verifier(of: try keyring(key, .es256("other")))
        #expect(try await verifier.bearerToken(bearer(key.token(payload: payload()))) == UserID(user))
        for kid in [#","kid":"retired""#, #","kid":"other""#, #","kid":"../current""#, ""] {
            let token = try key.token(header: #"{"alg":"ES256"\#(kid)}"#, payload: payload())
            #expect(try await verifier.bearerToken(bearer(token)) == nil)
        }
        #expect(refusals.all == [.unknownKey, .badSignature, .unknownKey, .unknownKey])
    }

    /// RFC 8725, section 2.1: a public key that is taken for a secret, a key that the token brings along, and no key.
    @Test func refusesTokensThatChooseHowTheyAreChecked() async throws {
        let rsa = try SigningKey.rs256("rsa")
        let verifier = verifier(of: try keyring(key, rsa))
        let other = SigningKey.es256("current")
        let claims = payload()
        let unsigned =
            SigningKey.encode(Data(#"{"alg":"none","kid":"current"}"#.utf8))
            + "." + SigningKey.encode(Data(claims.utf8))
        let publicKey = TokenIssuer(secret: try rsa.publicMembers).token(for: user, at: start, expiresIn: 60)
        let tokens = [
            unsigned + ".", unsigned + ".AA", publicKey,
            try key.token(header: #"{"alg":"RS256","kid":"rsa"}"#, payload: claims),
            try key.token(header: #"{"alg":"HS256","kid":"current"}"#, payload: claims),
            try key.token(header: #"{"alg":"es256","kid":"current"}"#, payload: claims),
            try key.token(header: #"{"alg":"ES256","kid":"current","crit":["exp"]}"#, payload: claims),
            try other.token(
                header: #"{"alg":"ES256","kid":"current","jwk":\#(other.jsonWebKey())}"#, payload: claims),
            try other.token(
                header:
                    #"{"alg":"ES256","kid":"current","jku":"http://127.0.0.1:1/keys","x5u":"http://127.0.0.1:1/c"}"#,
                payload: claims),
        ]
        for token in tokens { #expect(try await verifier.bearerToken(bearer(token)) == nil, "\(token)") }
        #expect(refusals.all.count == tokens.count)
    }

    @Test func takesTimesWithThirtySecondsOfToleranceAndNoMore() async throws {
        let verifier = verifier(of: try keyring(key))
        func isAccepted(_ claims: String) async throws -> Bool {
            try await verifier.bearerToken(bearer(key.token(payload: claims))) != nil
        }
        #expect(try await isAccepted(payload(expiresIn: -29)))
        #expect(try await !isAccepted(payload(expiresIn: -30)))
        #expect(try await isAccepted(payload(#","nbf":1800000030"#)))
        #expect(try await !isAccepted(payload(#","nbf":1800000031"#)))
        #expect(try await isAccepted(payload(#","nbf":1799999999.5,"iat":1799999999"#)))
        #expect(refusals.all == [.expired, .notYetValid])
    }

    @Test(arguments: [
        #"{"exp":1800000060}"#, #"{"sub":7,"exp":1800000060}"#, #"{"sub":"alice","exp":1800000060}"#,
        #"{"sub":"","exp":1800000060}"#, #"{"sub":"@"}"#, #"{"sub":"@","exp":"1800000060"}"#,
        #"{"sub":"@","exp":1e400}"#,
        #"{"sub":"@","exp":1800000060,"nbf":null}"#, #"{"sub":"@","sub":"@","exp":1800000060}"#,
        #"{"sub":"@","exp":1800000060,"aud":["files",7]}"#, #"{"sub":"@","exp":1800000060,"aud":"else"}"#,
        #"{"sub":"@","exp":1800000060,"aud":[]}"#, #"{"sub":"@","exp":1800000060,"aud":"files","at_hash":"x"}"#,
        "[]", "", "{",
    ])
    func refusesClaimsThatAreMissingOrMalformed(_ claims: String) async throws {
        let verifier = verifier(of: try keyring(key), audience: "files")
        let token = try key.token(payload: claims.replacing("@", with: user.uuidString))
        #expect(try await verifier.bearerToken(bearer(token)) == nil)
        #expect(refusals.all.count == 1)
    }

    @Test func takesAccessTokensOfAnyCaseAndNoOtherType() async throws {
        let verifier = verifier(of: try keyring(key))
        for (type, isAccepted) in [("at+jwt", true), ("AT+JWT", true), ("logout+jwt", false), ("dpop+jwt", false)] {
            let token = try key.token(
                header: #"{"alg":"ES256","kid":"current","typ":"\#(type)"}"#, payload: payload())
            #expect(try await (verifier.bearerToken(bearer(token)) != nil) == isAccepted)
        }
    }

    @Test func forgetsARememberedTokenWhenItsKeyIsGone() async throws {
        let keyring = try keyring(key)
        let verifier = verifier(of: keyring)
        let token = try key.token(payload: payload(expiresIn: 3_600))
        #expect(try await verifier.bearerToken(bearer(token)) != nil)
        let next = try KeySet(json: Array(SigningKey.set(.es256("next")).utf8))
        keyring.replace(with: next, at: clock.now)
        clock.advance(by: 59)
        #expect(try await verifier.bearerToken(bearer(token)) != nil)
        clock.advance(by: 1)
        #expect(try await verifier.bearerToken(bearer(token)) == nil)
        #expect(refusals.all == [.unknownKey])
    }

    @Test func looksForAnUnknownKeyInTheSetOnceMore() async throws {
        let keyring = try keyring(.es256("old"))
        let key = key
        let start = start
        let verifier = TokenVerifier(
            keys: .set(keyring) {
                if let text = try? SigningKey.set(key), let set = try? KeySet(json: Array(text.utf8)) {
                    keyring.replace(with: set, at: start)
                }
            }, now: { start })
        #expect(try await verifier.bearerToken(bearer(key.token(payload: payload()))) == UserID(user))
    }
}

/// What was observed.
private final class Refusals: Sendable {
    private let reasons = Mutex<[TokenRefusal]>([])

    var all: [TokenRefusal] { reasons.withLock { $0 } }

    func add(_ event: AuthenticationEvent) {
        if case .tokenRefused(let reason) = event { reasons.withLock { $0.append(reason) } }
    }
}

/// A clock that stands until it is moved.
private final class ManualClock: Sendable {
    private let time: Mutex<Date>

    init(time: Date) {
        self.time = Mutex(time)
    }

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: TimeInterval) {
        time.withLock { $0 += seconds }
    }
}
