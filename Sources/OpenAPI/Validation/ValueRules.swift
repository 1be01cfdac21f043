import RegularExpressions

/// How strings are held against formats and patterns; whoever validates can bring its own.
public struct ValueRules: Sendable {
    /// Whether a string is of a format; true for a format that is not known.
    public var isOfFormat: @Sendable (_ text: String, _ format: String) -> Bool
    /// Whether a pattern matches somewhere in a string; true for a pattern that cannot be compiled.
    public var matches: @Sendable (_ text: String, _ pattern: String) -> Bool
    /// Whether a property that the schema does not name is wrong where JSON Schema would let it pass.
    public var forbidsUndeclared: Bool

    /// Makes rules.
    public init(
        forbidsUndeclared: Bool = false,
        isOfFormat: @escaping @Sendable (_ text: String, _ format: String) -> Bool,
        matches: @escaping @Sendable (_ text: String, _ pattern: String) -> Bool
    ) {
        self.forbidsUndeclared = forbidsUndeclared
        self.isOfFormat = isOfFormat
        self.matches = matches
    }

    /// The rules of JSON Schema, with formats that are certain.
    public static let standard = ValueRules(
        isOfFormat: { StandardFormats.holds($0, $1) },
        matches: { text, pattern in (try? RegularExpression(pattern))?.matches(text) ?? true })
}

/// Formats of JSON Schema 2020-12 (section 7.3) and of OpenAPI that a string plainly is or is not.
enum StandardFormats {
    static func holds(_ text: String, _ format: String) -> Bool {
        let bytes = Array(text.utf8)
        return switch format {
        case "uuid": uuid(bytes)
        case "date": date(bytes[...])
        case "time": time(bytes[...])
        case "date-time":
            bytes.count > 11 && [0x54, 0x74, 0x20].contains(bytes[10]) && date(bytes[..<10]) && time(bytes[11...])
        case "ipv4": ipv4(text)
        default: true
        }
    }

    private static func uuid(_ bytes: [UInt8]) -> Bool {
        bytes.count == 36
            && bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index) ? byte == 0x2D : isHexadecimal(byte)
            }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
    }

    /// `yyyy-MM-dd` with a day that the month has.
    private static func date(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.split(separator: 0x2D, omittingEmptySubsequences: false)
        guard parts.count == 3, let year = number(parts[0], 4), let month = number(parts[1], 2),
            let day = number(parts[2], 2), (1...12).contains(month), day >= 1
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// `HH:mm:ss`, a fraction perhaps, and an offset (RFC 3339, section 5.6).
    private static func time(_ bytes: ArraySlice<UInt8>) -> Bool {
        let parts = bytes.prefix(8).split(separator: 0x3A, omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], 2), let minute = number(parts[1], 2),
            let second = number(parts[2], 2), hour < 24, minute < 60, second < 61
        else { return false }
        var rest = bytes.dropFirst(8)
        if rest.first == 0x2E {
            let digits = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
            if digits.isEmpty { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        if rest.count == 1, rest.first.map({ $0 | 0x20 }) == 0x7A { return true }
        let offset = rest.dropFirst().split(separator: 0x3A, omittingEmptySubsequences: false)
        guard rest.first == 0x2B || rest.first == 0x2D, offset.count == 2, let hours = number(offset[0], 2),
            let minutes = number(offset[1], 2)
        else { return false }
        return hours < 24 && minutes < 60
    }

    private static func ipv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                part.utf8.count <= 3 && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
                    && (part == "0" || !part.hasPrefix("0")) && UInt8(part) != nil
            }
    }

    private static func number(_ bytes: ArraySlice<UInt8>, _ count: Int) -> Int? {
        guard bytes.count == count, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
