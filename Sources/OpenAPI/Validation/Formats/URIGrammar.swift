/// URIs and references to them (RFC 3986, section 4.1 and appendix A).
enum URIGrammar {
    /// Whether a text is a URI or a relative reference.
    static func isReference(_ text: String) -> Bool { fits(text, needsScheme: false) }

    /// Whether a text is a URI with its scheme.
    static func isURI(_ text: String) -> Bool { fits(text, needsScheme: true) }

    private static func fits(_ text: String, needsScheme: Bool) -> Bool {
        guard hasAllowedCharacters(text) else { return false }
        let (main, fragment) = halves(text.utf8[...], at: "#")
        guard !(fragment ?? main.prefix(0)).contains(where: { $0 == UInt8(ascii: "#") || isBracket($0) }) else {
            return false
        }
        var rest = main
        // Without a scheme the first segment has no colon (section 4.2).
        let segment = main.prefix { !"/?".utf8.contains($0) }
        if case (let scheme, let after?) = halves(segment, at: ":") {
            guard let first = scheme.first, first.isASCIILetter,
                scheme.allSatisfy({ $0.isASCIILetter || $0.isDigit || "+-.".utf8.contains($0) })
            else { return false }
            rest = main[after.startIndex...]
        } else if needsScheme {
            return false
        }
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { !"/?".utf8.contains($0) }
            guard isAuthority(authority) else { return false }
            rest = rest[authority.endIndex...]
        }
        return !rest.contains(where: isBracket)
    }

    /// Whether all characters are those of URIs, and every percent sign begins an escape.
    private static func hasAllowedCharacters(_ text: String) -> Bool {
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

    /// What stands before a character and what behind it; nil where it is not there.
    private static func halves(
        _ bytes: Substring.UTF8View, at separator: Unicode.Scalar
    ) -> (Substring.UTF8View, Substring.UTF8View?) {
        guard let place = bytes.firstIndex(where: { UInt32($0) == separator.value }) else { return (bytes, nil) }
        return (bytes[..<place], bytes[bytes.index(after: place)...])
    }

    /// `user@host:port` (section 3.2), the host a name or an address in brackets.
    private static func isAuthority(_ bytes: Substring.UTF8View) -> Bool {
        let (user, behind) = halves(bytes, at: "@")
        let host = behind ?? bytes
        guard behind == nil || !user.contains(where: isBracket), !host.contains(UInt8(ascii: "@")) else { return false }
        guard host.first == UInt8(ascii: "[") else {
            let (_, port) = halves(host, at: ":")
            return !host.contains(where: isBracket) && (port ?? host.prefix(0)).allSatisfy(\.isDigit)
        }
        guard case (let address, let rest?) = halves(host.dropFirst(), at: "]"), isAddress(address) else {
            return false
        }
        return rest.isEmpty || rest.first == UInt8(ascii: ":") && rest.dropFirst().allSatisfy(\.isDigit)
    }

    /// An IPv6 address, with a zone perhaps (RFC 6874), or one of a later version (section 3.2.2).
    private static func isAddress(_ bytes: Substring.UTF8View) -> Bool {
        if let first = bytes.first, first | 0x20 == UInt8(ascii: "v") {
            guard case (let version, let rest?) = halves(bytes.dropFirst(), at: ".") else { return false }
            return !version.isEmpty && version.allSatisfy(\.isHexadecimal) && !rest.isEmpty
                && !rest.contains { $0 == UInt8(ascii: "%") || isBracket($0) }
        }
        let text = String(Substring(bytes))
        guard let zone = text.firstRange(of: "%25") else { return InternetAddresses.isVersion6(text) }
        return InternetAddresses.isVersion6(String(text[..<zone.lowerBound])) && zone.upperBound < text.endIndex
    }

    private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }
}
