/// Reads the workbook part: which sheets there are, and from which day dates are counted.
final class SheetList: XMLHandler {
    struct Sheet {
        let name: String
        let isVisible: Bool
        /// The relationship that leads to the sheet's part.
        let relationship: String
    }

    private static let limit = 1_000

    private(set) var sheets: [Sheet] = []
    private(set) var is1904 = false

    func start(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, _ parser: XMLParser) throws {
        if depth == 1, !name.isSheet("workbook") { throw ContentError.notAWorkbook }
        if depth == 2, name.isSheet("workbookPr") { is1904 = attributes.isTrue("date1904") }
        guard depth == 3, name.isSheet("sheet"), let title = attributes.text("name"),
            let relationship = attributes.text("id", in: .relationshipReference)
        else { return }
        guard sheets.count < Self.limit else { throw ContentError.brokenStructure }
        let state = attributes.text("state") ?? "visible"
        sheets.append(Sheet(name: title, isVisible: state == "visible", relationship: relationship))
    }

    func end(_ name: XMLName, depth: Int, _ parser: XMLParser) {}

    func text(_ bytes: UnsafeRawBufferPointer) {}
}
