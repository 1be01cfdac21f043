/// Confirmations that come while the store cannot be asked.
///
/// ```
/// defer:   file pending  -> uploaded  + ingestion queued + job confirm   one transaction,
/// confirm: file uploaded -> confirmed + job done + job ingest            only while the lease is held
/// refuse:  file uploaded -> failed    + ingestion failed + job done      only while the lease is held
/// ```
extension FileRepository {
    private static let deferral = Statement(
        "deferConfirmation",
        """
        WITH owned AS MATERIALIZED (
            \(reconciliationOwnership("$5", user: "$2"))
        ), deferred AS (
            UPDATE file_uploads
            SET status = 'uploaded',
                reconciliation_id = coalesce($5::uuid, reconciliation_id),
                metadata = coalesce($6::text::jsonb, metadata),
                declared_hash = $7::text,
                updated_at = now()
            FROM owned
            WHERE id = $1::uuid AND user_id = $2::uuid AND owned.valid AND status IN ('pending', 'uploading')
            RETURNING id
        ), ingestion AS (
            INSERT INTO file_ingestions (id, file_id)
            SELECT $3::uuid, id FROM deferred
        ), job AS (
            INSERT INTO jobs (kind, payload)
            SELECT 'confirm', jsonb_strip_nulls(jsonb_build_object(
                'file_id', id, 'ingestion_id', $3::uuid, 'announced_size', $4::int8))
            FROM deferred
        )
        SELECT EXISTS (SELECT FROM deferred), owned.valid, f.status, i.id
        FROM owned, file_uploads AS f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
        WHERE f.id = $1::uuid AND f.user_id = $2::uuid
        """)

    /// Records that the client has confirmed, and queues the check of its object; exactly once however often it's
    /// called. Its answers are those of ``confirmUpload(_:owner:object:reconciliationID:metadataJSON:declaredHash:)``.
    ///
    /// - Parameter announcedSize: The size that the confirmation told, in bytes.
    public func deferConfirmation(
        _ id: FileID, owner: UserID, announcedSize: Int64?, reconciliationID: ReconciliationID?,
        metadataJSON: String?, declaredHash: String?
    ) async throws(DatabaseError) -> ConfirmOutcome {
        let ingestion = IngestionID.random()
        let result = try await database.query(
            Self.deferral,
            [
                .id(id), .id(owner), .id(ingestion), .optional(announcedSize), .id(reconciliationID),
                .optional(metadataJSON), .optional(declaredHash),
            ])
        guard var row = result.first else {
            try await refuse(id.rawValue, to: owner)
            return .notFound
        }
        let wasDeferred = try row.bool()
        let isReconciliationValid = try row.bool()
        let status: FileStatus = try row.value()
        let existing: IngestionID? = try row.optionalIdentifier()
        if wasDeferred { return .confirmed(ingestion) }
        guard status == .pending || status == .uploading else { return Self.repeated(status, existing) }
        if !isReconciliationValid {
            try await refuse(reconciliationID, for: id, to: owner)
            return .reconciliationNotFound
        }
        // A lost race: this statement's snapshot is older than the row that the UPDATE found.
        guard let record = try await file(id, owner: owner) else { return .notFound }
        return Self.repeated(record.status, record.ingestionID)
    }

    private static let awaiting = Statement(
        "deferredUpload", isReadOnly: true,
        """
        SELECT \(FileRecord.columns)
        FROM file_uploads AS f JOIN file_ingestions AS i ON i.file_id = f.id
        WHERE i.id = $1::uuid AND f.status = 'uploaded'
        """)

    /// The file whose confirmation was deferred; nil when it's gone or its fate was decided before.
    public func deferredUpload(_ ingestion: IngestionID) async throws(DatabaseError) -> FileRecord? {
        try await record(Self.awaiting, [.id(ingestion)])
    }

    private static let completion = Statement(
        "confirmDeferred",
        """
        WITH job AS (
            \(JobQueue.ending())
        ), confirmed AS (
            UPDATE file_uploads
            SET status = 'confirmed', bucket = $5::text, storage_path = $6::text, file_size_bytes = $7::int8,
                etag = $8::text, content_type = coalesce($9::text, content_type),
                upload_started_at = coalesce(upload_started_at, now()),
                upload_completed_at = coalesce(upload_completed_at, now()),
                updated_at = now()
            WHERE id = $3::uuid AND status = 'uploaded' AND EXISTS (SELECT FROM job)
            RETURNING id, user_id, upload_bucket, upload_path, upload_expires_at
        ), ingest AS (
            INSERT INTO jobs (kind, payload)
            SELECT 'ingest', jsonb_build_object('file_id', id, 'ingestion_id', $4::uuid) FROM confirmed
        ), leftover AS (
            -- The uploaded object was copied elsewhere. Its URL may still work, so it's deleted after that.
            INSERT INTO jobs (kind, payload, run_at)
            SELECT 'delete_object', \(JobKind.deletion("upload_bucket", "upload_path", of: "id", "user_id")),
                greatest(upload_expires_at, now()) + interval '1 minute'
            FROM confirmed
        )
        SELECT (SELECT count(*) FROM job), (SELECT count(*) FROM confirmed)
        """)

    /// Ends a deferred confirmation whose object was checked, and queues its ingestion.
    ///
    /// - Returns: Whether the file is confirmed by this; false when the lease was lost or the file is gone, and then
    ///   the object is needed by nobody.
    public func confirmDeferred(
        _ id: FileID, ingestion: IngestionID, object: ConfirmedObject, job: JobID, worker: String
    ) async throws(DatabaseError) -> Bool {
        let result = try await database.query(
            Self.completion,
            [
                .id(job), .text(worker), .id(id), .id(ingestion), .text(object.bucket), .text(object.key),
                .int8(object.size), .text(object.etag), .optional(object.contentType),
            ])
        guard var row = result.first else { return false }
        _ = try row.integer()
        return try row.integer() > 0
    }

    private static let refusal = Statement(
        "refuseDeferred",
        """
        WITH job AS (
            \(JobQueue.ending(error: "$5"))
        ), failed AS (
            UPDATE file_uploads
            SET status = 'failed', error_message = $5::text, updated_at = now()
            WHERE id = $3::uuid AND status = 'uploaded' AND EXISTS (SELECT FROM job)
            RETURNING id, user_id, upload_bucket, upload_path
        ), ingestion AS (
            UPDATE file_ingestions
            SET status = 'failed', error_message = $5::text, finished_at = now()
            WHERE id = $4::uuid AND EXISTS (SELECT FROM failed)
        ), leftover AS (
            INSERT INTO jobs (kind, payload)
            SELECT 'delete_object', \(JobKind.deletion("upload_bucket", "upload_path", of: "id", "user_id"))
            FROM failed
        )
        SELECT count(*) FROM job
        """)

    /// Ends a deferred confirmation with a message for the file's owner, and queues the deletion of what was uploaded;
    /// false when the lease was lost and nothing changed.
    public func refuseDeferred(
        _ id: FileID, ingestion: IngestionID, message: String, job: JobID, worker: String
    ) async throws(DatabaseError) -> Bool {
        let result = try await database.query(
            Self.refusal, [.id(job), .text(worker), .id(id), .id(ingestion), .text(message)])
        guard var row = result.first else { return false }
        return try row.integer() > 0
    }
}
