import Foundation

extension JobQueue {
    private static let listing = Statement(
        "listJobs", isReadOnly: true,
        """
        SELECT id, kind, state, attempts, (payload->>'file_id')::uuid, (payload->>'ingestion_id')::uuid,
            payload->>'bucket', payload->>'key', run_at, leased_by, leased_until, last_error, created_at, updated_at
        FROM jobs
        WHERE $1::text IS NULL OR state = $1::text
        ORDER BY updated_at DESC, id
        LIMIT $2::int8
        """)

    /// The jobs in a state, or all with nil; the last changed first, at most `limit`.
    public func jobs(in state: JobState?, limit: Int) async throws(DatabaseError) -> [JobSummary] {
        let result = try await database.query(
            Self.listing, [.optional(state?.rawValue), .int8(Int64(max(0, limit)))])
        return try result.map { row throws(DatabaseError) in
            let id: JobID = try row.identifier()
            let kind = try row.text()
            let state: JobState = try row.value()
            let attempts = Int(try row.integer())
            let file: FileID? = try row.optionalIdentifier()
            let ingestion: IngestionID? = try row.optionalIdentifier()
            let bucket = try row.optionalText()
            let key = try row.optionalText()
            let runAt = try row.timestamp()
            let worker = try row.optionalText()
            let leasedUntil = try row.optionalTimestamp()
            let lastError = try row.optionalText()
            let createdAt = try row.timestamp()
            return JobSummary(
                id: id, kind: kind, state: state, attempts: attempts, fileID: file, ingestionID: ingestion,
                bucket: bucket, key: key, runAt: runAt, leasedBy: worker, leasedUntil: leasedUntil,
                lastError: lastError, createdAt: createdAt, updatedAt: try row.timestamp())
        }
    }

    /// What both ways of a second chance share: `chosen` names the jobs. The death of a file's job has failed the file,
    /// which must be where it was before for a worker to take it.
    private static let revival = """
        revived AS (
            UPDATE jobs
            SET state = 'ready', attempts = 0, run_at = now(), updated_at = now()
            FROM chosen
            WHERE jobs.id = chosen.id
            RETURNING jobs.id, jobs.kind, jobs.payload, chosen.state
        ), files AS (
            UPDATE file_uploads
            SET status = CASE revived.kind WHEN 'confirm' THEN 'uploaded' ELSE 'confirmed' END, error_message = NULL, processed_at = NULL, updated_at = now()
            FROM revived
            WHERE revived.kind IN ('ingest', 'confirm') AND revived.state = 'dead'
                AND file_uploads.id = (revived.payload->>'file_id')::uuid AND status = 'failed'
        ), ingestions AS (
            UPDATE file_ingestions
            SET status = 'queued', error_message = NULL, started_at = NULL, finished_at = NULL
            FROM revived
            WHERE revived.kind IN ('ingest', 'confirm') AND revived.state = 'dead'
                AND file_ingestions.id = (revived.payload->>'ingestion_id')::uuid
                AND file_ingestions.status = 'failed'
        )
        """

    private static let reviving = Statement(
        "reviveJob",
        """
        WITH found AS (
            SELECT id, state FROM jobs WHERE id = $1::uuid FOR UPDATE
        ), chosen AS (
            SELECT * FROM found WHERE state IN ('ready', 'dead')
        ), \(revival)
        SELECT state, (SELECT pg_notify('jobs', kind) IS NOT NULL FROM revived) FROM found
        """)

    /// Gives a dead job all its attempts again, or makes a waiting one due now; wakes the workers.
    ///
    /// A file that failed by its job's death is `confirmed` again, or `uploaded` if it never was. A running or finished job is refused.
    public func revive(_ id: JobID) async throws(DatabaseError) -> JobChange {
        guard var row = try await database.query(Self.reviving, [.id(id)]).first else { return .notFound }
        let state: JobState = try row.value()
        return state == .dead || state == .ready ? .changed : .refused(state)
    }

    private static let revivingAll = Statement(
        "reviveDeadJobs",
        """
        WITH chosen AS (
            SELECT id, state FROM jobs WHERE state = 'dead' FOR UPDATE SKIP LOCKED
        ), \(revival)
        SELECT count(*), (SELECT count(pg_notify('jobs', kind)) FROM (SELECT DISTINCT kind FROM revived) AS kinds)
        FROM revived
        """)

    /// Gives every dead job all its attempts again, as ``revive(_:)`` does; returns how many.
    public func reviveAllDead() async throws(DatabaseError) -> Int {
        guard var row = try await database.query(Self.revivingAll).first else { return 0 }
        return Int(clamping: try row.integer())
    }

    private static let dropping = Statement(
        "dropJob",
        """
        WITH found AS (
            SELECT id, kind, payload, state, state = 'running' AND leased_until >= now() AS is_held
            FROM jobs WHERE id = $1::uuid FOR UPDATE
        ), dead AS (
            SELECT id, kind, payload FROM found WHERE NOT is_held AND state <> 'done'
        ), removed AS (
            DELETE FROM jobs USING found WHERE jobs.id = found.id AND NOT found.is_held
        ), \(burial)
        SELECT state, is_held FROM found
        """)

    /// Removes a job for good, unless a worker holds it.
    ///
    /// The file of an `ingest` or `confirm` job that wasn't finished fails, since nobody would ever process it.
    public func drop(_ id: JobID) async throws(DatabaseError) -> JobChange {
        guard var row = try await database.query(Self.dropping, [.id(id)]).first else { return .notFound }
        let state: JobState = try row.value()
        return try row.bool() ? .refused(state) : .changed
    }
}
