/// Small operations on text that came from a file.
enum Text {
    /// Whether a byte is ASCII white space: space, tab, LF, VT, FF or CR.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    /// The range of `bytes` without ASCII white space at either end.
    static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// A short quotation for a message: one line, no invisible or direction-changing characters, cut at `limit`.
    static func excerpt(_ text: String, limit: Int = 40) -> String {
        var shown = String.UnicodeScalarView()
        var isCut = false
        for scalar in text.unicodeScalars {
            guard shown.count < limit else {
                isCut = true
                break
            }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: shown.append(" ")
            case .format, .privateUse, .surrogate, .unassigned: continue
            default: shown.append(scalar == "\"" ? "'" : scalar)
            }
        }
        return "\"\(String(shown))\(isCut ? "…" : "")\""
    }
}
