/// Bytes as text (RFC 4648, sections 4 and 5), without bits that mean nothing.
enum Base64Grammar {
    static func isBase64(_ text: String) -> Bool { text.utf8.count % 4 == 0 && isEncoded(text, "+/", isPadded: true) }

    /// With its padding or without.
    static func isBase64URL(_ text: String) -> Bool {
        let isPadded = text.hasSuffix("=")
        return (!isPadded || text.utf8.count % 4 == 0) && isEncoded(text, "-_", isPadded: isPadded)
    }

    private static func isEncoded(_ text: String, _ last: String, isPadded: Bool) -> Bool {
        var digits = Array(text.utf8)[...]
        for _ in 0..<2 where isPadded && digits.last == UInt8(ascii: "=") { digits = digits.dropLast() }
        let values = digits.compactMap { value(of: $0, Array(last.utf8)) }
        guard values.count == digits.count, values.count % 4 != 1 else { return false }
        let unused: UInt8 = values.count % 4 == 2 ? 0x0F : values.count % 4 == 3 ? 0x03 : 0
        return (values.last ?? 0) & unused == 0
    }

    private static func value(of digit: UInt8, _ last: [UInt8]) -> UInt8? {
        switch digit {
        case 0x41...0x5A: digit - 0x41
        case 0x61...0x7A: digit - 0x61 + 26
        case 0x30...0x39: digit - 0x30 + 52
        default: last.firstIndex(of: digit).map { UInt8(62 + $0) }
        }
    }
}
