import Foundation
import TracePropagation

/// Work for any replica, kept in PostgreSQL: at least once, and by one worker at a time.
///
/// A claim is a lease. A worker that dies lets it expire, and the job can be claimed again; after
/// ``maximumAttempts`` claims it's dead, and the file of a dead `ingest` or `confirm` job becomes `failed`.
public struct JobQueue: Sendable {
    /// Claims of one job at most.
    public static let maximumAttempts = 5

    let database: Database
    private let signal: WorkSignal

    /// The queue in this database.
    public init(database: Database) {
        self.database = database
        signal = WorkSignal(listener: database.listener, channel: "jobs")
    }

    /// What both ways of dying share: `dead` names jobs that were just given up; their files fail.
    static let burial = """
        failed_files AS (
            UPDATE file_uploads
            SET status = 'failed', error_message = 'processing failed repeatedly', processed_at = now(),
                updated_at = now()
            FROM dead
            WHERE dead.kind IN ('ingest', 'confirm') AND file_uploads.id = (dead.payload->>'file_id')::uuid
                AND file_uploads.status IN ('uploaded', 'confirmed', 'processing')
        ), failed_ingestions AS (
            UPDATE file_ingestions
            SET status = 'failed', error_message = 'processing failed repeatedly', finished_at = now()
            FROM dead
            WHERE dead.kind IN ('ingest', 'confirm')
                AND file_ingestions.id = (dead.payload->>'ingestion_id')::uuid
                AND file_ingestions.status IN ('queued', 'processing')
        )
        """

    private static let claiming = Statement(
        "claimJob",
        """
        WITH dead AS (
            UPDATE jobs
            SET state = 'dead', leased_by = NULL, leased_until = NULL, updated_at = now(),
                last_error = coalesce(last_error, 'the worker did not come back')
            WHERE id IN (
                SELECT id FROM jobs
                WHERE state = 'running' AND leased_until < now() AND attempts >= $4::int4
                FOR UPDATE SKIP LOCKED
            )
            RETURNING id, kind, payload
        ), \(burial), expired AS (
            SELECT id FROM jobs
            WHERE state = 'running' AND leased_until < now() AND attempts < $4::int4 AND kind = ANY ($2::text[])
            ORDER BY leased_until
            LIMIT 1
            FOR UPDATE SKIP LOCKED
        ), ready AS (
            SELECT id FROM jobs
            WHERE state = 'ready' AND run_at <= now() AND kind = ANY ($2::text[])
            ORDER BY run_at
            LIMIT 1
            FOR UPDATE SKIP LOCKED
        ), chosen AS (
            SELECT id FROM expired
            UNION ALL
            SELECT id FROM ready
            LIMIT 1
        )
        UPDATE jobs
        SET state = 'running', attempts = attempts + 1, leased_by = $1::text, leased_until = now() + $3::interval,
            updated_at = now()
        FROM chosen
        WHERE jobs.id = chosen.id
        RETURNING jobs.id, kind, (payload->>'file_id')::uuid, (payload->>'ingestion_id')::uuid, payload->>'bucket',
            payload->>'key', (payload->>'announced_size')::int8, attempts, request_id, traceparent
        """)

    /// Leases the job that has waited longest; nil when there's none to do now.
    ///
    /// `worker` must be unique among all workers of all replicas. Also gives up jobs whose last lease has expired.
    public func claim(
        worker: String, kinds: [JobKind] = JobKind.allCases, lease: Duration
    ) async throws(DatabaseError) -> Job? {
        let result = try await database.query(
            Self.claiming,
            [
                .text(worker), .textArray(kinds.map(\.rawValue)), .interval(lease),
                .int4(Int32(Self.maximumAttempts)),
            ])
        guard var row = result.first else { return nil }
        let id: JobID = try row.identifier()
        let kind: JobKind = try row.value()
        let file: FileID? = try row.optionalIdentifier()
        let ingestion: IngestionID? = try row.optionalIdentifier()
        let bucket = try row.optionalText()
        let key = try row.optionalText()
        let announcedSize = try row.optionalInteger()
        let attempt = Int(try row.integer())
        let requestID = try row.optionalText()
        let traceparent = try row.optionalText()
        let payload: JobPayload
        switch kind {
        case .ingest:
            guard let file, let ingestion else { throw Self.malformed }
            payload = .ingest(file: file, ingestion: ingestion)
        case .confirm:
            guard let file, let ingestion else { throw Self.malformed }
            payload = .confirm(file: file, ingestion: ingestion, announcedSize: announcedSize)
        case .deleteObject:
            guard let bucket, let key else { throw Self.malformed }
            payload = .deleteObject(bucket: bucket, key: key)
        }
        return Job(
            id: id, payload: payload, attempt: attempt, requestID: requestID,
            trace: traceparent.flatMap { TraceContext($0) })
    }

    private static let malformed = DatabaseError(
        .protocolViolation, operation: "claimJob", hint: "a job's payload lacks what its kind needs")

    private static let beat = Statement(
        "heartbeatJob",
        """
        UPDATE jobs
        SET leased_until = now() + $3::interval, updated_at = now()
        WHERE id = $1::uuid AND leased_by = $2::text AND state = 'running'
        """)

    /// Extends the lease from now on; false when the worker has lost the job and must stop.
    public func heartbeat(_ id: JobID, worker: String, lease: Duration) async throws(DatabaseError) -> Bool {
        try await database.query(Self.beat, [.id(id), .text(worker), .interval(lease)]).affectedRows > 0
    }

    private static let completion = Statement(
        "completeJob",
        ending())

    /// The statement that ends job `$1` for worker `$2`, and returns its identifier; nothing where the worker has lost
    /// it. Statements that decide a file's fate carry it, so that both happen or neither.
    ///
    /// - Parameter error: The parameter that holds what went wrong, such as `$5`; nil to keep what the job says.
    static func ending(error: String? = nil) -> String {
        """
        UPDATE jobs
        SET state = 'done', leased_by = NULL, leased_until = NULL, updated_at = now(),
            last_error = \(error.map { "\($0)::text" } ?? "last_error")
        WHERE id = $1::uuid AND leased_by = $2::text AND state = 'running'
        RETURNING id
        """
    }

    /// Marks the job done; false when the worker had lost it.
    public func complete(_ id: JobID, worker: String) async throws(DatabaseError) -> Bool {
        try await database.query(Self.completion, [.id(id), .text(worker)]).affectedRows > 0
    }

    private static let retrying = Statement(
        "retryJob",
        """
        WITH returned AS (
            UPDATE jobs
            SET state = CASE WHEN attempts >= $5::int4 THEN 'dead' ELSE 'ready' END,
                run_at = now() + $3::interval, leased_by = NULL, leased_until = NULL, last_error = $4::text,
                updated_at = now()
            WHERE id = $1::uuid AND leased_by = $2::text AND state = 'running'
            RETURNING id, kind, payload, state
        ), dead AS (
            SELECT * FROM returned WHERE state = 'dead'
        ), \(burial)
        SELECT count(*) FROM returned
        """)

    /// Puts the job back to be claimed after a pause; after the last attempt it's dead instead.
    ///
    /// Does nothing when the worker has lost the job. `error` is for people and must not hold secrets.
    public func retry(
        _ id: JobID, worker: String, after pause: Duration, error: String
    ) async throws(DatabaseError) {
        try await database.query(
            Self.retrying,
            [.id(id), .text(worker), .interval(pause), .text(error), .int4(Int32(Self.maximumAttempts))])
    }

    private static let releasing = Statement(
        "releaseJob",
        """
        WITH released AS (
            UPDATE jobs
            SET state = 'ready', attempts = greatest(attempts - 1, 0), run_at = now() + $3::interval, leased_by = NULL,
                leased_until = NULL, updated_at = now()
            WHERE id = $1::uuid AND leased_by = $2::text AND state = 'running'
            RETURNING kind
        )
        SELECT count(*), count(pg_notify('jobs', kind)) FILTER (WHERE $3::interval <= interval '0') FROM released
        """)

    /// Puts the job back as if it had not been claimed, to be claimed again after a pause; false when the worker had
    /// lost it.
    ///
    /// For work that was stopped from outside: a shutdown says nothing about the job, so the attempt doesn't count. Without
    /// a pause the workers are woken.
    @discardableResult
    public func release(_ id: JobID, worker: String, after pause: Duration = .zero) async throws(DatabaseError) -> Bool
    {
        let result = try await database.query(Self.releasing, [.id(id), .text(worker), .interval(pause)])
        guard var row = result.first else { return false }
        return try row.integer() > 0
    }

    /// A point in time, as far as this queue knows what was queued before and after it.
    public struct Mark: Sendable, Hashable {
        let number: UInt64
    }

    /// Now. A worker takes it before it claims, and waits since then if there was nothing.
    public var mark: Mark { Mark(number: signal.number) }

    /// Waits until a job may have come, at most `limit`: returns when one was queued anywhere since `mark`, when the time is
    /// over, or when the task is cancelled.
    ///
    /// Jobs put back with a pause wake nobody: wait no longer than they should be late.
    public func waitForWork(since mark: Mark, upTo limit: Duration) async {
        await signal.wait(beyond: mark.number, upTo: limit)
    }
}
