/// What can be wrong with a workbook; texts quote at most short excerpts of names.
extension ContentError {
    static let legacyWorkbook = ContentError(
        code: .excelWorkbook,
        description: "Workbooks in the old .xls format are not read: save it as .xlsx, or export the sheet as CSV.")

    static let encryptedWorkbook = ContentError(
        code: .encryptedWorkbook,
        description: "The workbook is protected by a password: save it without one and upload that.")

    static let notAWorkbook = ContentError(
        code: .notAWorkbook,
        description: "The file is no Excel workbook, although it is named or packed like one:"
            + " save the sheet as .xlsx or export it as CSV.")

    static let binaryWorkbook = ContentError(
        code: .notAWorkbook,
        description: "Workbooks in the binary .xlsb format are not read: save it as .xlsx, or export the sheet as CSV.")

    static let brokenArchive = ContentError(
        code: .brokenWorkbook,
        description: "The workbook is broken: its ZIP archive can't be read. Save it again and upload that.")

    static let brokenStructure = ContentError(
        code: .brokenWorkbook,
        description: "The workbook is broken: its parts don't fit together. Save it again and upload that.")

    static let tooManySheetCells = ContentError(
        code: .workbookTooLarge,
        description: "The sheet is spread over too many cells: remove empty columns, or export the sheet as CSV.")

    static func brokenPart(_ part: String, line: Int64? = nil) -> ContentError {
        let place = line.map { ", line \($0)" } ?? ""
        return ContentError(
            code: .brokenWorkbook,
            description: "The workbook is broken: \(Text.excerpt(part, limit: 80))\(place) isn't valid XML."
                + " Save it again and upload that.")
    }

    static func missingPart(_ part: String) -> ContentError {
        ContentError(
            code: .brokenWorkbook,
            description: "The workbook is broken: its part \(Text.excerpt(part, limit: 80)) is missing."
                + " Save it again and upload that.")
    }

    static func brokenRow(_ row: Int64, _ problem: String) -> ContentError {
        ContentError(
            code: .brokenWorkbook,
            description: "Row \(row): \(problem). Save the workbook again, or export the sheet as CSV.")
    }

    static func tooManyEntries(limit: Int) -> ContentError {
        ContentError(
            code: .workbookTooLarge,
            description: "The workbook's ZIP archive has more than \(limit) entries: export the sheet as CSV.")
    }

    static func unpacksTooLarge(_ entry: String) -> ContentError {
        ContentError(
            code: .unpacksTooLarge,
            description: "The workbook's entry \(Text.excerpt(entry, limit: 80)) unpacks to more than is read:"
                + " export the sheet as CSV.")
    }

    static func workbookTooLarge(limit: Int64) -> ContentError {
        ContentError(
            code: .workbookTooLarge,
            description: "The workbook is larger than \(limit) bytes: split it, or export the sheet as CSV.")
    }

    static func tooMuchText(limit: Int) -> ContentError {
        ContentError(
            code: .workbookTooLarge,
            description: "The workbook's cells share more than \(limit) bytes of text: export the sheet as CSV.")
    }

    static func forbiddenEntry(_ entry: String, _ problem: String) -> ContentError {
        ContentError(
            code: .forbiddenContent,
            description: "The workbook's entry \(Text.excerpt(entry, limit: 80)) is refused: \(problem).")
    }

    static func forbiddenXML(_ part: String, _ problem: String) -> ContentError {
        ContentError(
            code: .forbiddenContent,
            description: "The workbook's part \(Text.excerpt(part, limit: 80)) is refused: it holds \(problem).")
    }

    /// Lists at most twelve sheets.
    static func sheetNotFound(_ name: String, among sheets: [String]) -> ContentError {
        let shown = sheets.prefix(12).map { Text.excerpt($0) }.joined(separator: ", ")
        let more = sheets.count > 12 ? ", … (\(sheets.count) in all)" : ""
        return ContentError(
            code: .sheetNotFound,
            description: "The workbook has no sheet \(Text.excerpt(name)), which metadata.sheet names."
                + " It has: \(shown)\(more).")
    }
}
