import Crypto
package import Foundation

/// Makes tokens, good and bad, signed with a secret.
package struct TestTokens: Sendable {
    package let secret: String

    package init(secret: String) {
        self.secret = secret
    }

    package func token(
        subject: String?, expiresIn seconds: Int? = 3_600, notBefore: Int? = nil, secret other: String? = nil
    ) async throws -> String {
        let now = Int(Date().timeIntervalSince1970)
        var claims: [String] = []
        if let subject { claims.append("\"sub\":\(subject.json)") }
        if let seconds { claims.append("\"exp\":\(now + seconds)") }
        if let notBefore { claims.append("\"nbf\":\(now + notBefore)") }
        let signed = [#"{"alg":"HS256","typ":"JWT"}"#, "{\(claims.joined(separator: ","))}"]
            .map { SigningKey.encode(Data($0.utf8)) }.joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data((other ?? secret).utf8)))
        return signed + "." + SigningKey.encode(Data(code))
    }

    package func token(for user: UUID) async throws -> String {
        try await token(subject: user.uuidString.lowercased())
    }
}
