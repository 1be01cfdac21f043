/// Turns the bytes of a file into rows as the bytes arrive, in constant memory.
///
/// This is the seam for file formats. `CSVReader` is one; a reader of Excel workbooks would be another, chosen by
/// `FileFormat`, with columns, values and the worker unchanged.
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

    /// Makes properties; none by default.
    package init(encoding: TextEncoding? = nil, separator: UInt8? = nil) {
        self.encoding = encoding
        self.separator = separator
    }
}
