public import Foundation

/// Where a job is in its life.
public enum JobState: String, Sendable, Hashable, CaseIterable {
    /// Waiting for a worker, or for its time.
    case ready
    /// Leased by a worker.
    case running
    /// Worked off.
    case done
    /// Given up after the last attempt.
    case dead
}

/// What an operator sees of a job.
public struct JobSummary: Sendable, Hashable {
    /// The job's identity.
    public var id: JobID
    /// What kind of work it is: a ``JobKind``, or one that a newer version of the service has queued.
    public var kind: String
    /// Where it is in its life.
    public var state: JobState
    /// How often it has been claimed.
    public var attempts: Int
    /// The file of an `ingest` job.
    public var fileID: FileID?
    /// The ingestion of an `ingest` job.
    public var ingestionID: IngestionID?
    /// The bucket of a `delete_object` job.
    public var bucket: String?
    /// The object's name of a `delete_object` job.
    public var key: String?
    /// Since when it may be claimed.
    public var runAt: Date
    /// The worker that has leased it.
    public var leasedBy: String?
    /// When the lease ends.
    public var leasedUntil: Date?
    /// Why the last attempt failed.
    public var lastError: String?
    /// When it was queued.
    public var createdAt: Date
    /// When it last changed.
    public var updatedAt: Date
}

/// What became of an operator's wish to change a job.
public enum JobChange: Sendable, Hashable {
    /// It was done.
    case changed
    /// It can't be done in this state; nothing changed.
    case refused(JobState)
    /// There is no such job.
    case notFound
}
