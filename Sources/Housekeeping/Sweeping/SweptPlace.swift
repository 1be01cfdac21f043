/// A part of a bucket that holds nothing but what this service puts there.
///
/// Whatever else is in the buckets was put there by somebody else, and isn't looked at.
struct SweptPlace: Hashable {
    /// Uploads, and what a health check left behind.
    static let temporaryPrefixes = ["temp/", "health/"]
    /// Where archived files go.
    static let archivePrefix = "archive/"
    /// Confirmed files and archived ones.
    static let filePrefixes = ["files/", archivePrefix]

    var bucket: String
    var prefix: String

    /// The name under which progress is kept.
    var task: String { "sweep \(bucket)/\(prefix)" }
}
