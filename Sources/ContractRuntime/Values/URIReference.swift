/// A URI or a relative reference (RFC 3986, section 4.1), kept as it was written.
public struct URIReference: StringFormat, ExpressibleByStringLiteral {
    /// `a URI reference`.
    public static let formatDescription = "a URI reference"

    /// The reference as it was written.
    public let formatted: String

    /// Reads a URI or a relative reference by the grammar of RFC 3986, appendix A.
    public init?(formatted string: String) {
        guard Self.isReference(string, needsScheme: false) else { return nil }
        formatted = string
    }

    /// Takes a literal as it is.
    public init(stringLiteral value: String) {
        formatted = value
    }

    /// Takes a reference that this program made itself.
    public init(trusted string: String) {
        formatted = string
    }

    static func isReference(_ text: String, needsScheme: Bool) -> Bool {
        guard hasAllowedCharacters(text) else { return false }
        let parts = text.utf8.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        guard var rest = parts.first else { return false }
        if parts.count > 1, parts[1].contains(where: { $0 == UInt8(ascii: "#") || isBracket($0) }) { return false }
        // Without a scheme the first segment has no colon (section 4.2).
        let first = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        if let colon = first.firstIndex(of: UInt8(ascii: ":")) {
            guard isScheme(rest[..<colon]) else { return false }
            rest = rest[rest.index(after: colon)...]
        } else if needsScheme {
            return false
        }
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            guard isAuthority(authority) else { return false }
            rest = rest[authority.endIndex...]
        }
        return !rest.contains(where: isBracket)
    }

    private static func hasAllowedCharacters(_ text: String) -> Bool {
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard rest.count >= 2, rest.prefix(2).allSatisfy(isHexadecimal) else { return false }
            case 0x00...0x20, 0x7F...0xFF: return false
            case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
                return false
            default: continue
            }
        }
        return true
    }

    private static func isScheme(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0) }
    }

    /// `user@host:port` (section 3.2), the host a name or an address in brackets.
    private static func isAuthority(_ bytes: Substring.UTF8View) -> Bool {
        var host = bytes
        if let at = bytes.firstIndex(of: UInt8(ascii: "@")) {
            guard !bytes[..<at].contains(where: isBracket) else { return false }
            host = bytes[bytes.index(after: at)...]
            guard !host.contains(UInt8(ascii: "@")) else { return false }
        }
        let port: Substring.UTF8View
        if host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) {
            let rest = host[host.index(after: end)...]
            guard isAddress(host[..<end].dropFirst()), rest.isEmpty || rest.first == UInt8(ascii: ":") else {
                return false
            }
            port = rest.dropFirst()
        } else {
            guard !host.contains(where: isBracket) else { return false }
            let pieces = host.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            port = pieces.count > 1 ? pieces[1] : host.prefix(0)
        }
        return port.allSatisfy(isDigit)
    }

    /// An IPv6 address, with a zone perhaps (RFC 6874), or one of a later version (RFC 3986, section 3.2.2).
    private static func isAddress(_ bytes: Substring.UTF8View) -> Bool {
        let text = String(Substring(bytes))
        if let version = bytes.first, version | 0x20 == UInt8(ascii: "v") {
            let parts = bytes.dropFirst().split(
                separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && !parts[0].isEmpty && parts[0].allSatisfy(isHexadecimal) && !parts[1].isEmpty
                && !parts[1].contains { $0 == UInt8(ascii: "%") || isBracket($0) }
        }
        guard let zone = text.firstRange(of: "%25") else { return IPv6Address(formatted: text) != nil }
        return IPv6Address(formatted: String(text[..<zone.lowerBound])) != nil && zone.upperBound < text.endIndex
    }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
