import ContractRuntime
import Foundation
import Generated
import JWTKit
import Metadata
import Synchronization

/// Finds the user of a token, or nothing: the reason is never told.
///
/// The algorithm is pinned: HS256 for a secret; RS256, ES256 or EdDSA with a known `kid` for a key set. `exp` is
/// needed; `exp` and `nbf` are taken with 30 seconds of tolerance for clocks that differ.
///
/// Tokens that were found valid are remembered until they expire, for the same client sends the same one with every
/// request and its signature does not change.
struct TokenVerifier: MatchBotFilesAuthenticator {
    /// How far clocks may differ.
    static let leeway: TimeInterval = 30
    private static let maximumRemembered = 10_000

    private let keys: JWTKeyCollection
    private let algorithms: Set<String>
    private let keyIdentifiers: Set<String>?
    private let issuer: String?
    private let audience: String?
    private let now: @Sendable () -> Date
    private let remembered = Remembered()

    private final class Remembered: Sendable {
        let tokens = Mutex<[String: (user: UserID, notBefore: Date, expires: Date)]>([:])
    }

    init(_ configuration: TokenConfiguration, now: @escaping @Sendable () -> Date) async throws {
        keys = JWTKeyCollection()
        switch configuration.keys {
        case .secret(let secret):
            await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
            algorithms = ["HS256"]
            keyIdentifiers = nil
        case .keySet(let text):
            let set = try JSONDecoder().decode(JWKS.self, from: Data(text.utf8))
            try await keys.add(jwks: set)
            algorithms = ["RS256", "ES256", "EdDSA"]
            keyIdentifiers = Set(set.keys.compactMap { $0.keyIdentifier?.string })
        }
        issuer = configuration.issuer
        audience = configuration.audience
        self.now = now
    }

    func bearerToken(_ token: BearerToken) async throws -> UserID? {
        let date = now()
        if let known = remembered.tokens.withLock({ $0[token.text] }) {
            return date < known.expires && date >= known.notBefore ? known.user : nil
        }
        guard let header = TokenHeader(token: token.text), algorithms.contains(header.algorithm) else { return nil }
        if let keyIdentifiers, !keyIdentifiers.contains(header.keyIdentifier ?? "") { return nil }
        guard let claims = try? await keys.verify(token.text, as: TokenClaims.self),
            let user = UUID(formatted: claims.sub), accepts(claims)
        else { return nil }
        let identifier = UserID(user)
        let expires = claims.exp.value.addingTimeInterval(Self.leeway)
        let notBefore = claims.nbf?.value.addingTimeInterval(-Self.leeway) ?? .distantPast
        guard date < expires, date >= notBefore else { return nil }
        remembered.tokens.withLock { tokens in
            if tokens.count >= Self.maximumRemembered { tokens.removeAll(keepingCapacity: true) }
            tokens[token.text] = (identifier, notBefore, expires)
        }
        return identifier
    }

    private func accepts(_ claims: TokenClaims) -> Bool {
        if let issuer, claims.iss != issuer { return false }
        if let audience, !(claims.aud?.value.contains(audience) ?? false) { return false }
        return true
    }
}
