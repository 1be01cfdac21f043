public import FoundationEssentials

/// A value that travels as a string of a certain format.
public protocol StringFormat: Hashable, Sendable {
    /// What the format is called in a violation, with its article.
    static var formatDescription: String { get }
    /// Reads the value, or nothing when the string is not of the format.
    init?(formatted string: String)
    /// Reads the value from ASCII, where it stands.
    init?(utf8 span: Span<UInt8>)
    /// The value as a string of the format.
    var formatted: String { get }
}

extension StringFormat {
    /// Copies the text to a string and reads that; a format that is read often has its own way.
    public init?(utf8 span: Span<UInt8>) {
        self.init(formatted: span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
    }
}

extension UUID: StringFormat {
    /// `a UUID`.
    public static let formatDescription = "a UUID"

    /// Reads the hexadecimal form of RFC 9562, section 4, in either case.
    public init?(formatted string: String) {
        var string = string
        guard let value = string.withUTF8({ Self(utf8: $0.span) }) else { return nil }
        self = value
    }

    /// Reads the hexadecimal form of RFC 9562, section 4, in either case.
    public init?(utf8 span: Span<UInt8>) {
        guard span.count == 36, span[8] == 0x2D, span[13] == 0x2D, span[18] == 0x2D, span[23] == 0x2D else {
            return nil
        }
        var value: (UInt64, UInt64) = (0, 0)
        for index in 0..<36 where index != 8 && index != 13 && index != 18 && index != 23 {
            guard let digit = hexadecimalDigit(span[index]) else { return nil }
            if index < 18 { value.0 = value.0 << 4 | digit } else { value.1 = value.1 << 4 | digit }
        }
        let bigEndian = (value.0.bigEndian, value.1.bigEndian)
        self.init(uuid: withUnsafeBytes(of: bigEndian) { $0.loadUnaligned(as: uuid_t.self) })
    }

    /// The hexadecimal form in lower case, as RFC 9562 wants it written.
    public var formatted: String {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        return withUnsafeBytes(of: uuid) { source in
            String(unsafeUninitializedCapacity: 36) { target in
                var position = 0
                for (index, byte) in source.enumerated() {
                    if index == 4 || index == 6 || index == 8 || index == 10 {
                        target[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    target[position] = digits[Int(byte >> 4)]
                    target[position + 1] = digits[Int(byte & 0x0F)]
                    position += 2
                }
                return position
            }
        }
    }
}

/// The value of a hexadecimal digit in ASCII.
private func hexadecimalDigit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 0x30...0x39: UInt64(byte &- 0x30)
    case 0x41...0x46: UInt64(byte &- 0x37)
    case 0x61...0x66: UInt64(byte &- 0x57)
    default: nil
    }
}
