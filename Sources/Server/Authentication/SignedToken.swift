import ContractRuntime

/// A token in its compact form (RFC 7515, section 3.1), taken apart before anything of it is believed.
///
/// Of the header only `alg`, `kid` and `typ` are looked at: keys and addresses of keys that a token brings along (`jwk`,
/// `jku`, `x5c`, `x5u`) are never followed. A header with `crit` is refused, for no extension is known here.
struct SignedToken: Sendable {
    let algorithm: String
    let keyIdentifier: String?
    let type: String?
    /// What the signature is of: header and payload as they were sent.
    let signedBytes: [UInt8]
    let payload: [UInt8]
    let signature: [UInt8]

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]), !signature.isEmpty,
            case .object(let members) = try? JSONValue.read(jsonBytes: header),
            case .string(let algorithm) = members["alg"], members["crit"] == nil, members["b64"] == nil
        else { return nil }
        self.algorithm = algorithm
        switch members["kid"] {
        case .string(let text): keyIdentifier = text
        case nil: keyIdentifier = nil
        default: return nil
        }
        switch members["typ"] {
        case .string(let text): type = text
        case nil: type = nil
        default: return nil
        }
        signedBytes = Array(bytes.prefix(parts[0].count + 1 + parts[1].count))
        self.payload = payload
        self.signature = signature
    }
}
