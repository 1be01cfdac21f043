/// What a file is by the ending of its name: one of the two that uploads may have.
public enum UploadFormat: Sendable, Hashable {
    /// Text with separated values.
    case csv
    /// An Excel workbook (.xlsx).
    case workbook

    /// Decides by the name's last bytes.
    ///
    /// A character that joins the point before it would hide the ending from a comparison of characters, and nothing of
    /// a client's name may become part of an object's name.
    public init(filename: String) {
        self = filename.utf8.suffix(5).map { $0 | 0x20 } == Array(".xlsx".utf8) ? .workbook : .csv
    }

    /// The ending that objects of this format get, without its point.
    public var fileExtension: String {
        switch self {
        case .csv: "csv"
        case .workbook: "xlsx"
        }
    }

    /// What people call it, with its article.
    var name: String {
        switch self {
        case .csv: "a CSV file"
        case .workbook: "an Excel workbook"
        }
    }
}
