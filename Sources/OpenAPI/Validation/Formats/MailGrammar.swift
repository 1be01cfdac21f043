/// Host names (RFC 1123, section 2.1) and mailboxes (RFC 5321, section 4.1.2).
enum MailGrammar {
    static func isHostname(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253
            && text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
                let hyphen = UInt8(ascii: "-")
                return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                    && label.allSatisfy { $0 == hyphen || $0.isDigit || $0.isASCIILetter }
            }
    }

    static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return false }
        let local = Array(text[..<at].utf8)
        return (1...64).contains(local.count) && (isDotString(local) || isQuoted(local))
            && isDomain(text[text.index(after: at)...])
    }

    private static func isDotString(_ bytes: [UInt8]) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty
                && atom.allSatisfy { $0.isDigit || $0.isASCIILetter || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
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

    private static func isDomain(_ text: Substring) -> Bool {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return isHostname(String(text)) }
        let inside = text.dropFirst().dropLast()
        return inside.lowercased().hasPrefix("ipv6:")
            ? InternetAddresses.isVersion6(String(inside.dropFirst(5))) : InternetAddresses.isVersion4(String(inside))
    }
}
