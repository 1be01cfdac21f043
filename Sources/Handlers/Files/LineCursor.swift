/// A place among the rows of a file, in the order of the file: after the row that begins on this line.
struct LineCursor: LosslessStringConvertible {
    let line: Int64

    init(after line: Int64) {
        self.line = line
    }

    /// Reads what `description` wrote; nil for anything that no service answered.
    init?(_ description: String) {
        guard let line = Int64(description, radix: 36), line > 0 else { return nil }
        self.line = line
    }

    var description: String { String(line, radix: 36) }
}
