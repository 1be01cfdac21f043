extension PercentEncoding {
    /// Encodes everything in a text that is not unreserved (RFC 3986, section 2.3).
    ///
    /// - Parameter kept: Further characters of ASCII that stay as they are.
    public static func encode(_ text: String, keeping kept: String = "") -> String {
        let kept = Set(kept.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || kept.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 0x0F)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Escapes all bytes but some, and writes escapes that are there in upper case (RFC 3986, section 6.2.2.1).
    ///
    /// - Parameters:
    ///   - isKept: Whether a byte stays as it is.
    ///   - readsUnreserved: Whether escapes of unreserved characters are read (section 6.2.2.2).
    static func normalized(
        _ text: String, readsUnreserved: Bool = false, isKept: (UInt8) -> Bool
    ) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(value),
                let low = rest.dropFirst().first.flatMap(value)
            {
                let escaped = high << 4 | low
                let isRead = readsUnreserved && isUnreserved(escaped)
                result += isRead ? [escaped] : [byte, digit(high), digit(low)]
                rest = rest.dropFirst(2)
            } else if isKept(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 0x0F)]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x37 + value
    }
}
