import Foundation

extension FileRepository {
    /// A single conditional UPDATE decides; ingestion and job follow from the row it returns. Of two confirmations at
    /// once the second waits for the first's commit, then finds the state changed and updates nothing.
    ///
    /// The last column is what this statement's snapshot saw. It may be older than the row that the UPDATE found, so
    /// "not updated, though the snapshot shows a state that could be" means a lost race.
    private static let confirmation = Statement(
        "confirmUpload",
        """
        WITH owned AS MATERIALIZED (
            \(reconciliationOwnership("$9", user: "$2"))
        ), confirmed AS (
            UPDATE file_uploads
            SET status = 'confirmed',
                bucket = $4::text,
                storage_path = $5::text,
                file_size_bytes = $6::int8,
                etag = $7::text,
                content_type = coalesce($8::text, content_type),
                reconciliation_id = coalesce($9::uuid, reconciliation_id),
                metadata = coalesce($10::text::jsonb, metadata),
                declared_hash = $11::text,
                upload_started_at = coalesce(upload_started_at, now()),
                upload_completed_at = coalesce(upload_completed_at, now()),
                updated_at = now()
            FROM owned
            WHERE id = $1::uuid AND user_id = $2::uuid AND owned.valid
                AND status IN ('pending', 'uploading')
            RETURNING id, user_id, upload_bucket, upload_path, upload_expires_at, bucket, storage_path
        ), ingestion AS (
            INSERT INTO file_ingestions (id, file_id)
            SELECT $3::uuid, id FROM confirmed
        ), job AS (
            INSERT INTO jobs (kind, payload)
            SELECT 'ingest', jsonb_build_object('file_id', id, 'ingestion_id', $3::uuid) FROM confirmed
        ), leftover AS (
            -- The uploaded object was copied elsewhere. Its URL may still work, so it's deleted after that.
            INSERT INTO jobs (kind, payload, run_at)
            SELECT 'delete_object', \(JobKind.deletion("upload_bucket", "upload_path", of: "id", "user_id")),
                greatest(upload_expires_at, now()) + interval '1 minute'
            FROM confirmed
            WHERE (upload_bucket, upload_path) <> (bucket, storage_path)
        )
        SELECT EXISTS (SELECT FROM confirmed), owned.valid, f.status, i.id
        FROM owned, file_uploads AS f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
        WHERE f.id = $1::uuid AND f.user_id = $2::uuid
        """)

    /// Records that the object was checked, and queues its ingestion; exactly once however often it's called.
    ///
    /// File, ingestion and jobs are one transaction, which wakes the workers as it commits. One round trip, two after
    /// a lost race. When the object isn't where the client put it, deleting the original is queued for the time when
    /// its upload URL has expired.
    public func confirmUpload(
        _ id: FileID, owner: UserID, object: ConfirmedObject, reconciliationID: ReconciliationID?,
        metadataJSON: String?, declaredHash: String?
    ) async throws(DatabaseError) -> ConfirmOutcome {
        let ingestion = IngestionID.random()
        let result = try await database.query(
            Self.confirmation,
            [
                .id(id), .id(owner), .id(ingestion), .text(object.bucket), .text(object.key), .int8(object.size),
                .text(object.etag), .optional(object.contentType), .id(reconciliationID), .optional(metadataJSON),
                .optional(declaredHash),
            ])
        guard var row = result.first else {
            try await refuse(id.rawValue, to: owner)
            return .notFound
        }
        let wasConfirmed = try row.bool()
        let isReconciliationValid = try row.bool()
        let status: FileStatus = try row.value()
        let existing: IngestionID? = try row.optionalIdentifier()
        if wasConfirmed { return .confirmed(ingestion) }
        guard status.canBecome(.confirmed) else { return Self.repeated(status, existing) }
        if !isReconciliationValid {
            try await refuse(reconciliationID, for: id, to: owner)
            return .reconciliationNotFound
        }
        guard let record = try await file(id, owner: owner) else { return .notFound }
        return Self.repeated(record.status, record.ingestionID)
    }

    static func repeated(_ status: FileStatus, _ ingestion: IngestionID?) -> ConfirmOutcome {
        ingestion.map { .alreadyConfirmed($0, status) } ?? .illegalState(status)
    }
}
