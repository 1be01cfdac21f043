/// Tells from a file's first bytes whether it is something else than its name says.
///
/// It looks for what can't be meant, not for what is harmful: any text is text, whatever a program that opens it may
/// make of it. That is why downloads are always attachments.
enum ContentSignature {
    /// How many first bytes are looked at.
    static let window = 4_096

    /// What the file is, with its article; nil when it may be what its name says.
    static func foreignKind(of head: [UInt8], in format: UploadFormat) -> String? {
        switch format {
        case .workbook:
            if head.starts(with: archive) { return nil }
            if head.starts(with: compoundFile) { return "an older or password-protected Excel file" }
            return kind(of: head) ?? (isBinary(head) ? "binary data" : "text")
        case .csv:
            if head.starts(with: archive) { return "a ZIP archive or an Excel workbook" }
            if head.starts(with: compoundFile) { return "an older Excel file" }
            return kind(of: head) ?? (isBinary(head) ? "binary data" : nil)
        }
    }

    private static let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    /// Compound File Binary ([MS-CFB], section 2.2): .xls, and .xlsx with a password.
    private static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    private static func kind(of head: [UInt8]) -> String? {
        if let known = signatures.first(where: { head.starts(with: $0.bytes) }) { return known.kind }
        var text = head[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        text = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let start = text.prefix(16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return markup.first { start.starts(with: $0.text.utf8) }?.kind
    }

    /// A NUL is part of no text but of UTF-16, as ingestion will tell it.
    private static func isBinary(_ head: [UInt8]) -> Bool {
        guard head.contains(0) else { return false }
        switch TextEncoding.detect(window: head.span, isWholeFile: false).encoding {
        case .utf16LittleEndian, .utf16BigEndian: return false
        case .utf8, .windows1252: return true
        }
    }

    /// First bytes as the formats' specifications have them.
    private static let signatures: [(bytes: [UInt8], kind: String)] = [
        (Array("MZ".utf8) + [0x90, 0x00], "a Windows program"),
        (Array("MZ".utf8) + [0x00], "a Windows program"),
        ([0x7F] + Array("ELF".utf8), "a Linux program"),
        ([0xFE, 0xED, 0xFA, 0xCE], "a macOS program"),
        ([0xFE, 0xED, 0xFA, 0xCF], "a macOS program"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a macOS program"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a program"),
        (Array("#!".utf8), "a script"),
        (Array("%PDF-".utf8), "a PDF document"),
        (Array("%!PS".utf8), "a PostScript document"),
        (Array("{\\rtf".utf8), "a Rich Text document"),
        ([0x89] + Array("PNG\r\n".utf8), "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        (Array("GIF8".utf8), "a GIF image"),
        (Array("II*".utf8) + [0x00], "a TIFF image"),
        (Array("MM".utf8) + [0x00, 0x2A], "a TIFF image"),
        ([0x1F, 0x8B], "a gzip archive"),
        (Array("BZh".utf8), "a bzip2 archive"),
        ([0xFD] + Array("7zXZ".utf8), "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        (Array("7z".utf8) + [0xBC, 0xAF], "a 7-Zip archive"),
        (Array("Rar!".utf8), "a RAR archive"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        (Array("PAR1".utf8), "a Parquet file"),
        (Array("SQLite format 3".utf8), "a SQLite database"),
    ]

    private static let markup: [(text: String, kind: String)] = [
        ("<!doctype", "an HTML page"), ("<html", "an HTML page"), ("<head", "an HTML page"),
        ("<body", "an HTML page"), ("<script", "an HTML page"), ("<svg", "an SVG image"), ("<?xml", "an XML document"),
    ]
}
