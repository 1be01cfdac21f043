import Testing

@testable import Ingestion

/// A workbook as tests write it: XML by hand, packed by `ZipWriter` or `RawZip`.
struct TestWorkbook {
    struct Sheet {
        var name: String
        /// What is inside `sheetData`.
        var rows: String
        var state: String?
    }

    static let mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let referenceNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let relationshipNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"

    var sheets: [Sheet]
    /// The texts that cells share; nil for no such part.
    var strings: [String]?
    /// Number formats of the cell styles 0, 1, 2…
    var formats: [Int] = []
    /// Number formats of the workbook's own.
    var codes: [(identifier: Int, code: String)] = []
    var is1904 = false
    /// Parts to be written instead of those that would be.
    var replaced: [String: String] = [:]
    var removed: Set<String> = []

    init(_ rows: String) {
        sheets = [Sheet(name: "Sheet1", rows: rows)]
    }

    init(sheets: [Sheet]) {
        self.sheets = sheets
    }

    var parts: [(name: String, text: String)] {
        var parts = [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("_rels/.rels", Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", workbook),
        ]
        var related: [(String, String, String)] = []
        for (index, sheet) in sheets.enumerated() {
            let name = "worksheets/sheet\(index + 1).xml"
            related.append(("rId\(index + 1)", "worksheet", name))
            parts.append(("xl/\(name)", Self.sheet(sheet.rows)))
        }
        if let strings {
            related.append(("rIdStrings", "sharedStrings", "/xl/sharedStrings.xml"))
            let items = strings.map { $0.hasPrefix("<si") ? $0 : "<si><t>\($0)</t></si>" }.joined()
            parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.mainNamespace)\">\(items)</sst>"))
        }
        related.append(("rIdStyles", "styles", "styles.xml"))
        parts.append(("xl/styles.xml", styles))
        parts.append(("xl/_rels/workbook.xml.rels", Self.relationships(related)))
        return parts.filter { !removed.contains($0.0) }.map { ($0.0, replaced[$0.0] ?? $0.1) }
    }

    func bytes(isStored: Bool = false) throws -> [UInt8] {
        try ZipWriter.archive(parts.map { ZipWriter.Entry($0.name, $0.text, isStored: isStored) })
    }

    /// The same as an archive that can be made to lie.
    var raw: RawZip {
        RawZip(entries: parts.map { RawZip.Entry($0.name, $0.text) })
    }

    static func sheet(_ rows: String) -> String {
        "<worksheet xmlns=\"\(mainNamespace)\"><dimension ref=\"A1\"/><sheetData>\(rows)</sheetData></worksheet>"
    }

    static func relationships(_ all: [(identifier: String, kind: String, target: String)]) -> String {
        let items = all.map {
            "<Relationship Id=\"\($0.identifier)\" Type=\"\(referenceNamespace)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }
        return "<Relationships xmlns=\"\(relationshipNamespace)\">\(items.joined())</Relationships>"
    }

    private var workbook: String {
        let items = sheets.enumerated().map { index, sheet in
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
        }
        return "<workbook xmlns=\"\(Self.mainNamespace)\" xmlns:r=\"\(Self.referenceNamespace)\">"
            + "<workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>\(items.joined())</sheets></workbook>"
    }

    private var styles: String {
        let own = codes.map { "<numFmt numFmtId=\"\($0.identifier)\" formatCode=\"\($0.code)\"/>" }.joined()
        let cells = formats.map { "<xf numFmtId=\"\($0)\"/>" }.joined()
        return "<styleSheet xmlns=\"\(Self.mainNamespace)\"><numFmts>\(own)</numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(cells)</cellXfs></styleSheet>"
    }
}

extension Reading {
    /// Reads the rows of a workbook in as many batches as come; `largestBatch` is the most rows of one.
    static func workbook(
        _ bytes: [UInt8], sheet: String? = nil, archive: ArchiveLimits = ArchiveLimits(),
        limits: SheetLimits = SheetLimits()
    ) throws -> (rows: [ReadRow], sheet: String?, largestBatch: Int) {
        let file = try TemporaryFile()
        try bytes.withUnsafeBytes { try file.append($0) }
        let reader = try WorkbookReader(file, sheet: sheet, archiveLimits: archive, limits: limits)
        var rows: [ReadRow] = []
        var largest = 0
        while true {
            let batch = try reader.nextRows()
            guard !batch.isEmpty else { return (rows, reader.sheet, largest) }
            largest = max(largest, batch.count)
            rows += batch.map { ReadRow($0.lineNumber, $0.texts) }
        }
    }

    /// Why a workbook is refused; nil when it isn't.
    static func refusal(
        _ bytes: [UInt8], sheet: String? = nil, archive: ArchiveLimits = ArchiveLimits(),
        limits: SheetLimits = SheetLimits()
    ) -> ContentError? {
        do {
            _ = try workbook(bytes, sheet: sheet, archive: archive, limits: limits)
            return nil
        } catch {
            if !(error is ContentError) { Issue.record("\(error)") }
            return error as? ContentError
        }
    }
}
