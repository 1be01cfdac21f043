/// Why an uploaded object is not taken in.
public enum UploadRefusal: Sendable, Hashable, CustomStringConvertible {
    /// It has another size than announced, in bytes.
    case size(found: Int64, announced: Int64)
    /// Its content is something else than its name says; the kind comes with its article.
    case content(_ kind: String, expected: UploadFormat)

    /// A sentence for the file's owner.
    public var description: String {
        switch self {
        case .size(let found, let announced):
            "The uploaded object has \(found) bytes and \(announced) were announced."
        case .content(let kind, let expected):
            "The file's name says \(expected.name), and its content is \(kind)."
        }
    }
}
