/// Steps through a sheet part, one batch of rows at a time.
final class SheetCursor {
    private let stream: ZipEntryStream
    private let parser: XMLParser
    private let rows: SheetRows
    private var isEnded = false

    init(_ stream: ZipEntryStream, part: String, _ rows: SheetRows) throws(ContentError) {
        self.stream = stream
        self.rows = rows
        parser = try XMLParser(part: part, handler: rows)
    }

    /// The next rows; none when the sheet has ended.
    ///
    /// A suspended parser goes on where it stopped before anything more is unpacked, so that a batch is never larger
    /// than its limit and one row, however much a few bytes of the archive unpack to.
    func nextRows() throws -> [Row] {
        while true {
            try Task.checkCancellation()
            if parser.isSuspended {
                try parser.resume()
            } else if isEnded {
                return rows.takeBatch()
            } else {
                isEnded =
                    try parser.parse(capacity: XMLPart.stepLength) { buffer in
                        try stream.read(into: buffer, capacity: XMLPart.stepLength)
                    } == 0
            }
            if parser.isSuspended { return rows.takeBatch() }
        }
    }
}
