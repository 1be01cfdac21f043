/// Turns the bytes of a file into rows as the bytes arrive, in constant memory.
///
/// This is the seam for formats that can be read from the first byte to the last. A workbook can't, for its table of
/// contents is at its end: `WorkbookReader` hands its rows to the same `TransactionExtractor` in batches.
///
///     object bytes --consume--> [decode] --> [split] --Row--> RowInterpreter --Transaction--> writer
///                  --finish---> the last row, or the error that the end of the file reveals
package protocol RowReader: Sendable {
    /// Takes the next bytes of the file and hands every row that they complete to `body`.
    ///
    /// How the file is cut into calls has no influence on the rows. After an error the reader is of no further use.
    mutating func consume(_ bytes: Span<UInt8>, _ body: (Row, TableProperties) throws -> Void) throws

    /// Says that the file has ended; hands over what was still held back.
    mutating func finish(_ body: (Row, TableProperties) throws -> Void) throws
}

/// What a reader found out about a file as a whole; the same for every row.
package struct TableProperties: Sendable, Hashable {
    /// The character encoding; nil for formats that aren't text.
    package var encoding: TextEncoding?

    /// The field separator; nil for formats that have none.
    package var separator: UInt8?

    /// The name of the sheet; nil for formats that have none.
    package var sheet: String?

    /// Makes properties; none by default.
    package init(encoding: TextEncoding? = nil, separator: UInt8? = nil, sheet: String? = nil) {
        self.encoding = encoding
        self.separator = separator
        self.sheet = sheet
    }
}
