/// Where a file is in its life.
///
/// ```
/// pending --> uploading --> uploaded --> confirmed --> processing --> ready
///    \            \             \            \              \
///     '------------'-------------'------------'--------------'--> failed
/// ```
/// `uploading` and `uploaded` may be skipped: the service learns of an upload only by its confirmation.
public enum FileStatus: String, Sendable, Hashable, CaseIterable {
    /// The URL was signed; nothing was seen yet.
    case pending
    /// The store said that an upload began.
    case uploading
    /// The client confirmed while the store could not be asked; a job will check the object.
    case uploaded
    /// The client confirmed and the object was checked; an ingestion is queued.
    case confirmed
    /// A worker reads the object.
    case processing
    /// All rows are stored. Final.
    case ready
    /// Expired, rejected or unreadable. Final.
    case failed

    /// The states that this one may become.
    public var successors: Set<FileStatus> {
        switch self {
        case .pending: [.uploading, .uploaded, .confirmed, .failed]
        case .uploading: [.uploaded, .confirmed, .failed]
        case .uploaded: [.confirmed, .failed]
        case .confirmed: [.processing, .failed]
        case .processing: [.ready, .failed]
        case .ready, .failed: []
        }
    }

    /// Whether the transition is legal; staying in a state is none.
    public func canBecome(_ next: FileStatus) -> Bool {
        successors.contains(next)
    }
}

/// Which side of a reconciliation a file is.
public enum FileType: String, Sendable, Hashable, CaseIterable {
    /// The file to be reconciled.
    case source
    /// The file to compare with.
    case comparison
}
