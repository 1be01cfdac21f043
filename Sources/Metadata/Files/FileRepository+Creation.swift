import Foundation

extension FileRepository {
    /// One statement, after the user's account was locked in the same round trip: requests of one user pass one after
    /// the other, and the snapshot of each shows what those before it have done. Step by step:
    ///
    /// 1. `known`: was the request done before under its key? Then nothing else happens.
    /// 2. `owned`: is the reconciliation, if any, the user's?
    /// 3. `recent`: what the rate limit's window holds. The clock is read after the lock was got.
    /// 4. `used`: what the user's files take up. Others may make it less meanwhile; only this statement makes it more,
    ///    but for an operator who gives a failed upload another chance. So what it admits stays within the quota.
    /// 5. `permitted`: one row if nothing speaks against it.
    /// 6. The user's row, unless it exists; the stamp; the record; the key.
    private static let creation = Statement(
        "createFileRecord",
        """
        WITH moment AS MATERIALIZED (
            SELECT clock_timestamp() AS now
        ), known AS MATERIALIZED (
            SELECT fingerprint = $19::text AS is_same, file_id, bucket, storage_path, signed_at, expires_at
            FROM moment, idempotency_keys
            WHERE user_id = $2::uuid AND key = $18::text AND created_at > moment.now - $21::interval
        ), owned AS MATERIALIZED (
            \(reconciliationOwnership("$3", user: "$2"))
        ), recent AS MATERIALIZED (
            \(RateLimit.stamps(user: "$2", operation: "$13", window: "$14"))
        ), used AS MATERIALIZED (
            SELECT coalesce(sum(files), 0)::int8 AS files, coalesce(sum(bytes), 0)::int8 AS bytes
            FROM user_usage WHERE user_id = $2::uuid
        ), permitted AS MATERIALIZED (
            SELECT FROM owned, recent, used
            WHERE valid AND NOT EXISTS (SELECT FROM known)
                AND ($12::int8 IS NULL OR cardinality(stamps) < $12::int8)
                AND ($16::int8 IS NULL OR files < $16::int8)
                AND ($17::int8 IS NULL OR bytes + $15::int8 <= $17::int8)
        ), provisioned AS (
            INSERT INTO users (id)
            SELECT $2::uuid FROM permitted
            ON CONFLICT (id) DO NOTHING
        ), stamped AS (
            INSERT INTO rate_limits (user_id, operation, stamps, last_admitted)
            SELECT $2::uuid, $13::text, stamps || moment.now, $1::uuid
            FROM permitted, recent, moment WHERE $12::int8 IS NOT NULL
            ON CONFLICT (user_id, operation) DO UPDATE
            SET stamps = excluded.stamps, last_admitted = excluded.last_admitted
        ), inserted AS (
            INSERT INTO file_uploads (
                id, user_id, reconciliation_id, filename, file_type, bucket, storage_path, upload_bucket,
                upload_path, content_type, declared_size_bytes, reserved_bytes, upload_method, upload_expires_at)
            SELECT
                $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::text, $6::text,
                $7::text, $8::text, $9::int8, $15::int8, $10::text, $11::timestamptz
            FROM permitted
            RETURNING id
        ), remembered AS (
            INSERT INTO idempotency_keys AS current (
                user_id, key, fingerprint, file_id, bucket, storage_path, signed_at, expires_at, created_at)
            SELECT
                $2::uuid, $18::text, $19::text, $1::uuid, $6::text, $7::text, $20::timestamptz, $11::timestamptz,
                moment.now
            FROM permitted, moment WHERE $18::text IS NOT NULL
            -- Only a key that is out of date can be in the way.
            ON CONFLICT (user_id, key) DO UPDATE
            SET fingerprint = excluded.fingerprint, file_id = excluded.file_id, bucket = excluded.bucket,
                storage_path = excluded.storage_path, signed_at = excluded.signed_at,
                expires_at = excluded.expires_at, created_at = excluded.created_at
        )
        SELECT
            EXISTS (SELECT FROM inserted),
            owned.valid,
            $12::int8 IS NULL OR cardinality(recent.stamps) < $12::int8,
            recent.stamps[cardinality(recent.stamps) - $12::int8::int4 + 1] + $14::interval,
            clock_timestamp(),
            used.files, used.bytes,
            known.is_same, known.file_id, known.bucket, known.storage_path, known.signed_at, known.expires_at
        FROM owned, recent, used LEFT JOIN known ON true
        """)

    /// Stores a new file with status `pending`, or says why not.
    ///
    /// Makes the user's row on first sight, checks that the reconciliation is the user's, and counts the request
    /// against `rateLimit` and the file against `quota`; nil counts nothing. However many requests of one user arrive
    /// at once, exactly as many are admitted as both allow. Under one key the same request is done once: a repetition
    /// waits for the first one, learns what came of it, and counts for nothing.
    public func createFileRecord(
        _ file: NewFile, rateLimit: RateLimit?, quota: Quota? = nil, idempotencyKey: IdempotencyKey? = nil
    ) async throws(DatabaseError) -> CreateFileOutcome {
        let result = try await database.query(
            Self.creation,
            [
                .id(file.id), .id(file.owner), .id(file.reconciliationID), .text(file.filename),
                .text(file.fileType.rawValue), .text(file.bucket), .text(file.key), .optional(file.contentType),
                .optional(file.declaredSize), .text(file.uploadMethod), .timestamp(file.uploadExpiresAt),
                .optional(rateLimit.map { Int64($0.count) }), .text(rateLimit?.operation ?? ""),
                .interval(rateLimit?.window ?? .zero), .int8(file.maximumSize), .optional(quota?.files),
                .optional(quota?.bytes), .optional(idempotencyKey?.name), .optional(idempotencyKey?.fingerprint),
                idempotencyKey.map { .timestamp($0.signedAt) } ?? .null, .interval(IdempotencyKey.lifetime),
            ], after: [AccountLock.command(file.owner)])
        guard var row = result.first else {
            throw DatabaseError(.protocolViolation, operation: Self.creation.name, hint: "the statement gave no row")
        }
        if try row.bool() { return .created(file.id) }
        let isReconciliationValid = try row.bool()
        let isInTime = try row.bool()
        let pause = try RateLimit.pause(row: &row)
        let files = try row.integer()
        let usage = Usage(files: files, bytes: try row.integer())
        if let isSame = try row.optionalBool() {
            return isSame ? .repeated(try SignedUpload(row: &row)) : .idempotencyKeyReused
        }
        guard isReconciliationValid else {
            try await refuse(file.reconciliationID, for: nil, to: file.owner)
            return .reconciliationNotFound
        }
        return isInTime ? .quotaExceeded(usage) : .rateLimited(retryAfter: pause)
    }
}

extension SignedUpload {
    fileprivate init(row: inout RowReader) throws(DatabaseError) {
        file = try row.identifier()
        bucket = try row.text()
        key = try row.text()
        signedAt = try row.timestamp()
        expiresAt = try row.timestamp()
    }
}
