import ContractRuntime
import Foundation

/// The header of a token (RFC 7515, section 4), read before anything of it is believed.
///
/// Only `alg` and `kid` are looked at; keys and addresses of keys that a token brings along are never followed.
struct TokenHeader: Hashable, Sendable {
    var algorithm: String
    var keyIdentifier: String?

    init?(token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Self.decode(parts[0]),
            case .object(let members) = try? JSONValue.read(jsonBytes: [UInt8](data)),
            case .string(let algorithm) = members["alg"], members["crit"] == nil
        else { return nil }
        self.algorithm = algorithm
        switch members["kid"] {
        case .string(let text): keyIdentifier = text
        case nil: keyIdentifier = nil
        default: return nil
        }
    }

    /// Decodes base64url without padding (RFC 7515, section 2).
    private static func decode(_ text: Substring) -> Data? {
        var base64 = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        while base64.count % 4 != 0 { base64.append("=") }
        return Data(base64Encoded: String(base64))
    }
}
