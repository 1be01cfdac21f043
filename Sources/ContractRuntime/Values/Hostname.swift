/// The name of a host (RFC 1123, section 2.1), kept as it was written.
public struct Hostname: StringFormat {
    /// `a host name`.
    public static let formatDescription = "a host name"

    /// The name as it was written.
    public let formatted: String

    /// Reads labels of 1 to 63 letters, digits and hyphens, none at either end, joined by dots; at most 253 bytes.
    public init?(formatted string: String) {
        guard !string.isEmpty, string.utf8.count <= 253,
            string.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(Self.isLabel)
        else { return nil }
        formatted = string
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return !label.isEmpty && label.count <= 63 && label.first != hyphen && label.last != hyphen
            && label.allSatisfy { byte in
                byte == hyphen || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
            }
    }
}
