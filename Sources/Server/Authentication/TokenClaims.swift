import Foundation
import JWTKit

/// The claims that are read from a token (RFC 7519, section 4.1).
struct TokenClaims: JWTPayload {
    var sub: String
    var exp: ExpirationClaim
    var nbf: NotBeforeClaim?
    var iss: String?
    var aud: AudienceClaim?

    /// Nothing: the claims are checked by `TokenVerifier`, whose clock is a parameter.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
