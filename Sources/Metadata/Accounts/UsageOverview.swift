/// What all users' files take up, and whose take up most; for metrics.
public struct UsageOverview: Sendable, Hashable {
    /// One of the largest users.
    public struct User: Sendable, Hashable {
        /// Who it is.
        public var id: UserID
        /// What the user's files take up.
        public var usage: Usage
    }

    /// The largest by bytes, the largest first.
    public var largest: [User] = []
    /// What all files take up.
    public var total = Usage(files: 0, bytes: 0)
    /// How many users keep files.
    public var users: Int64 = 0
    /// How many of them use at least nine tenths of their quota of files or of bytes.
    public var nearQuota: Int64 = 0

    /// No files at all.
    public init() {}
}
