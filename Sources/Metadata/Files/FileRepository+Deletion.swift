public import Foundation

extension FileRepository {
    private static let deletion = Statement(
        "deleteFile",
        """
        WITH deleted AS (
            DELETE FROM file_uploads
            WHERE id = $1::uuid AND user_id = $2::uuid
            RETURNING id, user_id, bucket, storage_path, upload_bucket, upload_path, upload_expires_at
        ), objects AS (
            SELECT id, user_id, bucket, storage_path AS key, now() AS run_at FROM deleted
            UNION ALL
            -- A client may still hold the upload URL, so this place is cleared once it has expired.
            SELECT id, user_id, upload_bucket, upload_path, upload_expires_at + interval '1 minute' FROM deleted
            WHERE (upload_bucket, upload_path) <> (bucket, storage_path) OR upload_expires_at > now()
        ), queued AS (
            INSERT INTO jobs (kind, payload, run_at)
            SELECT 'delete_object', \(JobKind.deletion("bucket", "key", of: "id", "user_id")), greatest(run_at, now())
            FROM objects
        )
        SELECT count(*) FROM deleted
        """)

    /// Removes the record, its ingestion, its transactions and its rejected rows, and queues the deletion of its objects, all at once.
    public func deleteFile(_ id: FileID, owner: UserID) async throws(DatabaseError) -> DeleteOutcome {
        let result = try await database.query(Self.deletion, [.id(id), .id(owner)])
        guard var row = result.first, try row.integer() > 0 else {
            try await refuse(id.rawValue, to: owner)
            return .notFound
        }
        return .deleted
    }

    private static let expiry = Statement(
        "expireUploads",
        """
        WITH stale AS (
            SELECT id FROM file_uploads
            WHERE status IN ('pending', 'uploading') AND upload_expires_at < $1::timestamptz
            ORDER BY upload_expires_at
            LIMIT $2::int8
            FOR UPDATE SKIP LOCKED
        ), expired AS (
            UPDATE file_uploads
            SET status = 'failed', error_message = $3::text, updated_at = now()
            FROM stale WHERE file_uploads.id = stale.id
            RETURNING file_uploads.id, user_id, upload_bucket, upload_path
        ), queued AS (
            INSERT INTO jobs (kind, payload)
            SELECT 'delete_object', \(JobKind.deletion("upload_bucket", "upload_path", of: "id", "user_id"))
            FROM expired
        )
        SELECT id FROM expired
        """)

    /// Fails uploads whose URL expired before `moment` without a confirmation, and queues the deletion of what was
    /// uploaded. At most `limit` at a time; returns which. Replicas may do it at the same time.
    public func expireUploads(
        before moment: Date, limit: Int = 100, message: String = "upload was not confirmed in time"
    ) async throws(DatabaseError) -> [FileID] {
        let result = try await database.query(
            Self.expiry, [.timestamp(moment), .int8(Int64(max(0, limit))), .text(message)])
        return try result.map { row throws(DatabaseError) in try row.identifier() }
    }
}
