/// What kind of file was uploaded, by its name and by its first bytes.
package enum FileFormat: String, Sendable, Hashable {
    case csv
    /// An Excel workbook in the ZIP container of ECMA-376 (.xlsx, .xlsm).
    case excelWorkbook = "xlsx"
    /// An Excel workbook in the older binary container (.xls).
    case legacyExcelWorkbook = "xls"

    /// How many first bytes `detect` wants to see, unless the file is shorter.
    package static let signatureLength = 4

    /// The format that the name claims; nil when it claims none of a workbook.
    package static func named(_ filename: String) -> FileFormat? {
        let name = filename.lowercased()
        if name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm") { return .excelWorkbook }
        if name.hasSuffix(".xls") { return .legacyExcelWorkbook }
        return nil
    }

    /// Decides by the first bytes, which no name overrules; what has no known signature is read as CSV.
    package static func detect(_ first: [UInt8]) -> FileFormat {
        // The second is an archive without entries.
        if first.starts(with: [0x50, 0x4B, 0x03, 0x04]) || first.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return .excelWorkbook
        }
        if first.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .legacyExcelWorkbook }
        return .csv
    }

    /// Decides by the first bytes and holds the file's name against them.
    ///
    /// - Throws: `ContentError` for a format that isn't read, and for a workbook by name that is none.
    static func decide(first: [UInt8], filename: String) throws(ContentError) -> FileFormat {
        let format = detect(first)
        switch (format, named(filename)) {
        // A workbook with a password is wrapped into the older container.
        case (.legacyExcelWorkbook, .excelWorkbook): throw .encryptedWorkbook
        case (.legacyExcelWorkbook, _), (_, .legacyExcelWorkbook): throw .legacyWorkbook
        case (.csv, .excelWorkbook): throw .notAWorkbook
        default: return format
        }
    }
}
