import Foundation
import Metadata

@testable import Ingestion

/// Everything that reading a file gave.
struct Extraction {
    var transactions: [Transaction]
    var rejected: [RejectedRow]
    var summary: ExtractionSummary
    var failure: ContentError?

    /// The rejected rows as tests compare them: line, reason and message.
    var rejections: [String] { rejected.map { "\($0.lineNumber) \($0.reason.rawValue): \($0.message)" } }
}

/// A row as tests compare it.
struct ReadRow: Equatable, CustomStringConvertible {
    var line: Int64
    var fields: [String]

    init(_ line: Int64, _ fields: [String]) {
        self.line = line
        self.fields = fields
    }

    var description: String { "\(line): \(fields)" }
}

enum Reading {
    /// Parses `bytes`, cut at `cuts`, with the parser alone.
    static func parse(
        _ bytes: [UInt8], separator: Character = ",", limits: CSVLimits = CSVLimits(), cuts: [Int] = []
    ) throws -> [ReadRow] {
        var parser = CSVParser(separator: separator.asciiValue ?? 0x2C, limits: limits)
        var rows: [ReadRow] = []
        var start = 0
        for cut in cuts + [bytes.count] {
            let piece = bytes.span.extracting(start..<cut)
            var offset = 0
            while try parser.nextRow(in: piece, from: &offset) {
                rows.append(ReadRow(parser.row.lineNumber, parser.row.texts))
            }
            start = cut
        }
        if try parser.finish() { rows.append(ReadRow(parser.row.lineNumber, parser.row.texts)) }
        return rows
    }

    static func parse(_ text: String, separator: Character = ",", limits: CSVLimits = CSVLimits()) throws -> [ReadRow] {
        try parse(Array(text.utf8), separator: separator, limits: limits)
    }

    /// Reads `bytes`, cut at `cuts`, as a file of unknown encoding and separator.
    static func read(_ bytes: [UInt8], cuts: [Int] = []) throws -> (rows: [ReadRow], properties: TableProperties?) {
        var reader = CSVReader()
        var rows: [ReadRow] = []
        var properties: TableProperties?
        var start = 0
        for cut in cuts + [bytes.count] {
            try reader.consume(bytes.span.extracting(start..<cut)) { row, found in
                rows.append(ReadRow(row.lineNumber, row.texts))
                properties = found
            }
            start = cut
        }
        try reader.finish { row, found in
            rows.append(ReadRow(row.lineNumber, row.texts))
            properties = found
        }
        return (rows, properties)
    }

    /// Extracts the transactions of a file, fed in pieces of `pieceSize` bytes.
    static func extract(
        _ bytes: [UInt8], clientColumns: [String] = [], choices: ReadingChoices = ReadingChoices(),
        sampleRows: Int = 20_000, pieceSize: Int = 4096, now: Date = Date(timeIntervalSince1970: 1_795_858_000)
    ) throws -> Extraction {
        var limits = RowSample.Limits()
        limits.rows = sampleRows
        var extractor = TransactionExtractor(
            clientColumns: clientColumns, choices: choices, sampleLimits: limits, now: now)
        var transactions: [Transaction] = []
        var rejected: [RejectedRow] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + pieceSize)
            try extractor.consume(bytes.span.extracting(start..<end))
            transactions += extractor.takeTransactions()
            rejected += extractor.takeRejectedRows()
            start = end
        }
        try extractor.finish()
        transactions += extractor.takeTransactions()
        rejected += extractor.takeRejectedRows()
        return Extraction(
            transactions: transactions, rejected: rejected, summary: extractor.summary, failure: extractor.failure)
    }

    static func extract(_ text: String, clientColumns: [String] = []) throws -> Extraction {
        try extract(Array(text.utf8), clientColumns: clientColumns)
    }
}
