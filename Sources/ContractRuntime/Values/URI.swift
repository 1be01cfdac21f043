/// A URI with its scheme (RFC 3986, section 3), kept as it was written.
public struct URI: StringFormat {
    /// `a URI`.
    public static let formatDescription = "a URI"

    /// The URI as it was written.
    public let formatted: String

    /// Reads a URI: a scheme, characters that RFC 3986 allows, whole percent escapes, at most one fragment, and brackets
    /// around the address of a host alone.
    public init?(formatted string: String) {
        guard URIReference(formatted: string) != nil else { return nil }
        let parts = string.utf8.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let main = parts.first, let colon = main.firstIndex(of: UInt8(ascii: ":")),
            Self.isScheme(main[..<colon])
        else { return nil }
        if parts.count > 1, parts[1].contains(where: { $0 == UInt8(ascii: "#") || Self.isBracket($0) }) { return nil }
        var rest = main[main.index(after: colon)...]
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            guard Self.isAuthority(authority) else { return nil }
            rest = rest[authority.endIndex...]
        }
        guard !rest.contains(where: Self.isBracket) else { return nil }
        formatted = string
    }

    /// Takes a URI that this program made itself.
    public init(trusted string: String) {
        formatted = string
    }

    private static func isScheme(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0) }
    }

    /// Whether brackets, if there are any, hold the address of the host, which only a port may follow.
    private static func isAuthority(_ bytes: Substring.UTF8View) -> Bool {
        let host = bytes.lastIndex(of: UInt8(ascii: "@")).map { bytes[bytes.index(after: $0)...] } ?? bytes
        guard bytes.contains(where: isBracket) else { return true }
        guard host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let address = host[..<end].dropFirst()
        let port = host[host.index(after: end)...]
        return !bytes[..<host.startIndex].contains(where: isBracket) && !address.isEmpty
            && !address.contains(where: isBracket)
            && (port.isEmpty || port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(isDigit))
    }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
