/// An uploaded workbook on its way: its bytes go to a temporary file, then its rows come back in batches.
///
/// ZIP archives are read from their end, so nothing can be read before all bytes are there. Disk, libzip and expat
/// block; the actor does all of it on a thread of its own. The reader asks for each batch, so there is never more than
/// one. Nothing is left on the disk, however the process ends.
actor WorkbookFile {
    private nonisolated let executor = BlockingExecutor(label: "matchbot.workbook")
    private let limit: Int64
    private var file: TemporaryFile?
    private var reader: WorkbookReader?

    /// A file of at most `limit` bytes.
    init(limit: Int64) {
        self.limit = min(limit, ArchiveLimits().packedBytes)
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Takes the next bytes.
    ///
    /// - Throws: `ContentError` when there are too many, `TemporaryFileError` when the disk fails.
    func append(_ bytes: [UInt8]) throws {
        let file = try self.file ?? TemporaryFile()
        self.file = file
        guard Int64(bytes.count) <= limit - file.size else { throw ContentError.workbookTooLarge(limit: limit) }
        try bytes.withUnsafeBytes { try file.append($0) }
    }

    /// Ends the bytes and opens the workbook; `sheet` is the name that its uploader gave.
    ///
    /// - Throws: `ContentError`, `TemporaryFileError` or `CancellationError`.
    func open(sheet: String?) throws {
        guard let file else { throw ContentError.brokenArchive }
        reader = try WorkbookReader(file, sheet: sheet)
    }

    /// The next rows and what is common to them; no rows when the sheet has ended.
    ///
    /// - Throws: `ContentError` or `CancellationError`.
    func nextRows() throws -> (rows: [Row], properties: TableProperties) {
        let rows = try reader?.nextRows() ?? []
        return (rows, TableProperties(sheet: reader?.sheet))
    }

    /// Gives the disk and the memory back; no further call is of use.
    func close() {
        reader = nil
        file = nil
    }
}
