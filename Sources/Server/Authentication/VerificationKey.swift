import Crypto
import CryptoExtras
import Foundation

/// A key that checks signatures, and the one algorithm that it is for.
///
/// The algorithm comes from the key, never from a token, so that a public key is not taken for a secret (RFC 8725,
/// section 3.1).
struct VerificationKey: Sendable {
    /// What a signature is made with (RFC 7518, section 3.1; RFC 8037, section 3.1).
    enum Algorithm: String, Sendable {
        case hs256 = "HS256"
        case rs256 = "RS256"
        case es256 = "ES256"
        case edDSA = "EdDSA"
    }

    private enum Material: Sendable {
        case secret(SymmetricKey)
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
    }

    /// The `kid`; empty for a secret, which needs none.
    let identifier: String
    let algorithm: Algorithm
    private let material: Material

    /// The bytes that tell this key from another one of the same identifier; empty for a secret.
    var publicBytes: Data {
        switch material {
        case .secret: Data()
        case .rsa(let key): key.derRepresentation
        case .p256(let key): key.x963Representation
        case .ed25519(let key): key.rawRepresentation
        }
    }

    init(secret: String) {
        identifier = ""
        algorithm = .hs256
        material = .secret(SymmetricKey(data: Data(secret.utf8)))
    }

    /// A public key for RS256; nil for one of less than 2048 bits, one so long that checking takes very long, or one with
    /// an exponent that makes signatures forgeable.
    init?(identifier: String, modulus: [UInt8], exponent: [UInt8]) {
        let exponent = exponent.drop { $0 == 0 }
        guard exponent.count <= 4, let last = exponent.last, last & 1 == 1, exponent.count > 1 || last >= 3,
            let key = try? _RSA.Signing.PublicKey(n: Data(modulus), e: Data(exponent)),
            (2_048...8_192).contains(key.keySizeInBits)
        else { return nil }
        self.identifier = identifier
        algorithm = .rs256
        material = .rsa(key)
    }

    /// A public key for ES256; nil for a point that is not on the curve P-256.
    init?(identifier: String, x: [UInt8], y: [UInt8]) {
        guard x.count == 32, y.count == 32,
            let key = try? P256.Signing.PublicKey(x963Representation: [4] + x + y)
        else { return nil }
        self.identifier = identifier
        algorithm = .es256
        material = .p256(key)
    }

    /// A public key for EdDSA with the curve Ed25519.
    init?(identifier: String, ed25519 x: [UInt8]) {
        guard x.count == 32, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x) else { return nil }
        self.identifier = identifier
        algorithm = .edDSA
        material = .ed25519(key)
    }

    /// Whether this key's owner signed the token; never for a token that names another algorithm.
    func verifies(_ token: SignedToken) -> Bool {
        guard token.algorithm == algorithm.rawValue else { return false }
        switch material {
        case .secret(let key):
            return HMAC<SHA256>.isValidAuthenticationCode(
                token.signature, authenticating: token.signedBytes, using: key)
        case .rsa(let key):
            guard token.signature.count == (key.keySizeInBits + 7) / 8 else { return false }
            return key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: token.signature),
                for: SHA256.hash(data: token.signedBytes), padding: .insecurePKCS1v1_5)
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: token.signature) else {
                return false
            }
            return key.isValidSignature(signature, for: token.signedBytes)
        case .ed25519(let key):
            return key.isValidSignature(token.signature, for: token.signedBytes)
        }
    }
}
