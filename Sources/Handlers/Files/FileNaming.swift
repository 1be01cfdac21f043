import ContractRuntime
import Foundation
import Generated
import Metadata

/// Names objects and knows the media types of file names.
enum FileNaming {
    /// The ending of a file's name: one of the two that the contract allows, whatever else the name holds.
    ///
    /// Decided by bytes: a character that joins the point before it would hide the ending from a comparison of
    /// characters, and nothing of the client's name may become part of an object's name.
    static func fileExtension(of filename: String) -> String {
        filename.utf8.suffix(5).map { $0 | 0x20 } == Array(".xlsx".utf8) ? "xlsx" : "csv"
    }

    /// The media type that a name's ending stands for.
    static func contentType(of filename: String) -> ContentType {
        fileExtension(of: filename) == "xlsx" ? workbook : .textCSV
    }

    /// Whether a name's ending and a media type fit; a browser may call a CSV file an Excel one, not the reverse.
    static func accepts(_ contentType: ContentType, for filename: String) -> Bool {
        (fileExtension(of: filename) == "xlsx") == (contentType == workbook)
    }

    private static let workbook = ContentType.applicationVndOpenxmlformatsOfficedocumentSpreadsheetmlSheet

    /// Where an upload goes: `temp/USER/FILE_TYPE/yyyyMMdd_HHmmss_FILE.csv`, unique for each upload.
    static func uploadKey(owner: UserID, fileType: Metadata.FileType, file: FileID, filename: String, at date: Date)
        -> String
    {
        let digits = date.formatted.prefix(19).filter(\.isNumber)
        let name = "\(digits.prefix(8))_\(digits.dropFirst(8))_\(file)"
        return "temp/\(owner)/\(fileType.rawValue)/\(name).\(fileExtension(of: filename))"
    }

    /// Where a confirmed file stands. Each confirmation has a name of its own, so that of two at the same time
    /// neither can replace what the other verified.
    static func confirmedKey(owner: UserID, file: FileID, filename: String, attempt: UUID) -> String {
        "files/\(owner)/\(file)/\(attempt.formatted).\(fileExtension(of: filename))"
    }
}
