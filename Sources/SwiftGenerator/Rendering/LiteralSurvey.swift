/// What a text holds that decides how a literal of it is written, found in one pass over its bytes.
struct LiteralSurvey {
    /// Whether it holds control characters, line feeds and tabs apart.
    private(set) var holdsControl = false
    /// Whether it holds a byte that U+FEFF begins with, and other characters do.
    private(set) var mayHoldByteOrderMark = false
    /// How many `#` stand at most behind a backslash or three quotes, where they would say something in a literal that has
    /// as many.
    private(set) var longestDelimiter = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var length = 0
        var quotes = 0
        var isDelimiter = false
        for byte in bytes {
            if byte == UInt8(ascii: "#") {
                quotes = 0
                length += 1
                if isDelimiter { longestDelimiter = max(longestDelimiter, length) }
                continue
            }
            length = 0
            quotes = byte == UInt8(ascii: "\"") ? quotes + 1 : 0
            isDelimiter = quotes >= 3 || byte == UInt8(ascii: "\\")
            if byte < 0x20 || byte == 0x7F { holdsControl = holdsControl || byte != 0x0A && byte != 0x09 }
            if byte == 0xEF { mayHoldByteOrderMark = true }
        }
    }
}
