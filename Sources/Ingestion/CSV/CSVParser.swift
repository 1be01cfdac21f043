/// Splits UTF-8 bytes into rows by RFC 4180, leniently where the world writes otherwise, in constant memory.
///
/// It is pushed bytes and pulled rows: `nextRow(in:from:)` is called until it answers false, then with the next bytes.
/// The rows don't depend on how the bytes were cut.
///
///                   quote at the start of a field
///       +---------+ ----------------------------> +--------+
///       | plain   |                               | quoted |
///       +---------+ <--other byte-- +-----------+ +--------+
///         ^     |                   | closing?  | <--quote-+   ^
///         +-----+ separator, CR, LF +-----------+ --quote------+ (a doubled quote is one quote)
///
/// Leniencies: CR, LF and CRLF end a row and may be mixed; rows may differ in length; lines without a byte are
/// skipped; a quote inside an unquoted field and text after a closing quote are kept as they are.
package struct CSVParser: Sendable {
    private enum State {
        case plain
        case quoted
        /// A quote was read inside a quoted field: it closes the field, or is the first of a doubled quote.
        case closing
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// The row that `nextRow` completed; valid until the next call.
    package private(set) var row = Row()

    private let separator: UInt8
    private let limits: CSVLimits
    private let special: SpecialBytes
    private var state = State.plain
    private var line: Int64
    private var fieldStart = 0
    private var fieldLine: Int64
    private var fieldIsQuoted = false
    private var rowIsComplete = false
    private var endsWithCarriageReturn = false

    /// Makes a parser for one file.
    ///
    /// `firstLine` is the number of the first line that it will see.
    package init(separator: UInt8 = UInt8(ascii: ","), limits: CSVLimits = CSVLimits(), firstLine: Int64 = 1) {
        self.separator = separator
        self.limits = limits
        self.special = SpecialBytes(separator: separator, quote: Self.quote)
        self.line = firstLine
        self.fieldLine = firstLine
        self.row.lineNumber = firstLine
    }

    /// Reads on in `bytes` from `offset` to the end of the next row; answers false when the bytes end first.
    ///
    /// `offset` is moved behind what was read. Bytes of a row that isn't complete are copied, so `bytes` needn't
    /// stay.
    package mutating func nextRow(in bytes: Span<UInt8>, from offset: inout Int) throws(CSVError) -> Bool {
        if rowIsComplete { beginRow() }
        let raw = bytes.bytes
        let count = raw.byteCount
        guard offset < count else { return false }

        var copied = offset
        var pairedLineFeed = endsWithCarriageReturn ? offset : -1
        endsWithCarriageReturn = false
        var base = offset
        var mask = special.mask(of: SpecialBytes.word(in: raw, at: base))

        while true {
            while mask == 0 {
                base += 8
                guard base < count else {
                    try append(raw, copied, count)
                    if state == .closing, copied < count { state = .plain }
                    endsWithCarriageReturn = pairedLineFeed == count
                    offset = count
                    return false
                }
                mask = special.mask(of: SpecialBytes.word(in: raw, at: base))
            }
            let index = base + mask.trailingZeroBitCount >> 3
            mask &= mask &- 1
            let byte = raw.unsafeLoad(fromByteOffset: index, as: UInt8.self)

            if byte == 0 {
                try append(raw, copied, index)
                throw .nullByte(line: line)
            }
            if state == .quoted {
                switch byte {
                case Self.quote:
                    try append(raw, copied, index)
                    copied = index + 1
                    state = .closing
                case Self.lineFeed:
                    if index != pairedLineFeed { line += 1 }
                case Self.carriageReturn:
                    line += 1
                    pairedLineFeed = index + 1
                default:
                    break
                }
                continue
            }
            if state == .closing {
                if byte == Self.quote, index == copied {
                    state = .quoted
                    continue
                }
                state = .plain
            }
            switch byte {
            case separator:
                try endField(at: row.bytes.count + (index - copied))
                fieldStart = row.bytes.count + (index - copied) + 1
                fieldLine = line
                fieldIsQuoted = false
            case Self.quote:
                guard row.bytes.count + (index - copied) == fieldStart else { continue }
                try append(raw, copied, index)
                copied = index + 1
                state = .quoted
                fieldIsQuoted = true
            case Self.lineFeed where index == pairedLineFeed:
                copied = index + 1
            case Self.lineFeed, Self.carriageReturn:
                try append(raw, copied, index)
                copied = index + 1
                line += 1
                if byte == Self.carriageReturn { pairedLineFeed = copied }
                guard try endRow() else { continue }
                offset = copied
                endsWithCarriageReturn = byte == Self.carriageReturn
                return true
            default:
                break
            }
        }
    }

    /// Ends the file; answers whether `row` holds a last row that no line break ended.
    package mutating func finish() throws(CSVError) -> Bool {
        if rowIsComplete { beginRow() }
        if state == .quoted { throw .unclosedQuote(line: fieldLine) }
        return try endRow()
    }

    private mutating func beginRow() {
        rowIsComplete = false
        row.bytes.removeAll(keepingCapacity: true)
        row.bounds.removeAll(keepingCapacity: true)
        row.lineNumber = line
        fieldStart = 0
        fieldLine = line
        fieldIsQuoted = false
        state = .plain
    }

    /// Completes the row unless its line was blank; a blank one leaves the parser at the start of the next line.
    private mutating func endRow() throws(CSVError) -> Bool {
        if row.bounds.isEmpty, row.bytes.isEmpty, !fieldIsQuoted {
            beginRow()
            return false
        }
        try endField(at: row.bytes.count)
        rowIsComplete = true
        return true
    }

    private mutating func endField(at end: Int) throws(CSVError) {
        try checkField(end: end)
        guard row.bounds.count < limits.columns else {
            throw .tooManyColumns(line: row.lineNumber, limit: limits.columns)
        }
        row.bounds.append(fieldStart..<end)
    }

    /// Copies the bytes from `start` to `end` behind those of the row that are already there.
    private mutating func append(_ bytes: RawSpan, _ start: Int, _ end: Int) throws(CSVError) {
        guard start < end else { return }
        bytes.extracting(start..<end).withUnsafeBytes { row.bytes.append(contentsOf: $0) }
        try checkField(end: row.bytes.count)
        guard row.bytes.count <= limits.rowBytes else {
            throw .rowTooLarge(line: row.lineNumber, limit: limits.rowBytes)
        }
    }

    private func checkField(end: Int) throws(CSVError) {
        guard end - fieldStart <= limits.fieldBytes else {
            throw .fieldTooLarge(line: fieldLine, limit: limits.fieldBytes, isQuoted: fieldIsQuoted)
        }
    }
}
