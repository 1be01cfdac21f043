/// What a worker needs to read one file.
public struct IngestionTask: Sendable, Hashable {
    /// The ingestion's identity.
    public var ingestionID: IngestionID
    /// The file's identity.
    public var fileID: FileID
    /// The bucket that holds the object.
    public var bucket: String
    /// The object's name.
    public var key: String
    /// The entity tag that was confirmed; reading must be conditional on it.
    public var etag: String?
    /// The SHA-256 that the client declared, as it wrote it; nil when it declared none.
    public var declaredHash: String?
    /// The client's name for the file, which says CSV or XLSX.
    public var filename: String
    /// The size that was confirmed, in bytes.
    public var size: Int64?
    /// What the client attached at confirmation: a JSON text.
    public var metadataJSON: String?
}

/// What reading a file to its end gave.
public struct IngestionResult: Sendable, Hashable {
    /// Number of transactions.
    public var rowCount: Int64
    /// Number of rejected rows.
    public var rejectedRowCount: Int64
    /// The content's SHA-256 in lowercase hexadecimal digits.
    public var sha256: String
    /// Anything else worth keeping: a JSON text, or nil.
    public var detailsJSON: String?
    /// Why the file is of no use although it was read, for its owner; nil when it is ready.
    public var failure: String?

    /// A result with these parts.
    public init(
        rowCount: Int64, rejectedRowCount: Int64 = 0, sha256: String, detailsJSON: String? = nil, failure: String? = nil
    ) {
        self.rowCount = rowCount
        self.rejectedRowCount = rejectedRowCount
        self.sha256 = sha256
        self.detailsJSON = detailsJSON
        self.failure = failure
    }
}
