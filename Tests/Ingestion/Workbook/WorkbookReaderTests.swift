import Testing

@testable import Ingestion

@Suite("Workbook reader")
struct WorkbookReaderTests {
    @Test(arguments: [true, false])
    func readsCellsOfEveryKind(_ isStored: Bool) throws {
        var workbook = TestWorkbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>in line</t></is></c></row>
            <row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c><c r="C2" t="e"><v>#N/A</v></c></row>
            <row r="3"><c r="A3"><v>1.1000000000000001</v></c><c r="B3" t="n"><v>12.50</v></c></row>
            <row r="4"><c r="A4" t="str"><f>A1&amp;"x"</f><v>text of a formula</v></c><c r="B4"><f>1+1</f><v>2</v></c></row>
            <row r="5"><c r="A5" t="d"><v>2024-02-29</v></c><c r="B5" t="s"><v>1</v></c></row>
            """)
        workbook.strings = ["Größe &amp; &lt;Maß&gt; &#x20AC;", "zwei_x000D_\nZeilen"]
        let (rows, sheet, _) = try Reading.workbook(try workbook.bytes(isStored: isStored))
        #expect(
            rows == [
                ReadRow(1, ["Größe & <Maß> €", "in line"]), ReadRow(2, ["TRUE", "FALSE", "#N/A"]),
                ReadRow(3, ["1.1", "12.50"]), ReadRow(4, ["text of a formula", "2"]),
                ReadRow(5, ["2024-02-29", "zwei\r\nZeilen"]),
            ])
        #expect(sheet == "Sheet1")
    }

    @Test func richTextIsJoinedAndPhoneticTextLeftOut() throws {
        let runs =
            "<r><rPr><b/></rPr><t>bo</t></r><r><t xml:space=\"preserve\">ld </t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>"
        var workbook = TestWorkbook(
            "<row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is>\(runs)</is></c><c t=\"s\"><v>1</v></c></row>")
        workbook.strings = ["<si>\(runs)<phoneticPr fontId=\"1\"/></si>", "next"]
        #expect(try Reading.workbook(try workbook.bytes()).rows == [ReadRow(1, ["bold ", "bold ", "next"])])
    }

    @Test func datesAreKnownByTheirStyle() throws {
        var workbook = TestWorkbook(
            """
            <row r="1"><c s="0"><v>45292</v></c><c s="1"><v>45292</v></c><c s="2"><v>45292.75</v></c>\
            <c s="3"><v>45292</v></c><c s="4"><v>45292</v></c><c s="99"><v>45292</v></c><c><v>45292</v></c></row>
            <row r="2"><c s="1"><v>60</v></c><c s="1"><v>-1</v></c><c s="1"><v>4.5292E4</v></c>\
            <c s="1" t="str"><v>text</v></c><c s="1"><v>junk</v></c></row>
            """)
        workbook.formats = [0, 14, 22, 164, 165]
        workbook.codes = [(164, "dd\\.mm\\.yyyy"), (165, "#,##0.00 &quot;d&quot;")]
        let rows = try Reading.workbook(try workbook.bytes()).rows
        #expect(
            rows == [
                ReadRow(1, ["45292", "2024-01-01", "2024-01-01T18:00:00", "2024-01-01", "45292", "45292", "45292"]),
                ReadRow(2, ["1900-02-29", "-1", "2024-01-01", "text", "junk"]),
            ])
        workbook.is1904 = true
        #expect(try Reading.workbook(try workbook.bytes()).rows.first?.fields[1] == "2028-01-02")
    }

    @Test func sparseRowsAndCellsKeepTheirPlaces() throws {
        let workbook = TestWorkbook(
            """
            <row r="3"><c r="B3"><v>1</v></c><c r="E3"><v>2</v></c><c r="F3"/></row><row r="4"/><row r="5"><c r="A5" s="1"/></row>
            <row r="1048576"><c r="XFD1048576" t="str"><v>end</v></c></row>
            """)
        let rows = try Reading.workbook(try workbook.bytes()).rows
        #expect(rows.map(\.line) == [3, 1_048_576])
        #expect(rows.first?.fields == ["", "1", "", "", "2"])
        #expect(rows.last?.fields.count == 16_384)
        #expect(rows.last?.fields.last == "end")
    }

    @Test func rowsAndCellsWithoutPlaceAreCountedOn() throws {
        let workbook = TestWorkbook(
            "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"7\"><c r=\"C7\"><v>3</v></c><c><v>4</v></c></row>"
                + "<row><c><v>5</v></c></row>")
        #expect(
            try Reading.workbook(try workbook.bytes()).rows == [
                ReadRow(1, ["1", "2"]), ReadRow(7, ["", "", "3", "4"]), ReadRow(8, ["5"]),
            ])
    }

    @Test func firstVisibleSheetWithRowsIsReadUnlessOneIsNamed() throws {
        let row = { (text: String) in "<row><c t=\"str\"><v>\(text)</v></c></row>" }
        let workbook = TestWorkbook(sheets: [
            .init(name: "Hidden", rows: row("hidden"), state: "hidden"),
            .init(name: "Deep", rows: row("deep"), state: "veryHidden"),
            .init(name: "Empty", rows: "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>"),
            .init(name: "Müller &amp; Co", rows: row("data")), .init(name: "Last", rows: row("last")),
        ])
        let bytes = try workbook.bytes()
        let first = try Reading.workbook(bytes)
        #expect(first.sheet == "Müller & Co")
        #expect(first.rows == [ReadRow(1, ["data"])])
        #expect(try Reading.workbook(bytes, sheet: "Last").rows == [ReadRow(1, ["last"])])
        #expect(try Reading.workbook(bytes, sheet: "hidden").rows == [ReadRow(1, ["hidden"])])
        #expect(try Reading.workbook(bytes, sheet: "Empty").rows.isEmpty)
        #expect(
            Reading.refusal(bytes, sheet: "Nope")?.description
                == "The workbook has no sheet \"Nope\", which metadata.sheet names."
                + " It has: \"Hidden\", \"Deep\", \"Empty\", \"Müller & Co\", \"Last\".")
    }

    @Test func sheetsThatHoldOnlyAChartAreLeftOut() throws {
        var workbook = TestWorkbook(sheets: [
            .init(name: "Chart", rows: ""), .init(name: "Data", rows: "<row><c><v>1</v></c></row>"),
        ])
        workbook.replaced["xl/_rels/workbook.xml.rels"] = TestWorkbook.relationships([
            ("rId1", "chartsheet", "chartsheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"),
        ])
        #expect(try Reading.workbook(try workbook.bytes()).sheet == "Data")
    }

    @Test func strictNamespacesPrefixesAndForeignElementsAreUnderstood() throws {
        var workbook = TestWorkbook("")
        workbook.replaced["xl/worksheets/sheet1.xml"] = """
            <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:o="urn:other">\
            <x:sheetData><o:row><x:c><x:v>0</x:v></x:c></o:row><x:row r="2"><x:c r="A2" o:t="s" o:r="B2"><o:v>9</o:v><x:v>1</x:v>\
            <x:extLst><o:t>no</o:t></x:extLst></x:c></x:row></x:sheetData><x:sheetData2><x:row/></x:sheetData2></x:worksheet>
            """
        #expect(try Reading.workbook(try workbook.bytes()).rows == [ReadRow(2, ["1"])])
    }

    @Test func partsInUTF16AreRead() throws {
        var entries = TestWorkbook("").parts.map { ZipWriter.Entry($0.name, $0.text) }
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + TestWorkbook.sheet("<row><c t=\"str\"><v>Ä€</v></c></row>")
        let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let place = try #require(entries.firstIndex { $0.name == "xl/worksheets/sheet1.xml" })
        entries[place].bytes = bytes
        #expect(try Reading.workbook(try ZipWriter.archive(entries)).rows == [ReadRow(1, ["Ä€"])])
    }

    @Test func archivesOfZIP64AndNamesInAnotherCaseAreRead() throws {
        var raw = TestWorkbook("<row><c><v>1</v></c></row>").raw
        raw.isLong = true
        for index in raw.entries.indices {
            raw.entries[index].isLong = index % 2 == 0
            raw.entries[index].name = Array(String(decoding: raw.entries[index].name, as: UTF8.self).uppercased().utf8)
        }
        raw.comment = Array("PK\u{5}\u{6} a comment that looks like an end".utf8)
        #expect(try Reading.workbook(raw.bytes).rows == [ReadRow(1, ["1"])])
    }

    @Test func batchesStayWithinTheirLimitHoweverMuchAFewBytesUnpackTo() throws {
        var workbook = TestWorkbook(
            (0..<3000).map { _ in "<row><c t=\"s\"><v>0</v></c><c r=\"Z1\"><v>1</v></c></row>" }.joined())
        workbook.strings = [String(repeating: "long ", count: 100)]
        let bytes = try workbook.bytes()
        #expect(try Reading.workbook(bytes).largestBatch < 300)
        var limits = SheetLimits()
        limits.batchRows = 7
        let small = try Reading.workbook(bytes, limits: limits)
        #expect(small.largestBatch == 7)
        #expect(small.rows == (try Reading.workbook(bytes).rows))
        #expect(small.rows.map(\.line) == Array(1...3000))
    }
}
