/// URIs and references to them (RFC 3986, section 4.1 and appendix A).
enum URIGrammar {
    /// Whether all characters are those of URIs, and every percent sign begins an escape.
    static func isReference(_ text: String) -> Bool {
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard rest.count >= 2, rest.prefix(2).allSatisfy(\.isHexadecimal) else { return false }
            case 0x00...0x20, 0x7F...0xFF: return false
            default: if "\"<>\\^`{|}".utf8.contains(byte) { return false }
            }
        }
        return true
    }

    /// Whether a reference has a scheme, and brackets around an address alone.
    static func isURI(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
        guard isReference(text), let main = parts.first, let colon = main.firstIndex(of: UInt8(ascii: ":")),
            let first = main.first, first.isASCIILetter,
            main[..<colon].allSatisfy({ $0.isASCIILetter || $0.isDigit || "+-.".utf8.contains($0) })
        else { return false }
        if parts.count > 1, parts[1].contains(where: { $0 == UInt8(ascii: "#") || isBracket($0) }) { return false }
        var rest = main[main.index(after: colon)...]
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            guard isAuthority(authority) else { return false }
            rest = rest[authority.endIndex...]
        }
        return !rest.contains(where: isBracket)
    }

    private static func isAuthority(_ bytes: Substring.UTF8View) -> Bool {
        guard bytes.contains(where: isBracket) else { return true }
        let host = bytes.lastIndex(of: UInt8(ascii: "@")).map { bytes[bytes.index(after: $0)...] } ?? bytes
        guard host.first == UInt8(ascii: "["), let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let address = host[..<end].dropFirst()
        let port = host[host.index(after: end)...]
        return !bytes[..<host.startIndex].contains(where: isBracket) && !address.isEmpty
            && !address.contains(where: isBracket)
            && (port.isEmpty || port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(\.isDigit))
    }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }
}
