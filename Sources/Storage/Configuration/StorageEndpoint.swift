/// Names one S3 server: scheme, host and port, and nothing else.
///
/// Equal endpoints have equal text: scheme and host are lower case and a scheme's own port is left out.
public struct StorageEndpoint: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    public let scheme: String
    /// A host name, an IPv4 address or an IPv6 address with its brackets, in lower case.
    public let host: String
    /// The port, or `nil` where it is the scheme's own (80, 443).
    public let port: Int?

    /// Reads `minio:9000`, `http://localhost:9000` or `https://s3.example.org`.
    ///
    /// A scheme in the text wins over `secure`. A single trailing slash is forgiven; a path, a query, a fragment and
    /// user information are refused, since a signature would not cover them.
    ///
    /// - Parameters:
    ///   - text: The endpoint as an operator writes it.
    ///   - secure: Whether a text without a scheme means `https`.
    /// - Throws: ``StorageConfigurationError`` that never repeats the text.
    public init(parsing text: String, secure: Bool) throws(StorageConfigurationError) {
        var rest = Substring(text)
        if let separator = Self.schemeSeparator(in: rest) {
            scheme = rest[..<separator].lowercased()
            rest = rest[separator...].dropFirst(3)
        } else {
            scheme = secure ? "https" : "http"
        }
        guard scheme == "http" || scheme == "https" else { throw StorageConfigurationError(.unsupportedScheme) }
        if rest.last == "/" { rest.removeLast() }
        guard !rest.isEmpty else { throw StorageConfigurationError(.emptyEndpoint) }
        guard !rest.contains("@") else { throw StorageConfigurationError(.embeddedCredentials) }
        guard !rest.contains(where: { $0 == "/" || $0 == "?" || $0 == "#" }) else {
            throw StorageConfigurationError(.unexpectedPath)
        }
        let (hostText, portText) = Self.split(rest)
        guard Self.isHost(hostText) else { throw StorageConfigurationError(.invalidHost) }
        host = hostText.lowercased()
        if let portText {
            guard portText.count <= 5, portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(portText), (1...65535).contains(number)
            else { throw StorageConfigurationError(.invalidPort) }
            port = number == Self.defaultPort(of: scheme) ? nil : number
        } else {
            port = nil
        }
    }

    /// The value of the `Host` header: the port is there only where it is not the scheme's own.
    ///
    /// Browsers and HTTP clients leave a default port out, and the host is signed, so this must be exact.
    public var authority: String {
        guard let port else { return host }
        return "\(host):\(port)"
    }

    /// The endpoint as a URL without a path.
    public var description: String { "\(scheme)://\(authority)" }

    private static func defaultPort(of scheme: String) -> Int { scheme == "https" ? 443 : 80 }

    private static func schemeSeparator(in text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix("://") { return index }
            guard text[index].isASCII, text[index].isLetter else { return nil }
            index = text.index(after: index)
        }
        return nil
    }

    private static func split(_ text: Substring) -> (host: Substring, port: Substring?) {
        if text.first == "[", let end = text.firstIndex(of: "]") {
            let after = text[text.index(after: end)...]
            guard !after.isEmpty else { return (text, nil) }
            guard after.first == ":" else { return ("", nil) }
            return (text[...end], after.dropFirst())
        }
        guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
        return (text[..<colon], text[text.index(after: colon)...])
    }

    private static func isHost(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 253 else { return false }
        if text.first == "[" {
            let inner = text.dropFirst().dropLast()
            return text.last == "]" && inner.contains(":")
                && inner.utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        } && text.first != "." && text.first != "-"
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
