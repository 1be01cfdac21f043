/// Says why a text file can't be read as CSV, and on which line.
///
/// `description` names limits and line numbers only, never what the file holds: it is safe to log and to show.
package struct CSVError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, as a set that can grow.
    package struct Code: Sendable, Hashable {
        private enum Value: String {
            case unclosedQuote = "csv_unclosed_quote"
            case nullByte = "csv_null_byte"
            case fieldTooLarge = "csv_field_too_large"
            case rowTooLarge = "csv_row_too_large"
            case tooManyColumns = "csv_too_many_columns"
        }

        private let value: Value

        /// A quote was opened and the file ended before it was closed.
        package static let unclosedQuote = Code(value: .unclosedQuote)
        /// The file holds a byte of value zero, so it isn't text.
        package static let nullByte = Code(value: .nullByte)
        /// A field is longer than the limit, most often because a closing quote is missing.
        package static let fieldTooLarge = Code(value: .fieldTooLarge)
        /// All fields of a row together are longer than the limit.
        package static let rowTooLarge = Code(value: .rowTooLarge)
        /// A row has more fields than the limit.
        package static let tooManyColumns = Code(value: .tooManyColumns)

        /// A stable name for metrics and for the details of a failed file.
        package var name: String { value.rawValue }
    }

    package let code: Code

    /// The line, counted from 1: of the opening quote, of the zero byte, of the start of the field or of the row.
    package let line: Int64

    package let description: String

    static func unclosedQuote(line: Int64) -> CSVError {
        CSVError(
            code: .unclosedQuote, line: line,
            description: "Line \(line): a quoted field begins here and is never closed: add the missing quote.")
    }

    static func nullByte(line: Int64) -> CSVError {
        CSVError(
            code: .nullByte, line: line,
            description: "Line \(line): the file holds a zero byte, so it isn't plain text: save it as CSV in UTF-8.")
    }

    static func fieldTooLarge(line: Int64, limit: Int, isQuoted: Bool) -> CSVError {
        let hint = isQuoted ? "look for a quote that is never closed" : "check the file's separator"
        return CSVError(
            code: .fieldTooLarge, line: line,
            description: "Line \(line): the field that begins here is larger than \(limit) bytes: \(hint).")
    }

    static func rowTooLarge(line: Int64, limit: Int) -> CSVError {
        CSVError(
            code: .rowTooLarge, line: line,
            description: "Line \(line): the row that begins here is larger than \(limit) bytes.")
    }

    static func tooManyColumns(line: Int64, limit: Int) -> CSVError {
        CSVError(
            code: .tooManyColumns, line: line,
            description: "Line \(line): the row that begins here has more than \(limit) columns.")
    }
}
