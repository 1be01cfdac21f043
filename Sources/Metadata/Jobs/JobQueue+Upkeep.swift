public import Foundation

extension JobQueue {
    private static let insertion = Statement(
        "enqueueJob",
        """
        INSERT INTO jobs (kind, payload, run_at)
        SELECT $1::text, jsonb_strip_nulls(jsonb_build_object(
            'file_id', $2::uuid, 'ingestion_id', $3::uuid, 'bucket', $4::text, 'key', $5::text,
            'announced_size', $6::int8)),
            now() + $7::interval
        RETURNING id
        """)

    /// Queues a job to run after a pause, and wakes the workers.
    @discardableResult
    public func enqueue(_ payload: JobPayload, after pause: Duration = .zero) async throws(DatabaseError) -> JobID {
        var parameters: [Parameter] = [.text(payload.kind.rawValue)]
        switch payload {
        case .ingest(let file, let ingestion): parameters += [.id(file), .id(ingestion), .null, .null, .null]
        case .confirm(let file, let ingestion, let size):
            parameters += [.id(file), .id(ingestion), .null, .null, .optional(size)]
        case .deleteObject(let bucket, let key): parameters += [.null, .null, .text(bucket), .text(key), .null]
        }
        let result = try await database.query(Self.insertion, parameters + [.interval(pause)])
        guard var row = result.first else {
            throw DatabaseError(.protocolViolation, operation: "enqueueJob", hint: "the statement gave no row")
        }
        return try row.identifier()
    }

    private static let removal = Statement(
        "removeFinishedJobs",
        """
        DELETE FROM jobs WHERE id IN (
            SELECT id FROM jobs
            WHERE state = 'done' AND updated_at < $1::timestamptz
            ORDER BY updated_at
            LIMIT $2::int8
            FOR UPDATE SKIP LOCKED
        )
        """)

    /// Forgets jobs that were done before `moment`, the oldest first and at most `limit`; returns how many.
    /// Dead jobs stay for a person to see.
    public func removeFinished(before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        try await database.query(Self.removal, [.timestamp(moment), .int8(Int64(max(0, limit)))])
            .affectedRows
    }
}
