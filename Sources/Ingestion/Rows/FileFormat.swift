/// What kind of file was uploaded, by its name and by its first bytes.
package enum FileFormat: String, Sendable, Hashable {
    case csv
    /// An Excel workbook in the ZIP container of ECMA-376 (.xlsx, .xlsm).
    case excelWorkbook = "xlsx"
    /// An Excel workbook in the older binary container (.xls).
    case legacyExcelWorkbook = "xls"

    /// How many first bytes `detect` wants to see, unless the file is shorter.
    package static let signatureLength = 4

    /// Decides by the name alone, before anything of the file is read; nil when the name doesn't tell.
    package static func named(_ filename: String) -> FileFormat? {
        let name = filename.lowercased()
        if name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm") { return .excelWorkbook }
        if name.hasSuffix(".xls") { return .legacyExcelWorkbook }
        return nil
    }

    /// Decides by the first bytes, which no name overrules; what has no known signature is read as CSV.
    package static func detect(_ first: [UInt8]) -> FileFormat {
        if first.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .excelWorkbook }
        if first.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .legacyExcelWorkbook }
        return .csv
    }

    /// Makes the reader of this format; `isHeader` helps one that has to guess how a file is written.
    ///
    /// - Throws: `ContentError` for a format that isn't read.
    func makeReader(isHeader: @escaping @Sendable (Row) -> Bool) throws(ContentError) -> any RowReader {
        switch self {
        case .csv: return CSVReader(isHeader: isHeader)
        case .excelWorkbook, .legacyExcelWorkbook: throw .excelWorkbook
        }
    }
}
