package import Foundation
import JWTKit

/// Makes tokens, good and bad.
package struct TestTokens: Sendable {
    struct Claims: JWTPayload {
        var sub: String?
        var exp: Int?
        var nbf: Int?
        var iss: String?
        func verify(using algorithm: some JWTAlgorithm) async throws {}
    }

    package let secret: String

    package init(secret: String) {
        self.secret = secret
    }

    package func token(
        subject: String?, expiresIn seconds: Int? = 3_600, notBefore: Int? = nil, secret other: String? = nil
    ) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: other ?? secret), digestAlgorithm: .sha256)
        let now = Int(Date().timeIntervalSince1970)
        return try await keys.sign(
            Claims(sub: subject, exp: seconds.map { now + $0 }, nbf: notBefore.map { now + $0 }, iss: nil))
    }

    package func token(for user: UUID) async throws -> String {
        try await token(subject: user.uuidString.lowercased())
    }
}
