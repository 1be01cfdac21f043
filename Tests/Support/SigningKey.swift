import Crypto
import CryptoExtras
package import Foundation

/// A private key of tests, with the public half as an identity provider publishes it.
package struct SigningKey: Sendable {
    private enum Material: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    package let identifier: String
    private let material: Material

    package static func rs256(_ identifier: String, bits: Int = 2_048) throws -> SigningKey {
        SigningKey(
            identifier: identifier,
            material: .rsa(try _RSA.Signing.PrivateKey(unsafeKeySize: .init(bitCount: bits))))
    }

    package static func es256(_ identifier: String) -> SigningKey {
        SigningKey(identifier: identifier, material: .p256(P256.Signing.PrivateKey()))
    }

    package static func edDSA(_ identifier: String) -> SigningKey {
        SigningKey(identifier: identifier, material: .ed25519(Curve25519.Signing.PrivateKey()))
    }

    /// What `alg` is.
    package var algorithm: String {
        switch material {
        case .rsa: "RS256"
        case .p256: "ES256"
        case .ed25519: "EdDSA"
        }
    }

    /// The members of the JSON Web Key that are the key itself.
    package var publicMembers: String {
        get throws {
            switch material {
            case .rsa(let key):
                let primitives = try key.publicKey.getKeyPrimitives()
                return #""kty":"RSA","n":"\#(Self.encode(primitives.modulus))","#
                    + #""e":"\#(Self.encode(primitives.publicExponent))""#
            case .p256(let key):
                let point = key.publicKey.rawRepresentation
                return #""kty":"EC","crv":"P-256","x":"\#(Self.encode(point.prefix(32)))","#
                    + #""y":"\#(Self.encode(point.suffix(32)))""#
            case .ed25519(let key):
                return #""kty":"OKP","crv":"Ed25519","x":"\#(Self.encode(key.publicKey.rawRepresentation))""#
            }
        }
    }

    /// The JSON Web Key (RFC 7517), with more members if any are given.
    package func jsonWebKey(_ more: String = #""use":"sig""#) throws -> String {
        #"{"kid":\#(identifier.json),\#(more),\#(try publicMembers)}"#
    }

    /// A JSON Web Key Set of these keys.
    package static func set(_ keys: SigningKey...) throws -> String {
        #"{"keys":[\#(try keys.map { try $0.jsonWebKey() }.joined(separator: ","))]}"#
    }

    /// Signs any header and payload.
    package func token(header: String, payload: String) throws -> String {
        let signed = Self.encode(Data(header.utf8)) + "." + Self.encode(Data(payload.utf8))
        let bytes = Data(signed.utf8)
        let signature: Data =
            switch material {
            case .rsa(let key):
                try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5).rawRepresentation
            case .p256(let key): try key.signature(for: bytes).rawRepresentation
            case .ed25519(let key): try key.signature(for: bytes)
            }
        return signed + "." + Self.encode(signature)
    }

    /// Signs a payload with the header that an identity provider sends.
    package func token(payload: String) throws -> String {
        try token(header: #"{"alg":"\#(algorithm)","kid":\#(identifier.json),"typ":"JWT"}"#, payload: payload)
    }

    /// A token of a user that is valid for a while from a moment on.
    package func token(for user: UUID, at date: Date = Date(), expiresIn seconds: Int = 3_600) throws -> String {
        let expires = Int(date.timeIntervalSince1970) + seconds
        return try token(payload: #"{"sub":"\#(user.uuidString.lowercased())","exp":\#(expires)}"#)
    }

    /// Base64url without padding (RFC 7515, section 2).
    package static func encode(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
