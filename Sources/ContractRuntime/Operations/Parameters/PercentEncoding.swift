/// Percent-encoding (RFC 3986, section 2.1).
public enum PercentEncoding {
    /// Decodes whole escapes and keeps broken ones as they are; bytes that are not UTF-8 become U+FFFD.
    public static func decode(_ text: some Sequence<UInt8>, plusIsSpace: Bool = false) -> String {
        String(decoding: bytes(of: text, plusIsSpace: plusIsSpace), as: UTF8.self)
    }

    /// Whether values that were decoded hold U+FFFD because what they were decoded from is not UTF-8.
    static func hasLost(_ values: [UInt8], of text: String) -> Bool {
        let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
        guard values.contains(0xEF), values.firstRange(of: replacement) != nil else { return false }
        return String(validating: bytes(of: text.utf8, plusIsSpace: false), as: UTF8.self) == nil
    }

    private static func bytes(of text: some Sequence<UInt8>, plusIsSpace: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        var pending: [UInt8] = []
        for byte in text {
            switch (pending.count, byte) {
            case (0, UInt8(ascii: "%")): pending = [byte]
            case (0, UInt8(ascii: "+")) where plusIsSpace: bytes.append(0x20)
            case (0, _): bytes.append(byte)
            default:
                guard value(byte) != nil else {
                    bytes += pending
                    pending = byte == UInt8(ascii: "%") ? [byte] : []
                    if pending.isEmpty { bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte) }
                    continue
                }
                pending.append(byte)
                if pending.count == 3, let high = value(pending[1]), let low = value(pending[2]) {
                    bytes.append(high << 4 | low)
                    pending = []
                }
            }
        }
        return bytes + pending
    }

    static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
