/// What became of ``FileRepository/createFileRecord(_:rateLimit:quota:idempotencyKey:)``.
public enum CreateFileOutcome: Sendable, Hashable {
    /// The record exists, with status `pending`.
    case created(FileID)
    /// The user has used the limit up; the next request is admitted after this time. Nothing was stored.
    case rateLimited(retryAfter: Duration)
    /// The reconciliation doesn't exist or is another user's. Nothing was stored and nothing counted.
    case reconciliationNotFound
    /// The file would exceed the user's quota. Nothing was stored and nothing counted.
    case quotaExceeded(Usage)
    /// The same request was done before under the same key; this is what came of it. Nothing was stored or counted.
    case repeated(SignedUpload)
    /// The key belongs to another request. Nothing was stored and nothing counted.
    case idempotencyKeyReused
}

/// The object that a confirmation verified.
public struct ConfirmedObject: Sendable, Hashable {
    /// The bucket where it's now.
    public var bucket: String
    /// The object's name there.
    public var key: String
    /// Its size in bytes.
    public var size: Int64
    /// Its entity tag as the store gave it.
    public var etag: String
    /// Its media type; nil keeps what is recorded.
    public var contentType: String?

    /// An object with these parts.
    public init(bucket: String, key: String, size: Int64, etag: String, contentType: String?) {
        self.bucket = bucket
        self.key = key
        self.size = size
        self.etag = etag
        self.contentType = contentType
    }
}

/// What became of a confirmation.
public enum ConfirmOutcome: Sendable, Hashable {
    /// The file is confirmed now and its ingestion queued.
    case confirmed(IngestionID)
    /// It was confirmed before; nothing changed.
    case alreadyConfirmed(IngestionID, FileStatus)
    /// It can't be confirmed in this state; nothing changed.
    case illegalState(FileStatus)
    /// The reconciliation doesn't exist or is another user's; nothing changed.
    case reconciliationNotFound
    /// The file doesn't exist or is another user's.
    case notFound
}

/// What became of a link to a reconciliation.
public enum LinkOutcome: Sendable, Hashable {
    /// The file belongs to the reconciliation now.
    case linked(FileRecord)
    /// The file doesn't exist or is another user's.
    case fileNotFound
    /// The reconciliation doesn't exist or is another user's.
    case reconciliationNotFound
}

/// What became of the wish to download.
public enum DownloadOutcome: Sendable, Hashable {
    /// The object can be handed out; the download was counted.
    case available(FileRecord)
    /// The file doesn't exist or is another user's.
    case notFound
    /// There is no checked object in this state; nothing was counted.
    case notUploaded(FileStatus)
}

/// What became of a deletion.
public enum DeleteOutcome: Sendable, Hashable {
    /// Record, ingestion and transactions are gone; the objects' deletion is queued.
    case deleted
    /// The file doesn't exist or is another user's.
    case notFound
}
