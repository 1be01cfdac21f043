/// Bytes that travel as base64 (RFC 4648, section 4).
public struct Base64Bytes: StringFormat {
    /// `base64`.
    public static let formatDescription = "base64"

    /// The bytes.
    public var bytes: [UInt8]

    /// Takes bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads base64 with its padding and without line breaks; the bits that no byte needs must be zero.
    public init?(formatted string: String) {
        guard string.utf8.count % 4 == 0, let bytes = Base64Alphabet.standard.decode(string, isPadded: true) else {
            return nil
        }
        self.bytes = bytes
    }

    /// The bytes in base64, with padding.
    public var formatted: String { Base64Alphabet.standard.encode(bytes, isPadded: true) }
}

/// Bytes that travel as base64 for URLs and file names (RFC 4648, section 5).
public struct Base64URLBytes: StringFormat {
    /// `base64url`.
    public static let formatDescription = "base64url"

    /// The bytes.
    public var bytes: [UInt8]

    /// Takes bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads base64url with or without padding.
    public init?(formatted string: String) {
        let isPadded = string.hasSuffix("=")
        guard !isPadded || string.utf8.count % 4 == 0,
            let bytes = Base64Alphabet.url.decode(string, isPadded: isPadded)
        else { return nil }
        self.bytes = bytes
    }

    /// The bytes in base64url, without padding.
    public var formatted: String { Base64Alphabet.url.encode(bytes, isPadded: false) }
}

/// The 64 digits of an alphabet of RFC 4648.
private struct Base64Alphabet {
    static let standard = Base64Alphabet("+/")
    static let url = Base64Alphabet("-_")

    private let digits: [UInt8]
    private let values: [UInt8]

    private init(_ last: String) {
        digits = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        self.values = values
    }

    func decode(_ text: String, isPadded: Bool) -> [UInt8]? {
        var digits = Array(text.utf8)[...]
        if isPadded, digits.last == UInt8(ascii: "=") {
            digits = digits.dropLast()
            if digits.last == UInt8(ascii: "=") { digits = digits.dropLast() }
        }
        guard digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var buffer: UInt32 = 0
        var bits = 0
        for digit in digits {
            let value = values[Int(digit)]
            guard value < 64 else { return nil }
            buffer = (buffer << 6 | UInt32(value)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return buffer & ((1 << UInt32(bits)) - 1) == 0 ? bytes : nil
    }

    func encode(_ bytes: [UInt8], isPadded: Bool) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(digits[Int(buffer >> UInt32(bits) & 0x3F)])
            }
        }
        if bits > 0 { text.append(digits[Int(buffer << UInt32(6 - bits) & 0x3F)]) }
        while isPadded, text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }
}
