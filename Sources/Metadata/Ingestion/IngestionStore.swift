import Foundation

/// What ingestion does to the database: begin, and end in exactly one of two ways.
///
/// ```
/// begin:  file confirmed|processing -> processing
/// commit: rows + rejected rows + file ready|failed + ingestion finished|failed + job done   one transaction,
/// fail:                          file failed       + ingestion failed          + job done   only while the lease is held
/// ```
/// Rows come with `ready`; where every row was rejected, these are kept with `failed`, so that the owner sees why. So a
/// crash at any point leaves either nothing or everything, and a worker that lost its lease changes nothing.
public struct IngestionStore: Sendable {
    private let database: Database

    /// The ingestions in this database.
    public init(database: Database) {
        self.database = database
    }

    private static let beginning = Statement(
        "beginIngestion",
        """
        WITH file AS (
            UPDATE file_uploads
            SET status = 'processing', updated_at = now()
            FROM file_ingestions
            WHERE file_ingestions.id = $1::uuid AND file_uploads.id = file_ingestions.file_id
                AND file_uploads.status IN ('confirmed', 'processing')
            RETURNING file_uploads.*
        ), ingestion AS (
            UPDATE file_ingestions
            SET status = 'processing', started_at = coalesce(started_at, now())
            WHERE id = $1::uuid AND EXISTS (SELECT FROM file)
        )
        SELECT id, bucket, storage_path, etag, declared_hash, filename, file_size_bytes, metadata::text
        FROM file
        """)

    /// Sets the file to `processing` and returns what to read; nil when the file is gone or already final.
    public func begin(_ id: IngestionID) async throws(DatabaseError) -> IngestionTask? {
        guard var row = try await database.query(Self.beginning, [.id(id)]).first else { return nil }
        let fileID: FileID = try row.identifier()
        let bucket = try row.text()
        let key = try row.text()
        let etag = try row.optionalText()
        let declaredHash = try row.optionalText()
        let filename = try row.text()
        let size = try row.optionalInteger()
        return IngestionTask(
            ingestionID: id, fileID: fileID, bucket: bucket, key: key, etag: etag, declaredHash: declaredHash,
            filename: filename, size: size, metadataJSON: try row.optionalText())
    }

    private static let failing = Statement(
        "failIngestion",
        """
        WITH job AS (
            \(JobQueue.ending(error: "$5"))
        ), file AS (
            UPDATE file_uploads
            SET status = 'failed', error_message = $5::text, file_hash = coalesce($6::text, file_hash),
                processed_at = now(), updated_at = now()
            WHERE id = $3::uuid AND status IN ('confirmed', 'processing') AND EXISTS (SELECT FROM job)
        ), ingestion AS (
            UPDATE file_ingestions
            SET status = 'failed', error_message = $5::text, finished_at = now()
            WHERE id = $4::uuid AND status IN ('queued', 'processing') AND EXISTS (SELECT FROM job)
        )
        SELECT count(*) FROM job
        """)

    /// Ends the ingestion with a message for the file's owner; false when the lease was lost and nothing changed.
    ///
    /// `hash` is the content's SHA-256, if the content was read to its end.
    public func fail(
        _ task: IngestionTask, job: JobID, worker: String, message: String, hash: String?
    ) async throws(DatabaseError) -> Bool {
        let result = try await database.query(
            Self.failing,
            [
                .id(job), .text(worker), .id(task.fileID), .id(task.ingestionID), .text(message), .optional(hash),
            ])
        guard var row = result.first else { return false }
        return try row.integer() > 0
    }

    // MARK: Commit

    private static let open = [
        Command(Session.beginning),
        // COPY runs as long as the file takes to arrive; a lock that another worker holds isn't waited for as long.
        Command(Statement("beginIngestion", "SET LOCAL statement_timeout = 0")),
        Command(Statement("beginIngestion", "SET LOCAL lock_timeout = '10s'")),
        // A workbook is read only once it is here whole, and a file of nothing but rejected rows says nothing for long.
        // How long the store may be silent is the reader's to bound.
        Command(Statement("beginIngestion", "SET LOCAL idle_in_transaction_session_timeout = 0")),
    ]

    private static let lease = Statement(
        "checkLease",
        "SELECT count(*) FROM jobs WHERE id = $1::uuid AND leased_by = $2::text AND state = 'running'")

    /// Rejected rows may be left from a reading that stored nothing else; transactions can exist only by hand, since
    /// rows and state change together.
    private static let clearing = Statement(
        "clearRows",
        """
        WITH rejected AS (DELETE FROM rejected_rows WHERE file_id = $1::uuid)
        DELETE FROM transactions WHERE file_id = $1::uuid
        """)

    private static let finishing = Statement(
        "finishIngestion",
        """
        WITH job AS (
            \(JobQueue.ending())
        ), file AS (
            UPDATE file_uploads
            SET status = CASE WHEN $9::text IS NULL THEN 'ready' ELSE 'failed' END,
                row_count = CASE WHEN $9::text IS NULL THEN $5::int8 END, file_hash = $6::text,
                error_message = $9::text, processed_at = now(), updated_at = now()
            WHERE id = $3::uuid AND status = 'processing' AND EXISTS (SELECT FROM job)
            RETURNING id
        ), ingestion AS (
            UPDATE file_ingestions
            SET status = CASE WHEN $9::text IS NULL THEN 'finished' ELSE 'failed' END,
                row_count = CASE WHEN $9::text IS NULL THEN $5::int8 END, rejected_row_count = $8::int8,
                error_message = $9::text, details = $7::text::jsonb, finished_at = now()
            WHERE id = $4::uuid AND EXISTS (SELECT FROM file)
            RETURNING id
        )
        SELECT count(*) FROM ingestion
        """)

    /// Stores what `body` writes and ends the ingestion, in one transaction; false when the lease was lost, or the
    /// file was deleted meanwhile, and nothing changed.
    ///
    /// The file becomes `ready`, or `failed` where the result of `body` has a `failure`.
    /// Whatever `body` throws rolls everything back and is thrown on. When the connection is lost during the final
    /// COMMIT the error has `isConnectionLoss`: the job, claimed again, tells whether it was committed, since
    /// `begin` returns nil then.
    public func commit(
        _ task: IngestionTask, job: JobID, worker: String,
        _ body: (inout RowWriter) async throws -> IngestionResult
    ) async throws -> Bool {
        try await database.withSession("commitIngestion") { session in
            let opened = try await session.batch(
                Self.open + ChangeOrigin.commands + [Command(Self.lease, [.id(job), .text(worker)])],
                operation: "beginIngestion")
            do {
                guard var held = opened.last?.first, try held.integer() > 0 else {
                    try await session.rollBack()
                    return false
                }
                try await session.query(Self.clearing, [.id(task.fileID)])
                let result = try await copy(task, session, body)
                let finished = try await session.query(
                    Self.finishing,
                    [
                        .id(job), .text(worker), .id(task.fileID), .id(task.ingestionID), .int8(result.rowCount),
                        .text(result.sha256), .optional(result.detailsJSON), .int8(result.rejectedRowCount),
                        .optional(result.failure),
                    ])
                guard var row = finished.first, try row.integer() > 0 else {
                    try await session.rollBack()
                    return false
                }
                try await session.commit()
                return true
            } catch {
                // If even this fails the connection is closed, and the server rolls back by itself.
                try? await session.rollBack()
                throw error
            }
        }
    }

    private func copy(
        _ task: IngestionTask, _ session: Session,
        _ body: (inout RowWriter) async throws -> IngestionResult
    ) async throws -> IngestionResult {
        var writer = RowWriter(session: session, fileID: task.fileID)
        do {
            let result = try await body(&writer)
            try await writer.finish()
            return result
        } catch {
            await writer.abandon()
            throw error
        }
    }
}
