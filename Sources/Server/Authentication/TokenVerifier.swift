import ContractRuntime
import Foundation
import Generated
import Metadata
import Synchronization

/// Finds the user of a token, or nothing: the reason is never told to the caller.
///
/// The algorithm is the key's: HS256 for a secret; RS256, ES256 or EdDSA for the key of a set that the token's `kid`
/// names. `exp` is needed; `exp` and `nbf` are taken with 30 seconds of tolerance for clocks that differ.
///
/// Tokens that were found valid are remembered until they expire or their key is gone, for the same client sends the same
/// one with every request and its signature does not change.
struct TokenVerifier: MatchBotFilesAuthenticator {
    /// What tokens are checked with.
    enum Keys: Sendable {
        case secret(String)
        /// - Parameters:
        ///   - keyring: The keys of this moment.
        ///   - refresh: Reads them anew if it is time, and returns when that is done.
        case set(TokenKeyring, refresh: @Sendable () async -> Void)
    }

    /// How far clocks may differ.
    static let leeway: TimeInterval = 30
    private static let maximumRemembered = 10_000
    /// What an access token may call itself (RFC 7519, section 5.1; RFC 9068, section 2.1).
    private static let accessTokenTypes: Set = ["jwt", "at+jwt", "application/jwt", "application/at+jwt"]

    private let keys: Keys
    private let secret: VerificationKey?
    private let issuer: String?
    private let audience: String?
    private let now: @Sendable () -> Date
    private let observe: @Sendable (AuthenticationEvent) -> Void
    private let remembered = Remembered()

    private final class Remembered: Sendable {
        let tokens = Mutex<[String: AcceptedToken]>([:])
    }

    private struct AcceptedToken {
        var user: UserID
        var notBefore: Date
        var expires: Date
        var key: TokenKeyring.Lookup?
    }

    init(
        keys: Keys, issuer: String? = nil, audience: String? = nil, now: @escaping @Sendable () -> Date,
        observe: @escaping @Sendable (AuthenticationEvent) -> Void = { _ in }
    ) {
        self.keys = keys
        if case .secret(let text) = keys { secret = VerificationKey(secret: text) } else { secret = nil }
        self.issuer = issuer
        self.audience = audience
        self.now = now
        self.observe = observe
    }

    func bearerToken(_ token: BearerToken) async throws -> UserID? {
        if let known = remembered.tokens.withLock({ $0[token.text] }), isUsable(known) { return known.user }
        do throws(Refused) {
            let accepted = try await accept(token)
            remembered.tokens.withLock { tokens in
                if tokens.count >= Self.maximumRemembered { tokens.removeAll(keepingCapacity: true) }
                tokens[token.text] = accepted
            }
            return accepted.user
        } catch {
            observe(.tokenRefused(error.reason))
            return nil
        }
    }

    private struct Refused: Error { var reason: TokenRefusal }

    private func isUsable(_ token: AcceptedToken) -> Bool {
        let date = now()
        guard date < token.expires, date >= token.notBefore else { return false }
        guard case .set(let keyring, _) = keys else { return true }
        return token.key.map { keyring.isUsable($0, at: date) } ?? false
    }

    private func accept(_ bearer: BearerToken) async throws(Refused) -> AcceptedToken {
        guard let token = SignedToken(bearer.text) else { throw Refused(reason: .malformed) }
        if let type = token.type, !Self.accessTokenTypes.contains(type.lowercased()) {
            throw Refused(reason: .wrongType)
        }
        let lookup = try await key(of: token)
        guard let key = lookup?.key ?? secret, key.verifies(token) else { throw Refused(reason: .badSignature) }
        guard let claims = TokenClaims(json: token.payload) else { throw Refused(reason: .malformed) }
        if claims.isIdentification { throw Refused(reason: .wrongType) }
        if let issuer, claims.issuer != issuer { throw Refused(reason: .wrongIssuer) }
        if let audience, !claims.audience.contains(audience) { throw Refused(reason: .wrongAudience) }
        guard let user = claims.subject.flatMap({ UUID(formatted: $0) }) else { throw Refused(reason: .badSubject) }
        let date = now()
        guard let expires = claims.expires?.addingTimeInterval(Self.leeway), date < expires else {
            throw Refused(reason: .expired)
        }
        let notBefore = claims.notBefore?.addingTimeInterval(-Self.leeway) ?? .distantPast
        guard date >= notBefore else { throw Refused(reason: .notYetValid) }
        return AcceptedToken(user: UserID(user), notBefore: notBefore, expires: expires, key: lookup)
    }

    /// The key that a token names; nil for a secret, which is not looked up.
    private func key(of token: SignedToken) async throws(Refused) -> TokenKeyring.Lookup? {
        guard case .set(let keyring, let refresh) = keys else { return nil }
        guard let identifier = token.keyIdentifier else { throw Refused(reason: .unknownKey) }
        if let known = keyring.key(named: identifier, at: now()) { return known }
        // The set may have got this key since it was read last.
        await refresh()
        guard let known = keyring.key(named: identifier, at: now()) else { throw Refused(reason: .unknownKey) }
        return known
    }
}
