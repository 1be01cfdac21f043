/// Reads the rows of one sheet of an Excel workbook (ECMA-376, .xlsx and .xlsm) in batches, in bounded memory.
///
///     archive --> _rels/.rels --> workbook --> relationships --> styles, shared texts
///                                    |
///                                    +--> the sheet that was named, or the first visible one that has rows
///
/// Memory holds the shared texts (at most 64 MiB), the styles, and one batch. Calls block, for a hostile file up to the
/// time that it takes to unpack and parse 2 GiB; they end early when their task is cancelled.
package final class WorkbookReader {
    private let archive: ZipArchive
    private let limits: SheetLimits
    private let relationships: Relationships
    private let is1904: Bool
    private let styles: CellStyles
    private let strings: SharedStrings
    /// The sheets to try, in order.
    private var sheets: [SheetList.Sheet]
    private var current: SheetCursor?
    private var isFound = false

    /// The name of the sheet whose rows are read.
    package private(set) var sheet: String?

    /// Opens the workbook in `file`; `sheet` is the name that its uploader gave.
    ///
    /// - Throws: `ContentError`, `CancellationError`, or `TemporaryFileError` when the file can't be read.
    package convenience init(_ file: TemporaryFile, sheet: String?) throws {
        try self.init(file, sheet: sheet, archiveLimits: ArchiveLimits(), limits: SheetLimits())
    }

    init(_ file: TemporaryFile, sheet: String?, archiveLimits: ArchiveLimits, limits: SheetLimits) throws {
        let archive = try ZipArchive(file, limits: archiveLimits)
        guard let part = try Relationships.read(of: "", archive)?.part(ofKind: "officeDocument") else {
            throw ContentError.notAWorkbook
        }
        guard !part.lowercased().hasSuffix(".bin") else { throw ContentError.binaryWorkbook }
        let list = SheetList()
        guard try XMLPart.read(part, of: archive, list) else { throw ContentError.missingPart(part) }
        guard let relationships = try Relationships.read(of: part, archive) else {
            throw ContentError.missingPart(PartName.relationships(of: part))
        }
        self.archive = archive
        self.limits = limits
        self.relationships = relationships
        is1904 = list.is1904
        sheets = try Self.choose(sheet, among: list.sheets)
        styles = CellStyles()
        if let part = relationships.part(ofKind: "styles") { _ = try XMLPart.read(part, of: archive, styles) }
        strings = try Self.strings(relationships, archive)
    }

    /// The next rows; none when the sheet has ended.
    ///
    /// - Throws: `ContentError` or `CancellationError`; afterwards the reader is of no further use.
    package func nextRows() throws -> [Row] {
        while true {
            if let cursor = current {
                let rows = try cursor.nextRows()
                if !rows.isEmpty {
                    isFound = true
                    return rows
                }
                current = nil
            }
            guard !isFound, !sheets.isEmpty else { return [] }
            try open(sheets.removeFirst())
        }
    }

    private func open(_ next: SheetList.Sheet) throws {
        // Sheets that hold only a chart are of another kind.
        guard let part = relationships.part(next.relationship, ofKind: "worksheet") else { return }
        guard let stream = try archive.open(part) else { throw ContentError.missingPart(part) }
        let rows = SheetRows(strings: strings, styles: styles, is1904: is1904, limits: limits)
        current = try SheetCursor(stream, part: part, rows)
        sheet = next.name
    }

    /// A name is compared without regard to case, as Excel does.
    private static func choose(
        _ name: String?, among sheets: [SheetList.Sheet]
    ) throws(ContentError) -> [SheetList.Sheet] {
        guard let name else { return sheets.filter(\.isVisible) }
        let found =
            sheets.first { $0.name == name } ?? sheets.first { $0.name.lowercased() == name.lowercased() }
        guard let found else { throw .sheetNotFound(name, among: sheets.map(\.name)) }
        return [found]
    }

    private static func strings(_ relationships: Relationships, _ archive: ZipArchive) throws -> SharedStrings {
        guard let part = relationships.part(ofKind: "sharedStrings") else { return SharedStrings() }
        guard let stream = try archive.open(part) else { throw ContentError.missingPart(part) }
        let strings = SharedStrings(partSize: stream.declaredSize)
        try XMLPart.read(stream, part, strings)
        return strings
    }
}
