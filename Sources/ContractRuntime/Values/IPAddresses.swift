/// An IPv4 address in dotted decimals (RFC 2673, section 3.2), kept as it was written.
public struct IPv4Address: StringFormat {
    /// `an IPv4 address`.
    public static let formatDescription = "an IPv4 address"

    /// The address as it was written.
    public let formatted: String
    /// Its four bytes.
    public let bytes: [UInt8]

    /// Reads four numbers from 0 to 255 without leading zeros.
    public init?(formatted string: String) {
        let parts = string.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { part -> UInt8? in
            guard part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), part.utf8.count == 1 || !part.hasPrefix("0")
            else {
                return nil
            }
            return UInt8(part)
        }
        guard parts.count == 4, bytes.count == 4 else { return nil }
        formatted = string
        self.bytes = bytes
    }
}

/// An IPv6 address (RFC 4291, section 2.2), kept as it was written.
public struct IPv6Address: StringFormat {
    /// `an IPv6 address`.
    public static let formatDescription = "an IPv6 address"

    /// The address as it was written.
    public let formatted: String
    /// Its sixteen bytes.
    public let bytes: [UInt8]

    /// Reads the three forms of RFC 4291, section 2.2; a zone has no place in it.
    public init?(formatted string: String) {
        guard let bytes = Self.read(string) else { return nil }
        formatted = string
        self.bytes = bytes
    }

    private static func read(_ text: String) -> [UInt8]? {
        guard text.utf8.count <= 45 else { return nil }
        guard let gap = text.firstRange(of: "::") else {
            guard let bytes = groups(text), bytes.count == 16 else { return nil }
            return bytes
        }
        let after = text[gap.upperBound...]
        guard !after.contains("::"), !after.hasPrefix(":"),
            let head = groups(String(text[..<gap.lowerBound]), isHead: true),
            let tail = groups(String(after)), head.count + tail.count <= 14
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// The bytes of groups between colons; an IPv4 address may be the last.
    private static func groups(_ text: String, isHead: Bool = false) -> [UInt8]? {
        if text.isEmpty { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, !isHead, part.contains(".") {
                guard let address = IPv4Address(formatted: String(part)) else { return nil }
                bytes += address.bytes
                continue
            }
            guard (1...4).contains(part.utf8.count), !part.hasPrefix("+"), !part.hasPrefix("-"),
                let value = UInt16(part, radix: 16)
            else { return nil }
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        }
        return bytes
    }
}
