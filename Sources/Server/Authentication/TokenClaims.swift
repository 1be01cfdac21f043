import ContractRuntime
import Foundation

/// The claims that are read from a token (RFC 7519, section 4.1).
///
/// A claim of another type than the RFC gives it, or two of one name, make the whole token invalid.
struct TokenClaims: Sendable {
    var subject: String?
    var expires: Date?
    var notBefore: Date?
    var issuer: String?
    var audience: [String] = []
    /// Whether a claim is there that only ID tokens carry (OpenID Connect Core, section 3.1.3.6 and 3.3.2.11): those tell
    /// an application who has logged in, and are no permission to call anything.
    var isIdentification: Bool

    init?(json: [UInt8]) {
        guard case .object(let members) = try? JSONValue.read(jsonBytes: json) else { return nil }
        func text(_ name: String) -> String?? {
            switch members[name] {
            case nil: .some(nil)
            case .string(let text): text
            default: nil
            }
        }
        func date(_ name: String) -> Date?? {
            switch members[name] {
            case nil: .some(nil)
            case .number(let number):
                // Beyond these years it is no date, and arithmetic with it would be none either.
                Double(number).flatMap { abs($0) < 1e11 ? Date(timeIntervalSince1970: $0) : nil }
            default: nil
            }
        }
        guard let subject = text("sub"), let issuer = text("iss"), let expires = date("exp"),
            let notBefore = date("nbf")
        else { return nil }
        self.subject = subject
        self.issuer = issuer
        self.expires = expires
        self.notBefore = notBefore
        switch members["aud"] {
        case nil: break
        case .string(let name): audience = [name]
        case .array(let names):
            for name in names {
                guard case .string(let text) = name else { return nil }
                audience.append(text)
            }
        default: return nil
        }
        isIdentification = members["at_hash"] != nil || members["c_hash"] != nil
    }
}
