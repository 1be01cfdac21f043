import Testing

@testable import Ingestion

@Suite("Hostile XML")
struct HostileXMLTests {
    static let parts = [
        "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
    ]

    static func workbook(_ rows: String) -> TestWorkbook {
        var workbook = TestWorkbook(rows)
        workbook.strings = ["a"]
        return workbook
    }

    static func refusal(_ part: String, _ text: String) throws -> ContentError? {
        var workbook = workbook("<row><c><v>1</v></c></row>")
        workbook.replaced[part] = text
        return Reading.refusal(try workbook.bytes())
    }

    @Test(arguments: parts)
    func everyDeclarationIsRefusedInEveryPart(_ part: String) throws {
        let laughs = (1..<10).map { level in
            "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
        }.joined()
        let declarations = [
            "<!DOCTYPE x>", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE x [<!ENTITY % p \"x\"> %p;]>",
            "<!DOCTYPE x [<!ENTITY l0 \"lol\">\(laughs)]>", "<!DOCTYPE x [<!ATTLIST x a CDATA \"b\">]>",
        ]
        for declaration in declarations {
            let refusal = try Self.refusal(part, "<?xml version=\"1.0\"?>\(declaration)<x>&l9;&e;</x>")
            #expect(refusal?.code == .forbiddenContent)
            #expect(
                refusal?.description
                    == "The workbook's part \"\(part)\" is refused: it holds a document type declaration.")
        }
    }

    @Test func elementsThatAreNestedTooDeepAreRefused() throws {
        let deep = TestWorkbook.sheet(String(repeating: "<a>", count: 100_000))
        let refusal = try Self.refusal("xl/worksheets/sheet1.xml", deep)
        #expect(refusal?.description.contains("nested deeper than 64") == true)
    }

    @Test(arguments: ["<a b=\"", "<!--", "<?pi ", "<a"])
    func tagsWithoutEndAreRefused(_ start: String) throws {
        let text = TestWorkbook.sheet("").dropLast("</sheetData></worksheet>".utf8.count) + start
        // Not so regular that the ratio stops it before.
        var generator = SeededGenerator(seed: 1)
        let filler = (0..<400_000).map { _ in String(generator.next() % 100_000_000) }.joined()
        #expect(
            try Self.refusal("xl/worksheets/sheet1.xml", text + filler)?.description.contains("a tag of more") == true)
    }

    @Test func anEndlessVarietyOfNamesIsRefused() throws {
        let elements = (0..<3000).map { "<name\($0)/>" }.joined()
        let attributes = (0..<3000).map { "<row name\($0)=\"1\"/>" }.joined()
        let prefixes = (0..<300).map { "<a xmlns:p\($0)=\"u\"/>" }.joined()
        for rows in [elements, attributes, prefixes] {
            let refusal = Reading.refusal(try Self.workbook(rows).bytes())
            #expect(refusal?.description.contains("too many different names") == true, "\(rows.prefix(20))")
        }
    }

    @Test func rowsAndSheetsThatGrowWithoutEndAreRefused() throws {
        var limits = SheetLimits()
        limits.rowBytes = 1000
        let long = "<row r=\"5\"><c t=\"str\"><v>\(String(repeating: "x", count: 1001))</v></c></row>"
        #expect(
            Reading.refusal(try Self.workbook(long).bytes(), limits: limits)?.description
                == "Row 5: the row is larger than 1000 bytes. Save the workbook again, or export the sheet as CSV.")
        let many = "<row>\(String(repeating: "<c t=\"str\"><v>0123456789</v></c>", count: 101))</row>"
        #expect(Reading.refusal(try Self.workbook(many).bytes(), limits: limits)?.code == .brokenWorkbook)
        limits.cells = 100_000
        let wide = (1...7).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
        #expect(Reading.refusal(try Self.workbook(wide).bytes(), limits: limits) == .tooManySheetCells)
    }

    @Test func tooMuchSharedTextIsRefused() throws {
        var generator = SeededGenerator(seed: 2)
        let text = (0..<4096).map { _ in String(generator.next()) }.joined()
        var workbook = Self.workbook("<row><c><v>1</v></c></row>")
        workbook.strings = Array(repeating: text, count: (SharedStrings.byteLimit / text.utf8.count) + 1)
        var limits = ArchiveLimits()
        limits.ratio = .max
        #expect(Reading.refusal(try workbook.bytes(), archive: limits)?.code == .workbookTooLarge)
    }
}
