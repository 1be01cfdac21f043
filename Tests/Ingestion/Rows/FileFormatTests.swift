import Testing

@testable import Ingestion

@Suite("File format")
struct FileFormatTests {
    private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    private static let text = Array("date".utf8)

    private static func refusal(_ first: [UInt8], _ filename: String) -> ContentError? {
        do throws(ContentError) {
            _ = try FileFormat.decide(first: first, filename: filename)
            return nil
        } catch {
            return error
        }
    }

    @Test func workbooksAreRecognisedByTheirFirstBytes() throws {
        #expect(try FileFormat.decide(first: Self.zip, filename: "Book.XLSX") == .excelWorkbook)
        #expect(try FileFormat.decide(first: Self.zip, filename: "book.csv") == .excelWorkbook)
        #expect(try FileFormat.decide(first: [0x50, 0x4B, 0x05, 0x06], filename: "book.xlsm") == .excelWorkbook)
        #expect(try FileFormat.decide(first: Self.text, filename: "book.csv") == .csv)
        #expect(try FileFormat.decide(first: [], filename: "xlsx.csv") == .csv)
        #expect(try FileFormat.decide(first: [0x50, 0x4B], filename: "a.csv") == .csv)
    }

    @Test func textThatIsNamedAsAWorkbookIsNone() {
        #expect(Self.refusal(Self.text, "book.xlsx") == .notAWorkbook)
        #expect(Self.refusal([], "book.xlsx") == .notAWorkbook)
    }

    @Test func olderAndProtectedWorkbooksAreToldApart() {
        #expect(Self.refusal(Self.compound, "book.xls") == .legacyWorkbook)
        #expect(Self.refusal(Self.compound, "book.csv") == .legacyWorkbook)
        #expect(Self.refusal(Self.text, "book.xls") == .legacyWorkbook)
        #expect(Self.refusal(Self.compound, "book.xlsx") == .encryptedWorkbook)
    }
}
