import ContractRuntime

/// A JSON Web Key Set (RFC 7517, section 5): the keys of it that tokens may be signed with.
///
/// Keys of other kinds are passed over, as the RFC asks: other algorithms and curves, keys for encryption (`use`,
/// `key_ops`), secrets, and keys without a `kid`, which no token could name.
struct KeySet: Sendable {
    /// Why a text is no set of keys.
    enum Failure: Error, Hashable, CustomStringConvertible {
        case notAKeySet
        case noUsableKey
        case tooManyKeys
        case ambiguousIdentifier

        var description: String {
            switch self {
            case .notAKeySet: "is no JSON Web Key Set"
            case .noUsableKey: "holds no key for RS256 (2048 bits or more), ES256 or EdDSA with a kid"
            case .tooManyKeys: "holds more than \(KeySet.maximumKeys) keys"
            case .ambiguousIdentifier: "names two keys by the same kid"
            }
        }
    }

    /// The most bytes that are read of a set.
    static let maximumBytes = 1 << 20
    static let maximumKeys = 100

    let keys: [VerificationKey]

    init(json: [UInt8]) throws(Failure) {
        guard json.count <= Self.maximumBytes, case .object(let set) = try? JSONValue.read(jsonBytes: json),
            case .array(let elements) = set["keys"]
        else { throw .notAKeySet }
        guard elements.count <= Self.maximumKeys else { throw .tooManyKeys }
        keys = elements.compactMap { element in
            guard case .object(let members) = element else { return nil }
            return VerificationKey(jsonWebKey: members)
        }
        guard !keys.isEmpty else { throw .noUsableKey }
        guard Set(keys.map(\.identifier)).count == keys.count else { throw .ambiguousIdentifier }
    }
}

extension VerificationKey {
    /// Reads a JSON Web Key (RFC 7517, section 4; RFC 7518, section 6; RFC 8037, section 2); nil for one that checks no
    /// signatures here.
    init?(jsonWebKey members: JSONMap<JSONValue>) {
        func text(_ name: String) -> String? {
            if case .string(let text) = members[name] { text } else { nil }
        }
        func bytes(_ name: String) -> [UInt8]? { text(name).flatMap { Base64URL.decode($0.utf8) } }
        func isFor(_ algorithm: Algorithm) -> Bool {
            members["alg"] == nil || text("alg") == algorithm.rawValue
        }
        guard let identifier = text("kid"), (1...256).contains(identifier.utf8.count),
            members["use"] == nil || text("use") == "sig"
        else { return nil }
        if let operations = members["key_ops"] {
            guard case .array(let names) = operations, names.contains(.string("verify")) else { return nil }
        }
        switch (text("kty"), text("crv")) {
        case ("RSA", nil):
            guard isFor(.rs256), let modulus = bytes("n"), let exponent = bytes("e") else { return nil }
            self.init(identifier: identifier, modulus: modulus, exponent: exponent)
        case ("EC", "P-256"):
            guard isFor(.es256), let x = bytes("x"), let y = bytes("y") else { return nil }
            self.init(identifier: identifier, x: x, y: y)
        case ("OKP", "Ed25519"):
            guard isFor(.edDSA), let x = bytes("x") else { return nil }
            self.init(identifier: identifier, ed25519: x)
        default: return nil
        }
    }
}
