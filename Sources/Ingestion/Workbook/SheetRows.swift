/// Reads a sheet part: its cells become rows of text.
///
///     sheetData --row--> cell --v, or t in is--> value --> text, number, date by the cell's style, or shared text
///
/// A row is placed by its number and a cell by its reference; where a program leaves these out, they count on. Rows
/// without any value are left out. When a batch is full, the parser is suspended behind the row.
final class SheetRows: XMLHandler {
    /// How the text of `v` is to be understood (ECMA-376 part 1, 18.18.11).
    private enum Kind {
        case number
        case sharedText
        case boolean
        /// Text of a formula, an error, or a date in ISO 8601.
        case text
        case inlineText
    }

    private let strings: SharedStrings
    private let styles: CellStyles
    private let is1904: Bool
    private let limits: SheetLimits

    private var batch: [Row] = []
    private var batchBytes = 0
    private var cellsLeft: Int

    private var isInData = false
    private var row = Row()
    private var lastRow: Int64 = 0
    private var column = -1
    private var kind = Kind.number
    private var style = 0
    private var value: [UInt8] = []
    private var isInValue = false
    private var isInPhonetic = false

    init(strings: SharedStrings, styles: CellStyles, is1904: Bool, limits: SheetLimits) {
        self.strings = strings
        self.styles = styles
        self.is1904 = is1904
        self.limits = limits
        cellsLeft = limits.cells
    }

    /// Hands over the rows that have been read since the last call.
    func takeBatch() -> [Row] {
        var taken: [Row] = []
        swap(&taken, &batch)
        batchBytes = 0
        return taken
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, _ parser: XMLParser) throws {
        if depth == 1, !name.isSheet("worksheet") { throw ContentError.brokenStructure }
        if depth == 2 { isInData = name.isSheet("sheetData") }
        guard isInData, name.namespace == .spreadsheet else { return }
        switch depth {
        case 3 where name.isLocal("row"): try startRow(attributes)
        case 4 where name.isLocal("c"): try startCell(attributes)
        case 5 where name.isLocal("v"): isInValue = kind != .inlineText
        case 6... where kind == .inlineText:
            if name.isLocal("rPh") { isInPhonetic = true }
            if name.isLocal("t") { isInValue = !isInPhonetic }
        default: break
        }
    }

    func end(_ name: XMLName, depth: Int, _ parser: XMLParser) throws {
        guard isInData, name.namespace == .spreadsheet else { return }
        switch depth {
        case 3 where name.isLocal("row"):
            endRow()
            if batchBytes >= limits.batchBytes || batch.count >= limits.batchRows { parser.suspend() }
        case 4 where name.isLocal("c"): try endCell()
        case 5 where name.isLocal("v"): isInValue = false
        case 6...:
            if name.isLocal("rPh") { isInPhonetic = false }
            if name.isLocal("t") { isInValue = false }
        default: break
        }
    }

    func text(_ text: UnsafeRawBufferPointer) throws {
        guard isInValue else { return }
        guard text.count <= limits.rowBytes - value.count else { throw rowTooLarge }
        value.append(contentsOf: text)
    }

    private func startRow(_ attributes: XMLAttributes) throws {
        var number: Int? = Int(lastRow) + 1
        attributes.forEach { name, text in
            guard name.namespace == .none, name.isLocal("r") else { return }
            number = CellReference.number(text, maximum: CellReference.rows)
        }
        guard let number, (1...CellReference.rows).contains(number) else {
            throw ContentError.brokenRow(
                lastRow + 1, "the row's number is none of 1 to \(CellReference.rows)")
        }
        guard number > lastRow else { throw ContentError.brokenRow(Int64(number), "the rows are out of order") }
        lastRow = Int64(number)
        row = Row(lineNumber: lastRow)
        column = -1
    }

    private func startCell(_ attributes: XMLAttributes) throws {
        var next: Int? = column + 1
        kind = .number
        style = 0
        value.removeAll(keepingCapacity: true)
        attributes.forEach { name, text in
            guard name.namespace == .none else { return }
            if name.isLocal("r") {
                next = CellReference.column(text)
            } else if name.isLocal("s") {
                style = CellReference.number(text, maximum: 1 << 24) ?? 0
            } else if name.isLocal("t") {
                kind = Self.kind(text)
            }
        }
        guard let next, (0..<CellReference.columns).contains(next) else {
            throw ContentError.brokenRow(lastRow, "a cell's column is none of A to XFD")
        }
        guard next > column else { throw ContentError.brokenRow(lastRow, "the cells are out of order") }
        column = next
    }

    private static func kind(_ text: UnsafeRawBufferPointer) -> Kind {
        if text.elementsEqual("s".utf8) { return .sharedText }
        if text.elementsEqual("n".utf8) { return .number }
        if text.elementsEqual("b".utf8) { return .boolean }
        if text.elementsEqual("inlineStr".utf8) { return .inlineText }
        return .text
    }

    private func endCell() throws {
        isInValue = false
        isInPhonetic = false
        guard !value.isEmpty else { return }
        let shared = kind == .sharedText ? value.withUnsafeBytes { CellReference.number($0, maximum: .max / 16) } : nil
        let length = shared.flatMap { strings.length($0) }
        guard kind != .sharedText || length != nil else {
            throw ContentError.brokenRow(lastRow, "a cell refers to a shared text that isn't there")
        }
        guard row.bytes.count + max(value.count, length ?? 0) <= limits.rowBytes else { throw rowTooLarge }

        // Empty cells in front of this one.
        let added = column - row.bounds.count + 1
        cellsLeft -= added
        guard cellsLeft >= 0 else { throw ContentError.tooManySheetCells }
        let start = row.bytes.count
        row.bounds.append(contentsOf: repeatElement(start..<start, count: added - 1))
        let isNumber = append(shared)
        row.bounds.append(start..<row.bytes.count)
        guard isNumber else { return }
        row.numbers.append(contentsOf: repeatElement(false, count: column - row.numbers.count))
        row.numbers.append(true)
    }

    /// Appends the cell's text to the row; answers whether it is a number.
    private func append(_ shared: Int?) -> Bool {
        switch kind {
        case .sharedText:
            if let shared { _ = strings.append(shared, to: &row.bytes) }
        case .boolean:
            row.bytes.append(contentsOf: (value == [UInt8(ascii: "0")] ? "FALSE" : "TRUE").utf8)
        case .text, .inlineText:
            let start = row.bytes.count
            row.bytes.append(contentsOf: value)
            SpreadsheetText.decodeEscapes(in: &row.bytes, from: start)
        case .number:
            if styles.isDate(style), let serial = Double(String(decoding: value, as: UTF8.self)),
                let date = SerialDate.text(serial, is1904: is1904)
            {
                row.bytes.append(contentsOf: date.utf8)
                return false
            }
            let text = value
            return CellNumber.append(text.span, to: &row.bytes)
        }
        return false
    }

    private func endRow() {
        guard !row.bounds.isEmpty else { return }
        batchBytes += row.bytes.count + row.bounds.count * (MemoryLayout<Range<Int>>.stride + 1)
        batch.append(row)
        row = Row(lineNumber: lastRow)
    }

    private var rowTooLarge: ContentError {
        .brokenRow(lastRow, "the row is larger than \(limits.rowBytes) bytes")
    }
}
