/// A mailbox (RFC 5321, section 4.1.2), kept as it was written.
public struct EmailAddress: StringFormat {
    /// `an e-mail address`.
    public static let formatDescription = "an e-mail address"

    /// The address as it was written.
    public let formatted: String

    /// Reads `local@domain`: the local part is a dot-string of at most 64 bytes or a quoted string, the domain a host name
    /// or an address in brackets; at most 254 bytes in all (RFC 5321, section 4.5.3.1).
    public init?(formatted string: String) {
        guard string.utf8.count <= 254, let at = string.lastIndex(of: "@") else { return nil }
        let local = Array(string[..<at].utf8)
        let domain = String(string[string.index(after: at)...])
        guard !local.isEmpty, local.count <= 64, Self.isDotString(local) || Self.isQuoted(local),
            Self.isDomain(domain)
        else { return nil }
        formatted = string
    }

    private static func isDotString(_ bytes: [UInt8]) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy(isAtomText)
        }
    }

    /// Letters, digits and the signs of RFC 5322, section 3.2.3.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    private static func isQuoted(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2, bytes.first == 0x22, bytes.last == 0x22 else { return false }
        var rest = bytes.dropFirst().dropLast()
        while let byte = rest.popFirst() {
            guard byte >= 0x20, byte < 0x7F, byte != 0x22 else { return false }
            if byte == 0x5C {
                guard let escaped = rest.popFirst(), escaped >= 0x20, escaped < 0x7F else { return false }
            }
        }
        return true
    }

    private static func isDomain(_ domain: String) -> Bool {
        guard domain.hasPrefix("["), domain.hasSuffix("]") else { return Hostname(formatted: domain) != nil }
        let inside = String(domain.dropFirst().dropLast())
        if inside.lowercased().hasPrefix("ipv6:") { return IPv6Address(formatted: String(inside.dropFirst(5))) != nil }
        return IPv4Address(formatted: inside) != nil
    }
}
