import Metadata

/// Says why a file can't be turned into transactions, in words that its owner can act on.
///
/// The owner sees `description` as the file's error message. It holds no more of the file than short excerpts.
package struct ContentError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a set that can grow.
    package struct Code: Sendable, Hashable {
        private enum Value: String {
            case excelWorkbook = "excel_workbook"
            case encryptedWorkbook = "encrypted_workbook"
            case notAWorkbook = "not_a_workbook"
            case brokenWorkbook = "broken_workbook"
            case workbookTooLarge = "workbook_too_large"
            case unpacksTooLarge = "too_large_unpacked"
            case forbiddenContent = "forbidden_content"
            case sheetNotFound = "sheet_not_found"
            case empty = "empty_file"
            case noHeader = "no_usable_header"
            case noDataRows = "no_data_rows"
            case noUsableRow = "no_usable_row"
            case malformed = "malformed_csv"
            case hashMismatch = "hash_mismatch"
            case objectMissing = "object_missing"
            case objectChanged = "object_changed"
            case attemptsExhausted = "attempts_exhausted"
        }

        private let value: Value

        /// The file is an Excel workbook in a format that isn't read.
        package static let excelWorkbook = Code(value: .excelWorkbook)
        /// The workbook, or an entry of its archive, is encrypted.
        package static let encryptedWorkbook = Code(value: .encryptedWorkbook)
        /// The file is named or packed like a workbook and isn't one.
        package static let notAWorkbook = Code(value: .notAWorkbook)
        /// The workbook's archive or one of its parts can't be read.
        package static let brokenWorkbook = Code(value: .brokenWorkbook)
        /// The workbook is larger, or holds more, than is read.
        package static let workbookTooLarge = Code(value: .workbookTooLarge)
        /// The workbook unpacks to more than is read, as a zip bomb does.
        package static let unpacksTooLarge = Code(value: .unpacksTooLarge)
        /// The workbook holds what no honest one does: names that lead out of it, links, declarations of entities.
        package static let forbiddenContent = Code(value: .forbiddenContent)
        /// The workbook has no sheet of the name that the client gave.
        package static let sheetNotFound = Code(value: .sheetNotFound)
        /// The file has no row at all.
        package static let empty = Code(value: .empty)
        /// No row names a date and an amount column.
        package static let noHeader = Code(value: .noHeader)
        /// Nothing follows the header.
        package static let noDataRows = Code(value: .noDataRows)
        /// Every row was rejected.
        package static let noUsableRow = Code(value: .noUsableRow)
        /// The file isn't CSV that can be read.
        package static let malformed = Code(value: .malformed)
        /// The bytes aren't those whose hash the client declared.
        package static let hashMismatch = Code(value: .hashMismatch)
        /// The object isn't in the store any more.
        package static let objectMissing = Code(value: .objectMissing)
        /// The object isn't the one that was confirmed.
        package static let objectChanged = Code(value: .objectChanged)
        /// The file couldn't be read from the store, or kept on disk, in any of the attempts.
        package static let attemptsExhausted = Code(value: .attemptsExhausted)

        /// A stable name for logs and metrics.
        package var name: String { value.rawValue }
    }

    package let code: Code
    package let description: String

    static let empty = ContentError(
        code: .empty, description: "The file has no rows: upload one with a header and transactions.")

    static let noDataRows = ContentError(
        code: .noDataRows, description: "The file has no data rows below its header.")

    static let hashMismatch = ContentError(
        code: .hashMismatch,
        description: "The stored file isn't the one whose SHA-256 was declared in metadata.file_hash: upload it again.")

    static let objectMissing = ContentError(
        code: .objectMissing, description: "The file is no longer in the object store: upload it again.")

    static let objectChanged = ContentError(
        code: .objectChanged,
        description: "The file in the object store changed after it was confirmed: upload it again.")

    static func malformed(_ error: CSVError) -> ContentError {
        ContentError(code: .malformed, description: error.description)
    }

    static func noUsableRow(rejected: Int64, first: RejectedRow?) -> ContentError {
        let example = first.map { " The first, on line \($0.lineNumber): \($0.message)." } ?? ""
        return ContentError(
            code: .noUsableRow,
            description: "No row has a valid date and amount; \(rejected) rows were rejected.\(example)")
    }

    static func attemptsExhausted(_ attempts: Int) -> ContentError {
        ContentError(
            code: .attemptsExhausted,
            description: "The file could not be read in \(attempts) attempts: upload it again.")
    }

    /// Lists at most twelve headers, each cut short.
    static func noHeader(found row: Row) -> ContentError {
        let shown = row.texts.prefix(12).map { Text.excerpt($0, limit: 30) }.joined(separator: ", ")
        let more = row.count > 12 ? ", … (\(row.count) in all)" : ""
        return ContentError(
            code: .noHeader,
            description:
                "No header names a date column and an amount column (or debit and credit). Found: \(shown)\(more)."
                + " Rename the headers, for example to date, amount and description.")
    }
}
