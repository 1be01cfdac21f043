public import Foundation

/// What is known of one uploaded file.
public struct FileRecord: Sendable, Hashable {
    /// The file's identity.
    public var id: FileID
    /// The user who signed the upload; nobody else sees the file.
    public var userID: UserID
    /// The reconciliation it belongs to; nil until it's linked.
    public var reconciliationID: ReconciliationID?
    /// The name that the client gave, unchanged.
    public var filename: String
    /// Which side of the reconciliation it is.
    public var fileType: FileType
    /// The bucket that holds the object now.
    public var bucket: String
    /// The object's name in the bucket.
    public var key: String
    /// The media type; nil when the client gave none.
    public var contentType: String?
    /// The size in bytes that the client declared; nil when it declared none.
    public var declaredSize: Int64?
    /// The object's size in bytes; nil until it's confirmed.
    public var size: Int64?
    /// The object's entity tag as the store gave it; nil until it's confirmed.
    public var etag: String?
    /// Where the file is in its life.
    public var status: FileStatus
    /// When the upload was seen or confirmed complete.
    public var uploadCompletedAt: Date?
    /// When the ingestion ended, well or not.
    public var processedAt: Date?
    /// The content's SHA-256 in lowercase hexadecimal digits; nil until it's been read.
    public var fileHash: String?
    /// Number of transactions; nil until the file is ready.
    public var rowCount: Int?
    /// Number of rows that were rejected; nil until the file has been read to its end.
    public var rejectedRowCount: Int64?
    /// Why it failed; nil unless it failed.
    public var errorMessage: String?
    /// What the client attached at confirmation: a JSON text, as PostgreSQL's `jsonb` prints it.
    public var metadataJSON: String?
    /// How many download URLs were handed out.
    public var downloadCount: Int64
    /// The ingestion; nil until the file is confirmed.
    public var ingestionID: IngestionID?
    /// `put` or `post`.
    public var uploadMethod: String
    /// When the upload URL ceases to work.
    public var uploadExpiresAt: Date
    /// When the upload was signed, exact to the microsecond.
    public var createdAt: Date
    /// When the record last changed.
    public var updatedAt: Date
}

extension FileRecord {
    /// The columns that `init(row:)` reads, of `file_uploads AS f` and `file_ingestions AS i`.
    static let columns = """
        f.id, f.user_id, f.reconciliation_id, f.filename, f.file_type, f.bucket, f.storage_path, f.content_type,
        f.declared_size_bytes, f.file_size_bytes, f.etag, f.status, f.upload_completed_at,
        f.processed_at, f.file_hash, f.row_count, f.error_message, f.metadata::text, f.download_count, i.id,
        f.upload_method, f.upload_expires_at, f.created_at, f.updated_at, i.rejected_row_count
        """

    init(row: inout RowReader) throws(DatabaseError) {
        id = try row.identifier()
        userID = try row.identifier()
        reconciliationID = try row.optionalIdentifier()
        filename = try row.text()
        fileType = try row.value()
        bucket = try row.text()
        key = try row.text()
        contentType = try row.optionalText()
        declaredSize = try row.optionalInteger()
        size = try row.optionalInteger()
        etag = try row.optionalText()
        status = try row.value()
        uploadCompletedAt = try row.optionalTimestamp()
        processedAt = try row.optionalTimestamp()
        fileHash = try row.optionalText()
        rowCount = try row.optionalInteger().map { Int(clamping: $0) }
        errorMessage = try row.optionalText()
        metadataJSON = try row.optionalText()
        downloadCount = try row.integer()
        ingestionID = try row.optionalIdentifier()
        uploadMethod = try row.text()
        uploadExpiresAt = try row.timestamp()
        createdAt = try row.timestamp()
        updatedAt = try row.timestamp()
        rejectedRowCount = try row.optionalInteger()
    }
}

extension RowReader {
    /// The next column, a text that is one of the enumeration's raw values.
    mutating func value<Value: RawRepresentable>() throws(DatabaseError) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: try text()) else {
            throw DatabaseError(
                .protocolViolation, operation: "decode \(Value.self)", hint: "the database holds an unknown value")
        }
        return value
    }
}
