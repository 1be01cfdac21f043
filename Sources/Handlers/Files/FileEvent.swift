/// What became of a request to move a file, for whoever keeps metrics.
///
/// Observers are called on whatever thread the request runs on and must return at once.
public struct FileEvent: Sendable, Hashable {
    /// What was asked for.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// An upload was confirmed, which is when the service sees it first.
        case upload = "upload"
        /// A download's URL was asked for; the bytes come from the store.
        case download = "download"
        /// A file was deleted.
        case delete = "delete"
    }

    /// How it ended.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It was done.
        case success = "success"
        /// The store could not be used; a job does it later and counts again.
        case deferred = "deferred"
        /// There is no such file, or nothing was uploaded yet.
        case notFound = "not_found"
        /// The file is in a state in which it cannot be done.
        case conflict = "conflict"
        /// The object has another size than announced.
        case sizeMismatch = "size_mismatch"
        /// The object is another kind of file than announced.
        case contentMismatch = "content_mismatch"
        /// The store or the database failed.
        case error = "error"
    }

    /// What was asked for.
    public var action: Action
    /// How it ended.
    public var outcome: Outcome
    /// The file's size in bytes, where it was done and the size is known.
    public var bytes: Int64?

    /// Pairs the facts.
    public init(_ action: Action, _ outcome: Outcome, bytes: Int64? = nil) {
        self.action = action
        self.outcome = outcome
        self.bytes = bytes
    }

    /// Takes note of events; must not block.
    public typealias Observer = @Sendable (FileEvent) -> Void
}
