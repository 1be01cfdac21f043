import Metadata

/// How the work on a job ended.
enum JobOutcome: Sendable {
    /// The file's rows are stored and the file is ready.
    case ready(IngestionFigures)
    /// The file can't be read, and its owner was told why.
    case failed(ContentError, IngestionFigures)
    /// The deferred confirmation is done, and the ingestion queued; with the size of the upload in bytes.
    case confirmed(size: Int64)
    /// The deferred confirmation found another object than announced, or none; the reason is from a small fixed set.
    case refused(reason: String)
    /// The object is deleted.
    case deleted
    /// The file is gone or its fate was decided before.
    case nothingToDo
    /// The job belongs to another worker now; nothing was changed.
    case leaseLost
    /// The work was stopped from outside before it was done; nothing was changed.
    case stopped
    /// The store is away, whatever the job; nothing was changed, and the attempt doesn't count.
    case postponed(reason: String)
    /// A passing failure; nothing was changed. The reason is safe to log and to store. With `isOfObject` the store works
    /// and only this object can't be used, which may take a repair.
    case interrupted(reason: String, isOfObject: Bool = false)

    /// A name from a small fixed set, for logs and metrics.
    var name: String {
        switch self {
        case .ready: "ready"
        case .failed: "failed"
        case .confirmed: "confirmed"
        case .refused: "refused"
        case .deleted: "deleted"
        case .nothingToDo: "nothing_to_do"
        case .leaseLost: "lease_lost"
        case .stopped: "stopped"
        case .postponed: "postponed"
        case .interrupted: "interrupted"
        }
    }
}

/// What was read and written for one file.
struct IngestionFigures: Sendable, Equatable {
    var rows: Int64 = 0
    var rejectedRows: Int64 = 0
    /// Bytes of the object that were read, in the last reading.
    var bytes: Int64 = 0
}
