import Foundation

/// What was found in a file and how it was read, for the details of its ingestion.
package struct ExtractionSummary: Sendable, Equatable, Encodable {
    package internal(set) var format = FileFormat.csv.rawValue
    package internal(set) var encoding: String?
    package internal(set) var separator: String?
    /// The sheet of the workbook that was read.
    package internal(set) var sheet: String?
    /// The header of the column behind each meaning.
    package internal(set) var columns: [String: String] = [:]
    /// Nil when the file has no header row.
    package internal(set) var headerLine: Int64?
    /// How the file writes dates: `iso` or `month_name` where every one says itself which number is the day, else
    /// `day_first` or `month_first`.
    package internal(set) var dateOrder: String?
    /// Whether the values of the file proved the date order; false means that the default was taken.
    package internal(set) var dateOrderProven: Bool?
    package internal(set) var decimalMark: String?
    package internal(set) var decimalMarkProven: Bool?
    package internal(set) var rowCount: Int64 = 0
    package internal(set) var rejectedRowCount: Int64 = 0
    package internal(set) var blankRowCount: Int64 = 0

    /// The summary as a JSON object with snake_case keys, sorted.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing here can fail to encode; an empty object is the honest answer if it ever does.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
