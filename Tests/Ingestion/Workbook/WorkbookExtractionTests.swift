import Metadata
import Testing

@testable import Ingestion

@Suite("Transactions of workbooks")
struct WorkbookExtractionTests {
    private static func extract(_ workbook: TestWorkbook, clientColumns: [String] = []) throws -> (
        lines: [String], rejected: [RejectedRow], summary: ExtractionSummary
    ) {
        let file = try TemporaryFile()
        try workbook.bytes().withUnsafeBytes { try file.append($0) }
        let reader = try WorkbookReader(file, sheet: nil)
        var extractor = TransactionExtractor(clientColumns: clientColumns)
        while true {
            let rows = try reader.nextRows()
            if rows.isEmpty { break }
            try extractor.consume(rows, TableProperties(sheet: reader.sheet))
        }
        try extractor.finish()
        let lines = TransactionExtractorTests.lines(extractor.takeTransactions())
        return (lines, extractor.takeRejectedRows(), extractor.summary)
    }

    private static func text(_ cells: String...) -> String {
        "<row>" + cells.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined() + "</row>"
    }

    @Test func rowsBecomeTransactionsWithTheirRowNumbers() throws {
        var workbook = TestWorkbook(
            Self.text("Kontoauszug") + Self.text("Datum", "Betrag", "Text")
                + """
                <row r="10"><c s="1"><v>45292</v></c><c><v>-12.340000000000002</v></c><c t="s"><v>0</v></c></row>
                <row r="12"><c s="1"><v>45293.5</v></c><c><v>1E3</v></c></row>
                <row r="13"><c t="e"><v>#REF!</v></c><c><v>1</v></c></row>
                """)
        workbook.formats = [0, 14]
        workbook.strings = ["Kaffee"]
        let (lines, rejected, summary) = try Self.extract(workbook)
        #expect(lines == ["10 2024-1-1 -12.34 Kaffee", "12 2024-1-2 1000 "])
        #expect(summary.format == "xlsx")
        #expect(summary.sheet == "Sheet1")
        #expect(summary.headerLine == 2)
        #expect(summary.separator == nil)
        #expect(summary.encoding == nil)
        #expect(
            rejected == [
                RejectedRow(
                    lineNumber: 13, reason: .invalidDate, message: "date \"#REF!\" isn't a date", rawText: "#REF!,1")
            ])
        #expect(summary.json.contains("\"sheet\":\"Sheet1\""))
    }

    /// Numbers of cells have a point whatever the texts beside them are written with.
    @Test func numbersAreNotReadByTheDecimalMarkOfTexts() throws {
        let number = "<row><c t=\"str\"><v>2024-01-01</v></c><c><v>12.345</v></c></row>"
        let (lines, _, summary) = try Self.extract(
            TestWorkbook(
                Self.text("date", "amount") + number + Self.text("2024-01-02", "1.234,50")
                    + Self.text("2024-01-03", "1.000") + number))
        #expect(summary.decimalMark == "comma")
        #expect(
            lines == [
                "2 2024-1-1 12.345 ", "3 2024-1-2 1234.50 ", "4 2024-1-3 1000 ", "5 2024-1-1 12.345 ",
            ])
    }

    @Test func workbookWithoutRowsIsRefused() throws {
        #expect(throws: ContentError.empty) { try Self.extract(TestWorkbook("")) }
    }

    @Test func workbookWithoutHeaderIsRefusedUnlessTheClientNamesColumns() throws {
        let workbook = TestWorkbook(Self.text("2024-01-01", "5", "Tea"))
        #expect(throws: ContentError.self) { try Self.extract(workbook) }
        #expect(try Self.extract(workbook, clientColumns: ["date", "amount", "what"]).lines == ["1 2024-1-1 5 Tea"])
    }
}
