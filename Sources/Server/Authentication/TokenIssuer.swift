import Foundation
import JWTKit

/// Signs tokens with the development secret.
struct TokenIssuer {
    var secret: String
    var issuer: String?
    var audience: String?

    func token(for user: UUID, at date: Date, expiresIn seconds: TimeInterval) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        return try await keys.sign(
            TokenClaims(
                sub: user.uuidString.lowercased(), exp: .init(value: date.addingTimeInterval(seconds)), nbf: nil,
                iss: issuer, aud: audience.map { AudienceClaim(value: [$0]) }))
    }
}
