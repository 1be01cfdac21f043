/// A character encoding that CSV files come in.
package enum TextEncoding: String, Sendable, Hashable {
    /// Bytes that aren't valid UTF-8 are read as Windows-1252, one by one.
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"

    /// Decides from the first bytes of a file; answers how many bytes a byte order mark takes.
    ///
    /// Without a byte order mark, valid UTF-8 is UTF-8 and everything else is Windows-1252, which gives every byte a
    /// meaning. A sequence that the window's end cuts is no evidence against UTF-8 unless the file ends there as well.
    package static func detect(window: Span<UInt8>, isWholeFile: Bool) -> (encoding: TextEncoding, markLength: Int) {
        let bytes = window.bytes
        if starts(bytes, with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if starts(bytes, with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if starts(bytes, with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        let valid = UTF8Validator.validPrefix(of: bytes)
        if valid == bytes.byteCount { return (.utf8, 0) }
        let isCut = !isWholeFile && UTF8Validator.sequence(in: bytes, at: valid) == .truncated
        return (isCut ? .utf8 : .windows1252, 0)
    }

    private static func starts(_ bytes: RawSpan, with mark: [UInt8]) -> Bool {
        guard bytes.byteCount >= mark.count else { return false }
        return mark.indices.allSatisfy { bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == mark[$0] }
    }
}
