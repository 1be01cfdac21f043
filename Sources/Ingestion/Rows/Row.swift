/// One record of a table file: its fields as UTF-8 bytes and the physical line it begins on.
///
/// The fields are slices of one buffer that a reader reuses from row to row. A row is a value: a copy that outlives
/// the reader's next step keeps its bytes, at the price of one copy of the buffer.
package struct Row: Sendable {
    /// The line of the file on which the row begins, counted from 1, where LF, CR and CRLF each end a line; in a workbook
    /// the number of the row.
    package internal(set) var lineNumber: Int64

    /// The text of all fields; bytes between two fields (a separator) belong to no field.
    var bytes: [UInt8]

    /// Where each field lies in `bytes`.
    var bounds: [Range<Int>]

    /// Which fields are numbers of a format that knows numbers, and not text that may be written one way or another;
    /// shorter than `bounds`, and empty for text formats.
    var numbers: [Bool] = []

    /// Makes a row without fields.
    package init(lineNumber: Int64 = 1) {
        self.lineNumber = lineNumber
        self.bytes = []
        self.bounds = []
    }

    /// Makes a row from the text of its fields.
    package init(lineNumber: Int64 = 1, fields: [String]) {
        self.init(lineNumber: lineNumber)
        for field in fields {
            let start = bytes.count
            bytes.append(contentsOf: field.utf8)
            bounds.append(start..<bytes.count)
        }
    }

    /// How many fields the row has; never zero for a row that a reader hands out.
    package var count: Int { bounds.count }

    /// The text of every field, for headers, messages and tests; hot paths use `withField`.
    package var texts: [String] { bounds.indices.map { text(at: $0) } }

    /// The text of one field; empty where the row is shorter, as spreadsheets drop trailing empty cells.
    package func text(at index: Int) -> String {
        withField(index) { String(copying: $0) }
    }

    /// Lends the bytes of one field; an empty span where the row is shorter.
    @inline(__always)
    package func withField<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let range = index >= 0 && index < bounds.count ? bounds[index] : 0..<0
        return body(bytes.span.extracting(range))
    }

    /// Whether a field is a number with a point as its decimal mark and no marks between thousands.
    @inline(__always)
    func isNumber(_ index: Int) -> Bool {
        index >= 0 && index < numbers.count && numbers[index]
    }

    /// A copy whose storage is no larger than its content.
    func compacted() -> Row {
        var copy = Row(lineNumber: lineNumber)
        copy.bytes.reserveCapacity(bytes.count)
        copy.bytes.append(contentsOf: bytes)
        copy.bounds.reserveCapacity(bounds.count)
        copy.bounds.append(contentsOf: bounds)
        copy.numbers = numbers
        return copy
    }

    /// Whether every field is empty or holds only ASCII white space.
    var isBlank: Bool {
        for range in bounds {
            for index in range where !Text.isSpace(bytes[index]) { return false }
        }
        return true
    }
}

extension String {
    /// Makes a string from UTF-8 bytes; an invalid sequence becomes U+FFFD.
    init(copying bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
