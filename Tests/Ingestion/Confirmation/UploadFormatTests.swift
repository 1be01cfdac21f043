import Testing

@testable import Ingestion

@Suite struct UploadFormatTests {
    @Test func theNamesLastBytesDecide() {
        #expect(UploadFormat(filename: "a.xlsx") == .workbook)
        #expect(UploadFormat(filename: "A.XLSX") == .workbook)
        #expect(UploadFormat(filename: "e\u{301}.xlsx") == .workbook)
        #expect(UploadFormat(filename: "a\u{600}.XLSX") == .workbook)
        #expect(UploadFormat(filename: "a.xlsx.csv") == .csv)
        #expect(UploadFormat(filename: "") == .csv)
        #expect(UploadFormat.workbook.fileExtension == "xlsx")
        #expect(UploadFormat.csv.fileExtension == "csv")
    }

    @Test func refusalsTellTheOwnerWhatWasFound() {
        #expect(
            UploadRefusal.content("text", expected: .workbook).description
                == "The file's name says an Excel workbook, and its content is text.")
        #expect(
            UploadRefusal.size(found: 10, announced: 142).description
                == "The uploaded object has 10 bytes and 142 were announced.")
    }
}
