import Metadata
import NIOCore
import Storage

/// One reading of one object: bytes in, rows out, the SHA-256 over all bytes on the way.
///
/// A file whose content is refused is read to its end all the same, for the hash: when that isn't the declared one,
/// the upload is broken, and this is what its owner has to know.
struct FileReading {
    /// The largest piece that is read into rows at once; bounds how many rows wait to be written.
    private static let pieceSize = 64 * 1024

    private(set) var figures = IngestionFigures()

    private let declaredHash: DeclaredHash?
    private var extractor: TransactionExtractor
    private var hasher = SHA256Hasher()
    private var refusal: ContentError?

    init(declaredHash: DeclaredHash?, clientColumns: [String], choices: ReadingChoices) {
        self.declaredHash = declaredHash
        extractor = TransactionExtractor(clientColumns: clientColumns, choices: choices)
    }

    /// Takes the next bytes and writes the transactions that they complete.
    ///
    /// - Throws: `ReadAgain`, or what `writer` throws.
    nonisolated(nonsending) mutating func read(
        _ chunk: ByteBuffer, _ writer: inout TransactionWriter
    ) async throws {
        chunk.withUnsafeReadableBytes { hasher.update($0) }
        figures.bytes += Int64(chunk.readableBytes)
        var rest = chunk
        while refusal == nil, let piece = rest.readSlice(length: min(rest.readableBytes, Self.pieceSize)),
            piece.readableBytes > 0
        {
            try withContent { extractor in try extractor.consume(piece.readableBytesUInt8Span) }
            try await writePending(&writer)
        }
    }

    /// Ends the reading.
    ///
    /// - Throws: `RefusedFile`, `ReadAgain`, or what `writer` throws.
    nonisolated(nonsending) mutating func finish(_ writer: inout TransactionWriter) async throws -> IngestionResult {
        let hash = SHA256Hasher.hexadecimal(of: hasher.finalize())
        if let declaredHash, declaredHash.hexadecimal != hash {
            throw RefusedFile(reason: .hashMismatch, hash: hash, figures: figures)
        }
        if refusal == nil {
            try withContent { extractor in try extractor.finish() }
            try await writePending(&writer)
        }
        if let refusal { throw RefusedFile(reason: refusal, hash: hash, figures: figures) }
        return IngestionResult(rowCount: figures.rows, sha256: hash, detailsJSON: extractor.summary.json)
    }

    private mutating func withContent(_ body: (inout TransactionExtractor) throws -> Void) throws {
        do {
            try body(&extractor)
        } catch let error as ContentError {
            refusal = error
        }
        figures.rejectedRows = extractor.summary.rejectedRowCount
    }

    private nonisolated(nonsending) mutating func writePending(_ writer: inout TransactionWriter) async throws {
        for transaction in extractor.takeTransactions() {
            try await writer.write(
                lineNumber: transaction.lineNumber, date: transaction.date, amount: transaction.amount,
                description: transaction.description)
            figures.rows += 1
        }
    }
}

/// Says that a file was read to its end and can't be used.
struct RefusedFile: Error {
    let reason: ContentError
    /// The SHA-256 of its bytes; nil when they couldn't be read.
    let hash: String?
    let figures: IngestionFigures
}
