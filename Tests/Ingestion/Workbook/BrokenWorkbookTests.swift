import Testing

@testable import Ingestion

@Suite("Broken workbooks")
struct BrokenWorkbookTests {
    static let row = "<row><c><v>1</v></c></row>"

    @Test func bytesThatAreNoArchiveAreRefused() {
        for bytes in [[], Array("PK\u{3}\u{4}....".utf8), [UInt8](repeating: 0, count: 100_000)] {
            #expect(
                Reading.refusal(bytes)?.description
                    == "The workbook is broken: its ZIP archive can't be read. Save it again and upload that.")
        }
    }

    @Test func everyCutOfAWorkbookIsRefused() throws {
        let bytes = try TestWorkbook(Self.row).bytes()
        for length in stride(from: 0, to: bytes.count, by: 13) {
            #expect(Reading.refusal(Array(bytes[..<length]))?.code == .brokenWorkbook)
        }
    }

    @Test func everyFlippedByteEndsInRowsOrOneRefusal() throws {
        let bytes = try TestWorkbook(Self.row).bytes()
        for index in bytes.indices {
            var copy = bytes
            copy[index] ^= 0xFF
            // Either answer is right; no crash and no other error is what this asks for.
            _ = Reading.refusal(copy)
        }
    }

    @Test func archivesThatAreNoWorkbookSaySo() throws {
        let plain = try ZipWriter.archive([ZipWriter.Entry("notes.txt", "hello")])
        #expect(Reading.refusal(plain) == .notAWorkbook)
        #expect(Reading.refusal(RawZip().bytes) == .notAWorkbook)
        var document = TestWorkbook("")
        document.replaced["xl/workbook.xml"] =
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>"
        #expect(Reading.refusal(try document.bytes()) == .notAWorkbook)
        var binary = TestWorkbook("")
        binary.replaced["_rels/.rels"] = TestWorkbook.relationships([("rId1", "officeDocument", "xl/workbook.bin")])
        #expect(Reading.refusal(try binary.bytes())?.description.contains(".xlsb") == true)
    }

    @Test(arguments: [
        "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
    ])
    func missingPartsAreNamed(_ part: String) throws {
        var workbook = TestWorkbook(Self.row)
        workbook.strings = []
        workbook.removed = [part]
        #expect(Reading.refusal(try workbook.bytes())?.description.contains("\"\(part)\" is missing") == true)
    }

    @Test func missingStylesAreNoMistake() throws {
        var workbook = TestWorkbook(Self.row)
        workbook.removed = ["xl/styles.xml"]
        #expect(try Reading.workbook(try workbook.bytes()).rows.count == 1)
    }

    @Test(arguments: [
        "", "<worksheet", "text", "<worksheet xmlns=\"\(TestWorkbook.mainNamespace)\"><sheetData></worksheet>",
        "<worksheet xmlns=\"\(TestWorkbook.mainNamespace)\">&unknown;</worksheet>",
        "<?xml version=\"1.0\" encoding=\"x-unknown\"?><worksheet/>", "<x:worksheet/>",
    ])
    func partsThatAreNoXMLAreRefused(_ text: String) throws {
        var workbook = TestWorkbook("")
        workbook.replaced["xl/worksheets/sheet1.xml"] = text
        let refusal = Reading.refusal(try workbook.bytes())
        #expect(refusal?.code == .brokenWorkbook)
        #expect(refusal?.description.contains("\"xl/worksheets/sheet1.xml\", line 1 isn't valid XML") == true)
    }

    @Test(arguments: [
        "<row r=\"0\"/>", "<row r=\"1048577\"/>", "<row r=\"99999999999999999999999\"/>", "<row r=\"-1\"/>",
        "<row r=\"\"/>", "<row r=\"1048576\"/><row/>", "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"2\"/><row r=\"1\"/>",
        "<row><c r=\"XFE1\"/></row>", "<row><c r=\"1\"/></row>", "<row><c r=\"XFD1\"/><c/></row>",
        "<row><c r=\"B1\"/><c r=\"A1\"/></row>", "<row><c r=\"B1\"/><c r=\"B1\"/></row>",
        "<row><c t=\"s\"><v>0</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
        "<row><c t=\"s\"><v>99999999999999999999999</v></c></row>", "<row><c t=\"s\"><v>x</v></c></row>",
    ])
    func placesAndReferencesBeyondTheSheetAreRefused(_ rows: String) throws {
        let refusal = Reading.refusal(try TestWorkbook(rows).bytes())
        #expect(refusal?.code == .brokenWorkbook)
        #expect(refusal?.description.hasPrefix("Row ") == true, "\(refusal?.description ?? "none")")
    }

    @Test func checksumsAreChecked() {
        var raw = TestWorkbook(Self.row).raw
        for index in raw.entries.indices { raw.entries[index].checksum = 1 }
        #expect(Reading.refusal(raw.bytes) == .brokenArchive)
    }

    @Test func workbooksWithAPasswordAreRefused() throws {
        let parts = TestWorkbook(Self.row).parts
        let bytes = try ZipWriter.archive(parts.map { ZipWriter.Entry($0.name, $0.text, password: "secret") })
        #expect(Reading.refusal(bytes) == .encryptedWorkbook)
        var raw = TestWorkbook(Self.row).raw
        raw.entries[0].flags = 1
        #expect(Reading.refusal(raw.bytes) == .encryptedWorkbook)
    }

    @Test func otherCompressionsAreRefused() {
        var raw = TestWorkbook(Self.row).raw
        for index in raw.entries.indices { raw.entries[index].method = 14 }
        #expect(Reading.refusal(raw.bytes) == .brokenArchive)
    }
}
