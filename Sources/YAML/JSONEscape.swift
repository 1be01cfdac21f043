/// Reads one escape of a JSON string (RFC 8259, section 7).
enum JSONEscape {
    /// Reads an escape that begins with a backslash.
    ///
    /// - Parameters:
    ///   - bytes: The escape; a zero byte ends the text.
    ///   - keep: Takes the bytes of what it stands for, in UTF-8.
    /// - Returns: How many bytes the escape has, or nil when it is none.
    static func read(_ bytes: UnsafePointer<UInt8>, keep: (UInt8) -> Void) -> Int? {
        switch bytes[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): keep(bytes[1])
        case UInt8(ascii: "b"): keep(0x08)
        case UInt8(ascii: "f"): keep(0x0C)
        case UInt8(ascii: "n"): keep(0x0A)
        case UInt8(ascii: "r"): keep(0x0D)
        case UInt8(ascii: "t"): keep(0x09)
        case UInt8(ascii: "u"): return unicode(bytes, keep: keep)
        default: return nil
        }
        return 2
    }

    private static func unicode(_ bytes: UnsafePointer<UInt8>, keep: (UInt8) -> Void) -> Int? {
        guard let first = unit(bytes + 2) else { return nil }
        var value = first
        var length = 6
        if first >= 0xD800 && first < 0xDC00 {
            guard bytes[6] == UInt8(ascii: "\\"), bytes[7] == UInt8(ascii: "u"), let second = unit(bytes + 8),
                second >= 0xDC00, second < 0xE000
            else { return nil }
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            length = 12
        }
        guard let scalar = Unicode.Scalar(value) else { return nil }
        for byte in UTF8.encode(scalar) ?? .init() { keep(byte) }
        return length
    }

    private static func unit(_ bytes: UnsafePointer<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for index in 0..<4 {
            let digit: UInt8
            switch bytes[index] {
            case 0x30...0x39: digit = bytes[index] - 0x30
            case 0x41...0x46: digit = bytes[index] - 0x37
            case 0x61...0x66: digit = bytes[index] - 0x57
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

/// Knows the numbers of JSON (RFC 8259, section 6).
enum JSONNumber {
    static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.baseAddress.map { isValid($0, count: bytes.count) } ?? false
        }
    }

    static func isValid(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
        var index = 0
        func digits() -> Bool {
            let start = index
            while index < count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
            return index > start
        }
        if index < count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let first = index
        guard digits() else { return false }
        if bytes[first] == UInt8(ascii: "0"), index > first + 1 { return false }
        if index < count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits() else { return false }
        }
        if index < count, bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") {
            index += 1
            if index < count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
            guard digits() else { return false }
        }
        return index == count
    }
}
