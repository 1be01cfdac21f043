/// Percent-encodes by RFC 3986 exactly as Signature V4 wants it: everything but `A-Z a-z 0-9 - . _ ~`, upper-case hex.
///
/// The same text is signed and sent, so no other encoder may touch a URL of this module.
enum URIEncoding {
    /// Encodes one query name, query value or path segment; `/` becomes `%2F` and a space `%20`, never `+`.
    static func component(_ text: String) -> String {
        encode(text, keepingSlash: false)
    }

    /// Encodes a key segment by segment: slashes stay, and empty or dotted segments are not normalised (S3 keeps them).
    static func path(_ text: String) -> String {
        encode(text, keepingSlash: true)
    }

    /// Joins query items in the order given, both halves encoded: `name=value&flag=`.
    static func query(_ items: [QueryItem]) -> String {
        items.map { "\(component($0.name))=\(component($0.value))" }.joined(separator: "&")
    }

    private static func encode(_ text: String, keepingSlash: Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || (keepingSlash && byte == UInt8(ascii: "/")) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                encoded.append(digits[Int(byte >> 4)])
                encoded.append(digits[Int(byte & 0x0F)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }
}

/// One query parameter, not yet encoded.
struct QueryItem: Sendable, Hashable {
    let name: String
    let value: String

    init(_ name: String, _ value: String = "") {
        self.name = name
        self.value = value
    }
}
