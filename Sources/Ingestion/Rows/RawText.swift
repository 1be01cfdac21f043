/// Shows a row as one record of CSV (RFC 4180), cut short: what is kept of a row that is rejected.
enum RawText {
    /// The most bytes of UTF-8 that are kept; a longer record ends in "…" behind them.
    static let limit = 200

    private static let quote = UInt8(ascii: "\"")

    /// The cells of the row with `separator` between them, in quotes where they need them.
    static func of(_ row: Row, separator: UInt8) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(min(row.bytes.count, limit) + 16)
        for index in 0..<row.count where text.count <= limit {
            if index > 0 { text.append(separator) }
            append(row, index, separator, to: &text)
        }
        guard text.count > limit else { return String(decoding: text, as: UTF8.self) }
        // A character isn't cut in two: bytes that continue one are 10xxxxxx.
        var end = limit
        while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: text[..<end], as: UTF8.self) + "…"
    }

    private static func append(_ row: Row, _ index: Int, _ separator: UInt8, to text: inout [UInt8]) {
        row.withField(index) { field in
            let field = field.extracting(first: limit + 1)
            let needsQuotes = field.indices.contains { position in
                let byte = field[position]
                return byte == quote || byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            }
            if needsQuotes { text.append(quote) }
            for position in field.indices {
                text.append(field[position])
                if field[position] == quote { text.append(quote) }
            }
            if needsQuotes { text.append(quote) }
        }
    }
}
