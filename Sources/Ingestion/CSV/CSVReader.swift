/// Reads a CSV file of any usual encoding and separator, row by row, in constant memory.
///
/// The first 64 KiB are held back to decide the encoding and the separator; everything after them streams.
package struct CSVReader: RowReader {
    /// How many bytes are looked at before the first row; 64 KiB.
    package static let windowSize = 64 * 1024

    /// How many rows at the top of a file are offered to `isHeader` for each separator; 20.
    private static let headerDepth = 20

    private let limits: CSVLimits
    private let isHeader: (@Sendable (Row) -> Bool)?
    private var properties: TableProperties
    private var window: [UInt8] = []
    private var decoder: TextDecoder?
    private var parser = CSVParser()
    private var isOpen = false
    private var decoded: [UInt8] = []

    /// Makes a reader for one file.
    ///
    /// With a `separator`, none is guessed, and a `sep=` line is data like any other. Where a separator is guessed and
    /// `isHeader` accepts one of the first rows that a candidate gives, that candidate is taken.
    package init(
        separator: UInt8? = nil, limits: CSVLimits = CSVLimits(), isHeader: (@Sendable (Row) -> Bool)? = nil
    ) {
        self.limits = limits
        self.isHeader = isHeader
        self.properties = TableProperties(separator: separator)
    }

    /// - Throws: `CSVError`, or what `body` throws.
    package mutating func consume(_ bytes: Span<UInt8>, _ body: (Row, TableProperties) throws -> Void) throws {
        var offset = 0
        if !isOpen {
            offset = min(bytes.count, Self.windowSize - window.count)
            bytes.extracting(0..<offset).withUnsafeBufferPointer { window.append(contentsOf: $0) }
            guard window.count == Self.windowSize else { return }
            try openWindow(isWholeFile: false, body)
        }
        while offset < bytes.count {
            let end = min(bytes.count, offset + Self.windowSize)
            try decode(bytes.extracting(offset..<end), body)
            offset = end
        }
    }

    /// - Throws: `CSVError`, or what `body` throws.
    package mutating func finish(_ body: (Row, TableProperties) throws -> Void) throws {
        if !isOpen { try openWindow(isWholeFile: true, body) }
        var rest: [UInt8] = []
        decoder?.finish(into: &rest)
        try parse(rest.span, body)
        if try parser.finish() { try body(parser.row, properties) }
    }

    private mutating func openWindow(
        isWholeFile: Bool, _ body: (Row, TableProperties) throws -> Void
    ) throws {
        let first = window
        window = []
        let (encoding, markLength) = TextEncoding.detect(window: first.span, isWholeFile: isWholeFile)
        var decoder = TextDecoder(encoding: encoding)
        var text: [UInt8] = []
        text.reserveCapacity(first.count)
        decoder.decode(first.span.extracting(markLength..<first.count), into: &text)
        self.decoder = decoder

        var start = 0
        if properties.separator == nil, let declared = SeparatorSniffer.declaration(in: text.span) {
            properties.separator = declared.separator
            start = declared.length
        }
        let found = properties.separator ?? guessSeparator(of: text.span)
        properties = TableProperties(encoding: encoding, separator: found)
        parser = CSVParser(separator: found, limits: limits, firstLine: start == 0 ? 1 : 2)
        isOpen = true
        try parse(text.span.extracting(start..<text.count), body)
    }

    private func guessSeparator(of text: Span<UInt8>) -> UInt8 {
        let ranked = SeparatorSniffer.ranked(in: text)
        if let isHeader {
            for candidate in ranked where Self.firstRows(of: text, candidate, limits).contains(where: isHeader) {
                return candidate
            }
        }
        return ranked.first ?? UInt8(ascii: ",")
    }

    /// The rows at the top as far as they can be read; an error is for the real reading to report.
    private static func firstRows(of text: Span<UInt8>, _ separator: UInt8, _ limits: CSVLimits) -> [Row] {
        var parser = CSVParser(separator: separator, limits: limits)
        var rows: [Row] = []
        var offset = 0
        while rows.count < headerDepth, (try? parser.nextRow(in: text, from: &offset)) == true {
            rows.append(parser.row)
        }
        // A short file may end with its header.
        if rows.count < headerDepth, offset == text.count, (try? parser.finish()) == true { rows.append(parser.row) }
        return rows
    }

    private mutating func decode(_ bytes: Span<UInt8>, _ body: (Row, TableProperties) throws -> Void) throws {
        guard decoder?.isIdentity(on: bytes) != true else { return try parse(bytes, body) }
        var text: [UInt8] = []
        swap(&text, &decoded)
        text.removeAll(keepingCapacity: true)
        decoder?.decode(bytes, into: &text)
        try parse(text.span, body)
        swap(&text, &decoded)
    }

    private mutating func parse(_ text: Span<UInt8>, _ body: (Row, TableProperties) throws -> Void) throws {
        var offset = 0
        while try parser.nextRow(in: text, from: &offset) {
            try body(parser.row, properties)
        }
    }
}
