import Foundation
import Generated
import Metadata
import Testing

@testable import Handlers

@Suite struct FileNamingTests {
    @Test func acceptsWhatBrowsersSayOfACSVFileButNotAWorkbookForIt() {
        #expect(FileNaming.accepts(.textCSV, for: "a.csv"))
        #expect(FileNaming.accepts(.applicationVndMsExcel, for: "a.csv"))
        #expect(!FileNaming.accepts(.textCSV, for: "a.xlsx"))
        #expect(!FileNaming.accepts(FileNaming.contentType(of: "a.xlsx"), for: "a.csv"))
        #expect(FileNaming.accepts(FileNaming.contentType(of: "a.xlsx"), for: "a.xlsx"))
        #expect(FileNaming.acceptedContentType("TEXT/CSV; charset=utf-8", for: "a.csv") == "text/csv")
        #expect(FileNaming.acceptedContentType("text/html", for: "a.csv") == nil)
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
