/// Decodes the escapes of cell texts: `_x000D_` is a carriage return (ECMA-376 part 1, 22.9.2.19).
enum SpreadsheetText {
    private static let escapeLength = 7

    /// Decodes what lies in `bytes` from `start`. Escapes of zero and of half characters stay as they are.
    static func decodeEscapes(in bytes: inout [UInt8], from start: Int) {
        guard var read = nextEscape(bytes, from: start) else { return }
        var write = read
        while read < bytes.count {
            if let scalar = escape(bytes, at: read) {
                for byte in String(scalar).utf8 {
                    bytes[write] = byte
                    write += 1
                }
                read += escapeLength
            } else {
                bytes[write] = bytes[read]
                write += 1
                read += 1
            }
        }
        bytes.removeSubrange(write...)
    }

    private static func nextEscape(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + escapeLength <= bytes.count {
            if bytes[index] == UInt8(ascii: "_"), escape(bytes, at: index) != nil { return index }
            index += 1
        }
        return nil
    }

    private static func escape(_ bytes: [UInt8], at index: Int) -> Unicode.Scalar? {
        guard index + escapeLength <= bytes.count, bytes[index] == UInt8(ascii: "_"),
            bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for place in (index + 2)..<(index + 6) {
            switch bytes[place] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(bytes[place] - UInt8(ascii: "0"))
            case UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 | UInt32((bytes[place] | 0x20) - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return value == 0 ? nil : Unicode.Scalar(value)
    }
}
