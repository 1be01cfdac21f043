public import TracePropagation

/// What kind of work a job is.
public enum JobKind: String, Sendable, Hashable, CaseIterable {
    /// Read a confirmed file's object into transactions.
    case ingest
    /// Check and promote an upload that was confirmed while the store could not be asked.
    case confirm
    /// Delete an object that no record refers to any more.
    case deleteObject = "delete_object"
}

/// A job's work with what it needs.
public enum JobPayload: Sendable, Hashable {
    /// Read this file's object into transactions.
    case ingest(file: FileID, ingestion: IngestionID)
    /// Check and promote this file's upload; `announcedSize` is what its confirmation said, in bytes.
    case confirm(file: FileID, ingestion: IngestionID, announcedSize: Int64?)
    /// Delete this object; that it's gone already is fine.
    case deleteObject(bucket: String, key: String)

    /// What kind of work it is.
    public var kind: JobKind {
        switch self {
        case .ingest: .ingest
        case .confirm: .confirm
        case .deleteObject: .deleteObject
        }
    }
}

/// A job that one worker has leased.
public struct Job: Sendable, Hashable {
    /// The job's identity.
    public var id: JobID
    /// What to do.
    public var payload: JobPayload
    /// How often it has been claimed, this time included: 1 to ``JobQueue/maximumAttempts``.
    public var attempt: Int
    /// The request that queued it; nil where none did.
    public var requestID: String?
    /// The trace and the step of it that queued it; nil where none did.
    public var trace: TraceContext?
    /// What kind of work it is.
    public var kind: JobKind { payload.kind }
}

extension JobKind {
    /// The payload of a job that deletes an object, as SQL of four expressions: the object's place, and the file and user
    /// that it was of, which the audit trail names when both may be gone.
    static func deletion(_ bucket: String, _ key: String, of file: String, _ user: String) -> String {
        "jsonb_build_object('bucket', \(bucket), 'key', \(key), 'of_file', \(file), 'of_user', \(user))"
    }
}
