package import Foundation
package import Metadata

/// Turns the content of an uploaded file into transactions, in constant memory: bytes of CSV, or rows of a workbook.
///
///     header --found--> sampling --full, or end of file--> reading
///       |                                                    |
///       +--> ContentError (no header in the first rows)      +--> ReadAgain
///
/// Transactions and rejected rows gather during `consume` and `finish`; the caller takes them away after each call.
package struct TransactionExtractor: Sendable {
    /// How many rows may stand above the header; banks put the account and the period there.
    private static let headerSearchDepth = 20

    private var transactions: [Transaction] = []
    private var rejectedRows: [RejectedRow] = []
    private var firstRejection: RejectedRow?
    package private(set) var summary = ExtractionSummary()

    private let finder: ColumnFinder
    private let choices: ReadingChoices
    private let latestDate: CalendarDate?
    private let sampleLimits: RowSample.Limits
    /// Nil once it has ended, and while rows are handed in.
    private var reader: (any RowReader)?
    /// Set once the header is known.
    private var interpreter: RowInterpreter?
    /// Set while rows are kept to decide how to read them.
    private var sample: RowSample?
    private var rowsSeen = 0
    private var widestRow: Row?
    /// Stands between the cells of a rejected row; a comma for workbooks.
    private var separator = UInt8(ascii: ",")

    /// Makes an extractor for one reading of one file.
    ///
    /// `clientColumns` are the header names that came with the upload, `choices` what an earlier reading proved. Where the
    /// order of a date is in doubt, one that makes it later than a year after `now` is not meant.
    package init(clientColumns: [String] = [], choices: ReadingChoices = ReadingChoices(), now: Date = Date()) {
        self.init(clientColumns: clientColumns, choices: choices, sampleLimits: RowSample.Limits(), now: now)
    }

    init(clientColumns: [String], choices: ReadingChoices, sampleLimits: RowSample.Limits, now: Date) {
        latestDate = Self.latestDate(at: now)
        let finder = ColumnFinder(clientColumns: clientColumns)
        self.finder = finder
        self.reader = CSVReader(isHeader: { finder.layout(header: $0) != nil })
        self.choices = choices
        self.sampleLimits = sampleLimits
    }

    /// Takes the next bytes of a CSV file.
    ///
    /// - Throws: `ContentError`, or `ReadAgain` when the file must be read anew with other choices.
    package mutating func consume(_ bytes: Span<UInt8>) throws {
        guard var reader = self.reader.take() else { return }
        defer { self.reader = reader }
        do {
            try reader.consume(bytes) { row, properties in try accept(row, properties) }
        } catch let error as CSVError {
            throw ContentError.malformed(error)
        }
    }

    /// Takes the next rows of a workbook; the alternative to `consume(_:)` with bytes.
    ///
    /// - Throws: `ContentError`, or `ReadAgain` when the file must be read anew with other choices.
    package mutating func consume(_ rows: [Row], _ properties: TableProperties) throws {
        reader = nil
        summary.format = FileFormat.excelWorkbook.rawValue
        for row in rows { try accept(row, properties) }
    }

    /// Ends the file.
    ///
    /// - Throws: `ContentError`, or `ReadAgain`; the former also when the file has no row to read.
    package mutating func finish() throws {
        try finishReader()
        if interpreter == nil {
            guard let widestRow else { throw ContentError.empty }
            throw ContentError.noHeader(found: widestRow)
        }
        try endSample()
        describeFormats()
        guard summary.rowCount + summary.rejectedRowCount > 0 else { throw ContentError.noDataRows }
    }

    /// Why a file that was read to its end is of no use: every row was rejected. Nil when there are transactions.
    package var failure: ContentError? {
        guard summary.rowCount == 0, summary.rejectedRowCount > 0 else { return nil }
        return .noUsableRow(rejected: summary.rejectedRowCount, first: firstRejection)
    }

    /// Hands over the transactions that were found since the last call.
    package mutating func takeTransactions() -> [Transaction] {
        var taken: [Transaction] = []
        swap(&taken, &transactions)
        return taken
    }

    /// Hands over the rows that were rejected since the last call.
    package mutating func takeRejectedRows() -> [RejectedRow] {
        var taken: [RejectedRow] = []
        swap(&taken, &rejectedRows)
        return taken
    }

    private static func latestDate(at now: Date) -> CalendarDate? {
        let today = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: now)
        let year = min(max(today.year ?? 2000, 1), 9998)
        // On the 29th of February the year after has no such day.
        return CalendarDate(year: year + 1, month: today.month ?? 1, day: min(today.day ?? 1, 28))
    }

    private mutating func finishReader() throws {
        guard var reader = self.reader.take() else { return }
        do {
            try reader.finish { row, properties in try accept(row, properties) }
        } catch let error as CSVError {
            throw ContentError.malformed(error)
        }
    }

    private mutating func accept(_ row: Row, _ properties: TableProperties) throws {
        guard interpreter != nil else { return try seekHeader(row, properties) }
        guard sample != nil else { return try store(row) }
        interpreter?.sample(row)
        sample?.keep(row)
        if sample?.isFull == true { try endSample() }
    }

    private mutating func seekHeader(_ row: Row, _ properties: TableProperties) throws {
        guard !row.isBlank else { return }
        rowsSeen += 1
        if let layout = finder.layout(header: row) {
            summary.headerLine = row.lineNumber
            open(layout, properties, names: row.texts)
            return
        }
        if rowsSeen == 1, let layout = finder.layout(headerlessFirstRow: row) {
            open(layout, properties, names: finder.clientColumns)
            return try accept(row, properties)
        }
        if row.count > widestRow?.count ?? 0 { widestRow = row.compacted() }
        if rowsSeen >= Self.headerSearchDepth { throw ContentError.noHeader(found: widestRow ?? row) }
    }

    private mutating func open(_ layout: ColumnLayout, _ properties: TableProperties, names: [String]) {
        separator = properties.separator ?? separator
        summary.encoding = properties.encoding?.rawValue
        summary.separator = properties.separator.map { String(Unicode.Scalar($0)) }
        summary.sheet = properties.sheet
        summary.columns = layout.named(by: names)
        // Where the list separator is a semicolon, the decimal mark is a comma.
        let mark: DecimalMark = properties.separator == UInt8(ascii: ";") ? .comma : .point
        interpreter = RowInterpreter(layout: layout, choices: choices, defaultMark: mark, latestDate: latestDate)
        sample = RowSample(limits: sampleLimits)
    }

    private mutating func endSample() throws {
        guard let rows = sample.take()?.rows else { return }
        interpreter?.settle()
        for row in rows { try store(row) }
    }

    private mutating func store(_ row: Row) throws {
        switch try interpreter?.interpret(row) {
        case nil:
            break
        case .transaction(let transaction):
            transactions.append(transaction)
            summary.rowCount += 1
        case .rejected(let reason, let message):
            let rejected = RejectedRow(
                lineNumber: row.lineNumber, reason: reason, message: message,
                rawText: RawText.of(row, separator: separator))
            summary.rejectedRowCount += 1
            if firstRejection == nil { firstRejection = rejected }
            rejectedRows.append(rejected)
        case .blank:
            summary.blankRowCount += 1
        }
    }

    private mutating func describeFormats() {
        guard let interpreter else { return }
        switch interpreter.dateStyle {
        case .iso, .monthName:
            summary.dateOrder = interpreter.dateStyle.name
            summary.dateOrderProven = true
        case .numeric:
            summary.dateOrder = interpreter.dateOrder.value.rawValue
            summary.dateOrderProven = interpreter.dateOrder.isProven
        }
        summary.decimalMark = interpreter.decimalMark.value.rawValue
        summary.decimalMarkProven = interpreter.decimalMark.isProven
    }
}
