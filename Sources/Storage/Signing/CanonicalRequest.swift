/// Writes a request in the one form that both sides hash (Signature V4, task 1).
struct CanonicalRequest: Sendable {
    /// The payload hash of requests whose body the signer cannot know: presigned URLs.
    static let unsignedPayload = "UNSIGNED-PAYLOAD"
    /// The SHA-256 of no bytes.
    static let emptyPayload = SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: []))

    /// The HTTP method in upper case.
    let method: String
    /// The path, percent-encoded once, exactly as sent.
    let path: String
    /// The query, not yet encoded.
    let query: [QueryItem]
    /// Every header that is signed, `host` among them.
    let headers: [(name: String, value: String)]
    /// The body's SHA-256 in hexadecimal, or ``unsignedPayload``.
    let payloadHash: String

    /// `host;x-amz-date`: the signed names, lower case, sorted, each once.
    var signedHeaders: String {
        normalisedHeaders.map(\.name).joined(separator: ";")
    }

    /// The whole canonical form.
    var text: String {
        let headers = normalisedHeaders
        return [
            method,
            path,
            canonicalQuery,
            headers.map { "\($0.name):\($0.value)\n" }.joined(),
            headers.map(\.name).joined(separator: ";"),
            payloadHash,
        ].joined(separator: "\n")
    }

    private var canonicalQuery: String {
        query
            .map { (name: URIEncoding.component($0.name), value: URIEncoding.component($0.value)) }
            .sorted { left, right in
                left.name == right.name
                    ? left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
                    : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
            }
            .map { "\($0.name)=\($0.value)" }
            .joined(separator: "&")
    }

    private var normalisedHeaders: [(name: String, value: String)] {
        var merged: [String: String] = [:]
        for header in headers {
            let name = header.name.lowercased()
            let value = Self.collapsed(header.value)
            merged[name] = merged[name].map { "\($0),\(value)" } ?? value
        }
        return merged.map { (name: $0.key, value: $0.value) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The value without outer white space, every inner run of white space one space.
    private static func collapsed(_ value: String) -> String {
        var bytes: [UInt8] = []
        var pendingSpace = false
        for byte in value.utf8 {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D:
                pendingSpace = !bytes.isEmpty
            default:
                if pendingSpace { bytes.append(0x20) }
                pendingSpace = false
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
