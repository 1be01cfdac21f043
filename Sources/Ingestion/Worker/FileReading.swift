import Metadata
import NIOCore
import Storage

/// One reading of one object: bytes in, rows out, the SHA-256 over all bytes on the way.
///
///     undecided --first bytes--> text     : rows are written as the bytes come
///                           +--> workbook : bytes are kept on disk, rows are written at the end
///
/// A file whose content is refused is read to its end all the same, for the hash: when that isn't the declared one,
/// the upload is broken, and this is what its owner has to know.
struct FileReading {
    private enum Source {
        case undecided([UInt8])
        case text
        case workbook(WorkbookFile)
    }

    /// The largest piece that is read into rows at once; bounds how many rows wait to be written.
    private static let pieceSize = 64 * 1024

    private(set) var figures = IngestionFigures()

    private let filename: String
    private let declaredHash: DeclaredHash?
    private let metadata: ClientMetadata
    private let size: Int64
    private var source = Source.undecided([])
    private var extractor: TransactionExtractor
    private var hasher = SHA256Hasher()
    private var refusal: ContentError?

    /// Starts a reading of the object of `task`, which is `size` bytes long.
    init(_ task: IngestionTask, size: Int64, choices: ReadingChoices) {
        filename = task.filename
        declaredHash = DeclaredHash(task.declaredHash)
        metadata = ClientMetadata(json: task.metadataJSON)
        self.size = size
        extractor = TransactionExtractor(clientColumns: metadata.columns, choices: choices)
    }

    /// Why the file is of no use although it was read to its end; nil while it is read, and when it is ready.
    var failure: ContentError? { extractor.failure }

    /// Takes the next bytes and writes the rows that they complete.
    ///
    /// - Throws: `ReadAgain`, `TemporaryFileError`, or what `writer` throws.
    nonisolated(nonsending) mutating func read(
        _ chunk: ByteBuffer, _ writer: inout RowWriter
    ) async throws {
        chunk.withUnsafeReadableBytes { hasher.update($0) }
        figures.bytes += Int64(chunk.readableBytes)
        guard refusal == nil else { return }
        do {
            try await take(chunk, &writer)
        } catch let error as ContentError {
            await refuse(error)
        }
        figures.rejectedRows = extractor.summary.rejectedRowCount
    }

    /// Ends the reading.
    ///
    /// - Throws: `RefusedFile`, `ReadAgain`, `TemporaryFileError`, or what `writer` throws.
    nonisolated(nonsending) mutating func finish(_ writer: inout RowWriter) async throws -> IngestionResult {
        let hash = SHA256Hasher.hexadecimal(of: hasher.finalize())
        if let declaredHash, declaredHash.hexadecimal != hash {
            throw RefusedFile(reason: .hashMismatch, hash: hash, figures: figures)
        }
        if refusal == nil {
            do {
                try await end(&writer)
            } catch let error as ContentError {
                await refuse(error)
            }
            figures.rejectedRows = extractor.summary.rejectedRowCount
        }
        if let refusal { throw RefusedFile(reason: refusal, hash: hash, figures: figures) }
        return IngestionResult(
            rowCount: figures.rows, rejectedRowCount: figures.rejectedRows, sha256: hash,
            detailsJSON: extractor.summary.json, failure: failure?.description)
    }

    private nonisolated(nonsending) mutating func take(
        _ chunk: ByteBuffer, _ writer: inout RowWriter
    ) async throws {
        guard case .undecided(let first) = source else { return try await feed(chunk, &writer) }
        let bytes = first + chunk.readableBytesView
        source = .undecided(bytes)
        guard bytes.count >= FileFormat.signatureLength else { return }
        try await decide(bytes, &writer)
    }

    /// Chooses how to read by the first bytes, and reads them.
    private nonisolated(nonsending) mutating func decide(
        _ first: [UInt8], _ writer: inout RowWriter
    ) async throws {
        let signature = Array(first.prefix(FileFormat.signatureLength))
        switch try FileFormat.decide(first: signature, filename: filename) {
        case .csv: source = .text
        case .excelWorkbook: source = .workbook(WorkbookFile(limit: size))
        case .legacyExcelWorkbook: throw ContentError.legacyWorkbook
        }
        try await feed(ByteBuffer(bytes: first), &writer)
    }

    private nonisolated(nonsending) mutating func feed(
        _ chunk: ByteBuffer, _ writer: inout RowWriter
    ) async throws {
        var rest = chunk
        while let piece = rest.readSlice(length: min(rest.readableBytes, Self.pieceSize)), piece.readableBytes > 0 {
            if case .workbook(let file) = source {
                try await file.append(Array(piece.readableBytesView))
            } else {
                try extractor.consume(piece.readableBytesUInt8Span)
                try await writePending(&writer)
            }
        }
    }

    private nonisolated(nonsending) mutating func end(_ writer: inout RowWriter) async throws {
        if case .undecided(let first) = source { try await decide(first, &writer) }
        if case .workbook(let file) = source {
            try await file.open(sheet: metadata.sheet)
            while true {
                let (rows, properties) = try await file.nextRows()
                if rows.isEmpty { break }
                try extractor.consume(rows, properties)
                try await writePending(&writer)
            }
            await file.close()
        }
        try extractor.finish()
        try await writePending(&writer)
    }

    private nonisolated(nonsending) mutating func refuse(_ error: ContentError) async {
        refusal = error
        if case .workbook(let file) = source { await file.close() }
    }

    private nonisolated(nonsending) mutating func writePending(_ writer: inout RowWriter) async throws {
        for transaction in extractor.takeTransactions() {
            try await writer.write(
                lineNumber: transaction.lineNumber, date: transaction.date, amount: transaction.amount,
                description: transaction.description)
            figures.rows += 1
        }
        for rejected in extractor.takeRejectedRows() { try await writer.write(rejected) }
    }
}

/// Says that a file was read to its end and can't be used.
struct RefusedFile: Error {
    let reason: ContentError
    /// The SHA-256 of its bytes; nil when they couldn't be read.
    let hash: String?
    let figures: IngestionFigures
}
