/// What a user's files may take up at most.
public struct Quota: Sendable, Hashable {
    /// Files at most; nil for no limit.
    public var files: Int64?
    /// Bytes at most; nil for no limit.
    public var bytes: Int64?

    /// A quota of so many files and bytes.
    public init(files: Int64?, bytes: Int64?) {
        self.files = files
        self.bytes = bytes
    }
}

/// What a user's files take up.
///
/// Counted is every file that the store may hold an object for: until it's confirmed with the size that its upload may
/// have at most, then with its own. A file that failed before it was confirmed, or was deleted, doesn't count.
public struct Usage: Sendable, Hashable {
    /// Number of files.
    public var files: Int64
    /// Bytes of all of them.
    public var bytes: Int64

    /// A usage of so many files and bytes.
    public init(files: Int64, bytes: Int64) {
        self.files = files
        self.bytes = bytes
    }
}
