import Testing

@testable import Ingestion

@Suite("Names and texts in workbooks")
struct WorkbookNamesTests {
    static func column(_ reference: String) -> Int? {
        Array(reference.utf8).withUnsafeBytes { CellReference.column($0) }
    }

    static func decoded(_ text: String) -> String {
        var bytes = Array("_x0041_".utf8) + Array(text.utf8)
        SpreadsheetText.decodeEscapes(in: &bytes, from: 7)
        return String(decoding: bytes.dropFirst(7), as: UTF8.self)
    }

    @Test func columnsAreNamedByLetters() {
        #expect(Self.column("A1") == 0)
        #expect(Self.column("Z99") == 25)
        #expect(Self.column("AA5") == 26)
        #expect(Self.column("xfd1048576") == 16_383)
        for wrong in ["XFE1", "AAAAAAAAAAAAAAAAAAAA1", "", "1", "$A$1", "Ä1"] { #expect(Self.column(wrong) == nil) }
    }

    @Test func escapesOfTextsAreDecoded() {
        #expect(Self.decoded("a_x000D_b") == "a\rb")
        #expect(Self.decoded("_x20ac_") == "€")
        #expect(Self.decoded("_x005F_x000D_") == "_x000D_")
        for plain in ["", "_x", "_x000_", "_xZZZZ_", "_x0000_", "_xD83D_", "x000D_", "_X000D_"] {
            #expect(Self.decoded(plain) == plain)
        }
    }

    @Test func targetsAreResolvedWithinThePackage() {
        #expect(PartName.resolve("worksheets/sheet1.xml", from: "xl/workbook.xml") == "xl/worksheets/sheet1.xml")
        #expect(PartName.resolve("/xl/styles.xml", from: "xl/workbook.xml") == "xl/styles.xml")
        #expect(PartName.resolve("../a/./b.xml", from: "xl/workbook.xml") == "a/b.xml")
        #expect(PartName.resolve("xl/workbook.xml", from: "") == "xl/workbook.xml")
        #expect(PartName.resolve("../../etc/passwd", from: "xl/workbook.xml") == nil)
        #expect(PartName.resolve("", from: "workbook.xml") == nil)
        #expect(PartName.relationships(of: "xl/workbook.xml") == "xl/_rels/workbook.xml.rels")
        #expect(PartName.relationships(of: "") == "_rels/.rels")
    }
}
