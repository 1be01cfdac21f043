import Foundation
import JWTKit

/// How tokens are checked.
struct TokenConfiguration: Sendable {
    /// What tokens are signed with.
    enum Keys: Sendable {
        /// One secret for HS256, at least 32 bytes long (RFC 7518, section 3.2).
        case secret(String)
        /// The text of a JSON Web Key Set (RFC 7517).
        case keySet(String)
    }

    var keys: Keys
    /// What `iss` must be; not checked when nil.
    var issuer: String?
    /// What `aud` must hold; not checked when nil.
    var audience: String?

    static func load(_ reader: SettingReader, mistakes: inout ConfigurationMistakes) -> TokenConfiguration? {
        let issuer = reader.text("JWT_ISSUER")
        let audience = reader.text("JWT_AUDIENCE")
        if let path = reader.text("JWT_JWKS_FILE") {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                mistakes.add("JWT_JWKS_FILE", "names a file that cannot be read")
                return nil
            }
            guard let set = try? JSONDecoder().decode(JWKS.self, from: Data(text.utf8)),
                set.keys.contains(where: { $0.keyIdentifier != nil })
            else {
                mistakes.add("JWT_JWKS_FILE", "holds no JSON Web Key Set with a key that has a kid")
                return nil
            }
            return TokenConfiguration(keys: .keySet(text), issuer: issuer, audience: audience)
        }
        let secret = reader.text("JWT_SECRET", isSecret: true) ?? ""
        guard secret.utf8.count >= 32 else {
            mistakes.add(
                "JWT_SECRET",
                secret.isEmpty ? "(or JWT_JWKS_FILE) is needed and not set" : "must have at least 32 bytes")
            return nil
        }
        return TokenConfiguration(keys: .secret(secret), issuer: issuer, audience: audience)
    }
}
