import Foundation

extension FileRepository {
    /// One statement, one round trip. Step by step:
    ///
    /// 1. `owned`: is the reconciliation, if any, the user's?
    /// 2. `recent`: what the window holds as far as this snapshot shows. If that's full already, nothing is written:
    ///    stamps only leave the window by time, so what the snapshot shows is still in it.
    /// 3. `provisioned`: the user's row, unless it exists.
    /// 4. `admitted`: the race is decided here. ON CONFLICT locks the row and sees its newest version, whatever the
    ///    snapshot is, and of two inserts of a new row one waits for the other and becomes an update. So requests of
    ///    one user pass one after the other, and the clock is read after the lock was got. Stamps later than the
    ///    clock, left by a clock that was set back, are ignored.
    /// 5. `inserted`: the record, if admitted. Its foreign keys are checked at the end of the statement.
    private static let creation = Statement(
        "createFileRecord",
        """
        WITH owned AS MATERIALIZED (
            SELECT $3::uuid IS NULL
                OR EXISTS (SELECT FROM reconciliations WHERE id = $3::uuid AND user_id = $2::uuid) AS valid
        ), moment AS MATERIALIZED (
            SELECT clock_timestamp() AS now
        ), recent AS MATERIALIZED (
            SELECT coalesce(array_agg(stamp ORDER BY stamp), '{}') AS stamps
            FROM moment, rate_limits, unnest(stamps) AS stamp
            WHERE user_id = $2::uuid AND operation = $13::text
                AND stamp > moment.now - $14::interval AND stamp <= moment.now
        ), permitted AS MATERIALIZED (
            SELECT FROM owned, recent
            WHERE valid AND ($12::int8 IS NULL OR cardinality(stamps) < $12::int8)
        ), provisioned AS (
            INSERT INTO users (id)
            SELECT $2::uuid FROM permitted
            ON CONFLICT (id) DO NOTHING
        ), admitted AS (
            INSERT INTO rate_limits AS current (user_id, operation, stamps, last_admitted)
            SELECT $2::uuid, $13::text, ARRAY[clock_timestamp()], $1::uuid
            FROM permitted WHERE $12::int8 IS NOT NULL
            ON CONFLICT (user_id, operation) DO UPDATE SET (stamps, last_admitted) = (
                SELECT
                    CASE WHEN count(stamp) < $12::int8
                        THEN coalesce(array_agg(stamp ORDER BY stamp) FILTER (WHERE stamp IS NOT NULL), '{}')
                            || clock.now
                        ELSE current.stamps END,
                    CASE WHEN count(stamp) < $12::int8
                        THEN excluded.last_admitted
                        ELSE current.last_admitted END
                FROM (SELECT clock_timestamp() AS now OFFSET 0) AS clock
                LEFT JOIN unnest(current.stamps) AS stamp
                    ON stamp > clock.now - $14::interval AND stamp <= clock.now
                GROUP BY clock.now
            )
            RETURNING last_admitted = $1::uuid AS passed, stamps
        ), inserted AS (
            INSERT INTO file_uploads (
                id, user_id, reconciliation_id, filename, file_type, bucket, storage_path, upload_bucket,
                upload_path, content_type, declared_size_bytes, upload_method, upload_expires_at)
            SELECT
                $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::text, $6::text,
                $7::text, $8::text, $9::int8, $10::text, $11::timestamptz
            FROM permitted
            WHERE $12::int8 IS NULL OR EXISTS (SELECT FROM admitted WHERE passed)
            RETURNING id
        )
        SELECT
            owned.valid,
            EXISTS (SELECT FROM inserted),
            coalesce((SELECT stamps[cardinality(stamps) - $12::int8::int4 + 1] FROM admitted),
                recent.stamps[cardinality(recent.stamps) - $12::int8::int4 + 1]) + $14::interval,
            clock_timestamp()
        FROM owned, recent
        """)

    /// Stores a new file with status `pending`, or says why not.
    ///
    /// Makes the user's row on first sight, checks that the reconciliation is the user's, and counts the request
    /// against `rateLimit`; nil counts nothing. However many requests of one user arrive at once, exactly the
    /// limit's number is admitted.
    public func createFileRecord(
        _ file: NewFile, rateLimit: RateLimit?
    ) async throws(DatabaseError) -> CreateFileOutcome {
        let result = try await database.query(
            Self.creation,
            [
                .id(file.id), .id(file.owner), .id(file.reconciliationID), .text(file.filename),
                .text(file.fileType.rawValue), .text(file.bucket), .text(file.key), .optional(file.contentType),
                .optional(file.declaredSize), .text(file.uploadMethod), .timestamp(file.uploadExpiresAt),
                .optional(rateLimit.map { Int64($0.count) }), .text(rateLimit?.operation ?? ""),
                .interval(rateLimit?.window ?? .zero),
            ])
        guard var row = result.first else {
            throw DatabaseError(.protocolViolation, operation: Self.creation.name, hint: "the statement gave no row")
        }
        let isReconciliationValid = try row.bool()
        let wasInserted = try row.bool()
        let admittedAt = try row.optionalTimestamp()
        let now = try row.timestamp()
        if wasInserted { return .created(file.id) }
        if !isReconciliationValid { return .reconciliationNotFound }
        let seconds = max(0.001, (admittedAt ?? now).timeIntervalSince(now))
        return .rateLimited(retryAfter: .milliseconds(Int64((seconds * 1000).rounded(.up))))
    }
}
