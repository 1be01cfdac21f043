import Foundation
import Generated
import Metadata
import Testing

@testable import Handlers

@Suite struct FileNamingTests {
    @Test(arguments: [
        ("a.csv", "csv"), ("A.CSV", "csv"), ("a.b.xlsx", "xlsx"), ("none", "csv"), ("a\u{600}.XLSX", "xlsx"),
    ])
    func knowsTheTwoEndingsWhateverStandsBefore(_ name: String, expected: String) {
        #expect(FileNaming.fileExtension(of: name) == expected)
    }

    @Test func acceptsWhatBrowsersSayOfACSVFileButNotAWorkbookForIt() {
        #expect(FileNaming.accepts(.textCSV, for: "a.csv"))
        #expect(FileNaming.accepts(.applicationVndMsExcel, for: "a.csv"))
        #expect(!FileNaming.accepts(.textCSV, for: "a.xlsx"))
        #expect(!FileNaming.accepts(FileNaming.contentType(of: "a.xlsx"), for: "a.csv"))
        #expect(FileNaming.accepts(FileNaming.contentType(of: "a.xlsx"), for: "a.xlsx"))
    }

    @Test func namesAnUploadByUserTypeTimeAndFileAndNeverByTheClientsName() {
        let owner = UserID.random()
        let file = FileID.random()
        let key = FileNaming.uploadKey(
            owner: owner, fileType: .comparison, file: file, filename: "../../secret.CSV",
            at: Date(timeIntervalSince1970: 1_769_264_730))
        #expect(key == "temp/\(owner)/comparison/20260124_142530_\(file).csv")
    }
}
