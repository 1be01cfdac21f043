/// A URI or a relative reference (RFC 3986, section 4.1), kept as it was written.
public struct URIReference: StringFormat, ExpressibleByStringLiteral {
    /// `a URI reference`.
    public static let formatDescription = "a URI reference"

    /// The reference as it was written.
    public let formatted: String

    /// Reads a reference: only characters that RFC 3986 allows, and whole percent escapes.
    public init?(formatted string: String) {
        var rest = string.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard rest.count >= 2, rest.prefix(2).allSatisfy(Self.isHexadecimal) else { return nil }
            case 0x00...0x20, 0x7F...0xFF: return nil
            case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
                return nil
            default: continue
            }
        }
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

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
