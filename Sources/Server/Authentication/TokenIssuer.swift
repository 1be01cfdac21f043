import ContractRuntime
import Crypto
import Foundation

/// Signs tokens with the development secret.
struct TokenIssuer {
    var secret: String
    var issuer: String?
    var audience: String?

    func token(for user: UUID, at date: Date, expiresIn seconds: TimeInterval) -> String {
        var claims: [(String, JSONValue)] = [
            ("sub", .string(user.uuidString.lowercased())),
            ("exp", .number(String(Int64(date.timeIntervalSince1970 + seconds)))),
        ]
        if let issuer { claims.append(("iss", .string(issuer))) }
        if let audience { claims.append(("aud", .string(audience))) }
        let parts = [#"{"alg":"HS256","typ":"JWT"}"#.utf8.map { $0 }, JSONValue.object(JSONMap(claims)).jsonBytes]
        let signed = parts.map(Base64URL.encode).joined(separator: ".")
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return signed + "." + Base64URL.encode(Array(code))
    }
}
