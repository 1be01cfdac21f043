public import FoundationEssentials

/// A value that travels as a string of a certain format.
public protocol StringFormat: Hashable, Sendable {
    /// What the format is called in a violation, with its article.
    static var formatDescription: String { get }
    /// Reads the value, or nothing when the string is not of the format.
    init?(formatted string: String)
    /// The value as a string of the format.
    var formatted: String { get }
}

extension UUID: StringFormat {
    /// `a UUID`.
    public static let formatDescription = "a UUID"

    /// Reads the hexadecimal form of RFC 9562, section 4, in either case.
    public init?(formatted string: String) {
        // Foundation reads each pair of digits as C would, with signs, spaces and prefixes; those are checked here.
        guard string.utf8.count == 36 else { return nil }
        for (index, byte) in string.utf8.enumerated() {
            switch (index, byte) {
            case (8, 0x2D), (13, 0x2D), (18, 0x2D), (23, 0x2D): continue
            case (8, _), (13, _), (18, _), (23, _): return nil
            case (_, 0x30...0x39), (_, 0x41...0x46), (_, 0x61...0x66): continue
            default: return nil
            }
        }
        self.init(uuidString: string)
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
