import ContractRuntime
import Foundation
import Generated
import Ingestion
import Metadata

/// Names objects and knows the media types of file names.
enum FileNaming {
    /// The media type that a name's ending stands for.
    static func contentType(of filename: String) -> ContentType {
        UploadFormat(filename: filename) == .workbook ? workbook : .textCSV
    }

    /// Whether a name's ending and a media type fit; a browser may call a CSV file an Excel one, not the reverse.
    static func accepts(_ contentType: ContentType, for filename: String) -> Bool {
        (UploadFormat(filename: filename) == .workbook) == (contentType == workbook)
    }

    /// The media type to record for one that the store has, if it is one that this file may be.
    @Sendable static func acceptedContentType(_ text: String, for filename: String) -> String? {
        guard let type = ContentType(rawValue: MediaTypeName(text).name), accepts(type, for: filename) else {
            return nil
        }
        return type.rawValue
    }

    private static let workbook = ContentType.applicationVndOpenxmlformatsOfficedocumentSpreadsheetmlSheet

    /// Where an upload goes: `temp/USER/FILE_TYPE/yyyyMMdd_HHmmss_FILE.csv`, unique for each upload.
    static func uploadKey(owner: UserID, fileType: Metadata.FileType, file: FileID, filename: String, at date: Date)
        -> String
    {
        let digits = date.formatted.prefix(19).filter(\.isNumber)
        let name = "\(digits.prefix(8))_\(digits.dropFirst(8))_\(file)"
        return "temp/\(owner)/\(fileType.rawValue)/\(name).\(UploadFormat(filename: filename).fileExtension)"
    }
}
