/// A character encoding that CSV files come in.
package enum TextEncoding: String, Sendable, Hashable {
    /// Bytes that aren't valid UTF-8 are read as Windows-1252, one by one.
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"

    /// Decides from the first bytes of a file; answers how many bytes a byte order mark takes.
    ///
    /// Without a byte order mark, text of which every other byte is mostly zero is UTF-16; then valid UTF-8 is UTF-8 and
    /// everything else is Windows-1252, which gives every byte a meaning. A sequence that the window's end cuts is no
    /// evidence against UTF-8 unless the file ends there as well.
    package static func detect(window: Span<UInt8>, isWholeFile: Bool) -> (encoding: TextEncoding, markLength: Int) {
        let bytes = window.bytes
        if starts(bytes, with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if starts(bytes, with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if starts(bytes, with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if let encoding = unmarkedUTF16(bytes) { return (encoding, 0) }
        let valid = UTF8Validator.validPrefix(of: bytes)
        if valid == bytes.byteCount { return (.utf8, 0) }
        let isCut = !isWholeFile && UTF8Validator.sequence(in: bytes, at: valid) == .truncated
        return (isCut ? .utf8 : .windows1252, 0)
    }

    /// How many characters at the beginning are looked at to tell UTF-16 without a mark from other text; fewer than
    /// the least of them prove nothing.
    private static let unmarkedDepth = 8...128

    /// Separators, digits and letters of most languages have a zero in one half of their two bytes: in the second of
    /// little endian. No other encoding of text has zeros at all.
    private static func unmarkedUTF16(_ bytes: RawSpan) -> TextEncoding? {
        let pairs = min(bytes.byteCount / 2, unmarkedDepth.upperBound)
        guard pairs >= unmarkedDepth.lowerBound else { return nil }
        var (first, second) = (0, 0)
        for pair in 0..<pairs {
            if bytes.unsafeLoad(fromByteOffset: pair * 2, as: UInt8.self) == 0 { first += 1 }
            if bytes.unsafeLoad(fromByteOffset: pair * 2 + 1, as: UInt8.self) == 0 { second += 1 }
        }
        if second * 2 >= pairs, first * 16 <= pairs { return .utf16LittleEndian }
        if first * 2 >= pairs, second * 16 <= pairs { return .utf16BigEndian }
        return nil
    }

    private static func starts(_ bytes: RawSpan, with mark: [UInt8]) -> Bool {
        guard bytes.byteCount >= mark.count else { return false }
        return mark.indices.allSatisfy { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == mark[$0] }
    }
}
