public import Foundation

/// What was done to files, by whom; append-only.
///
/// Changes of file records write themselves: triggers on `file_uploads` add the event in the transaction of the change,
/// so there is no change without its event and no event without its change. What changes no record is added by the
/// statement that does it (a download URL that is handed out) or from here (a refused access, an object that
/// housekeeping removes). The database refuses to change an event, or to delete one that
/// is younger than ``minimumRetention``.
public struct AuditTrail: Sendable {
    /// What the database keeps whatever is asked of it.
    public static let minimumRetention: Duration = .seconds(30 * 86_400)

    let database: Database

    /// The trail in this database.
    public init(database: Database) {
        self.database = database
    }

    // MARK: Reading

    private static let ofFile = Statement(
        "auditOfFile", isReadOnly: true,
        """
        SELECT \(AuditEvent.columns) FROM audit_events
        WHERE file_id = $1::uuid
        ORDER BY id DESC
        LIMIT $2::int8
        """)

    /// What was done to a file, or tried, the latest first; also after it was deleted.
    public func events(of file: FileID, limit: Int) async throws(DatabaseError) -> [AuditEvent] {
        try await events(Self.ofFile, [.id(file), .int8(Int64(max(0, limit)))])
    }

    private static let ofUser = Statement(
        "auditOfUser", isReadOnly: true,
        """
        (SELECT \(AuditEvent.columns) FROM audit_events WHERE user_id = $1::uuid ORDER BY id DESC LIMIT $2::int8)
        UNION ALL
        (SELECT \(AuditEvent.columns) FROM audit_events
            WHERE owner_id = $1::uuid AND outcome = 'refused' AND user_id <> $1::uuid
            ORDER BY id DESC LIMIT $2::int8)
        ORDER BY id DESC
        LIMIT $2::int8
        """)

    /// What a user did or tried, what the service did to the user's files, and what others tried to do to them; the
    /// latest first.
    public func events(of user: UserID, limit: Int) async throws(DatabaseError) -> [AuditEvent] {
        try await events(Self.ofUser, [.id(user), .int8(Int64(max(0, limit)))])
    }

    private func events(
        _ statement: Statement, _ parameters: [Parameter]
    ) async throws(DatabaseError) -> [AuditEvent] {
        try await database.query(statement, parameters).map { row throws(DatabaseError) in
            try AuditEvent(row: &row)
        }
    }

    // MARK: Writing

    /// How many different refusals of one user make an event of their own within an hour.
    static let maximumRefusals = 100

    /// The same work for a file that doesn't exist as for another user's, and after the answer to both is the same: so
    /// neither body nor time tells a caller which it was. Not waiting for the disk keeps a flood of them cheap.
    ///
    /// A repetition within the hour only counts, and so does everything beyond ``maximumRefusals``, by operation, without
    /// saying what was asked for.
    private static let refusal = Statement(
        "recordRefusal",
        """
        WITH hurried AS MATERIALIZED (
            SELECT set_config('synchronous_commit', 'off', true) AS setting
        ), moment AS MATERIALIZED (
            SELECT now, floor(extract(epoch FROM now) / 3600)::int8 AS hour
            FROM (SELECT clock_timestamp() AS now) AS clock
        ), file AS MATERIALIZED (
            SELECT coalesce((SELECT file_id FROM file_ingestions WHERE id = $2::uuid), $2::uuid) AS id
        ), found AS MATERIALIZED (
            SELECT
                file.id,
                (SELECT user_id FROM file_uploads WHERE file_uploads.id = file.id) AS file_owner,
                (SELECT user_id FROM reconciliations WHERE id = $3::uuid) AS reconciliation_owner,
                coalesce($3::uuid, file.id, '00000000-0000-0000-0000-000000000000') AS target,
                coalesce($5::text, '') AS operation
            FROM file
        ), known AS MATERIALIZED (
            SELECT
                (SELECT count(*) FROM refused_accesses AS seen
                    WHERE seen.user_id = $1::uuid AND seen.hour = moment.hour) < \(maximumRefusals)
                OR EXISTS (SELECT FROM refused_accesses AS seen
                    WHERE seen.user_id = $1::uuid AND seen.hour = moment.hour
                        AND seen.operation = found.operation AND seen.target = found.target) AS is_named
            FROM moment, found
        ), counted AS (
            INSERT INTO refused_accesses AS seen (user_id, hour, operation, target)
            SELECT $1::uuid, moment.hour, found.operation,
                CASE WHEN is_named THEN found.target ELSE '00000000-0000-0000-0000-000000000000' END
            FROM moment, found, known, hurried
            WHERE hurried.setting = 'off'
            ON CONFLICT (user_id, hour, operation, target) DO UPDATE SET count = seen.count + 1
            RETURNING count
        )
        INSERT INTO audit_events (
            occurred_at, actor, user_id, owner_id, action, outcome, file_id, request_id, details)
        SELECT
            moment.now, 'user', $1::uuid,
            CASE WHEN NOT is_named THEN NULL WHEN $3::uuid IS NULL THEN file_owner ELSE reconciliation_owner END,
            'access', 'refused', CASE WHEN is_named THEN found.id END, $4::text,
            jsonb_strip_nulls(jsonb_build_object(
                'operation', $5::text,
                'reconciliation_id', CASE WHEN is_named THEN $3::uuid END,
                'reason', CASE
                    WHEN NOT is_named THEN 'too_many_to_name'
                    WHEN $3::uuid IS NOT NULL AND reconciliation_owner IS NULL THEN 'no_such_reconciliation'
                    WHEN $3::uuid IS NOT NULL THEN 'reconciliation_of_another_user'
                    WHEN file_owner IS NULL THEN 'no_such_file'
                    ELSE 'file_of_another_user' END))
        FROM moment, found, known, counted
        WHERE counted.count = 1
        """)

    /// Records that a user's request was told that there is no such file, or no such reconciliation when one is named.
    ///
    /// Does nothing outside of a request.
    func recordRefusal(
        of file: UUID?, reconciliation: ReconciliationID? = nil, to user: UserID
    ) async throws(DatabaseError) {
        guard let origin = ChangeOrigin.current, origin.actor == .user else { return }
        try await database.query(
            Self.refusal,
            [
                .id(user), file.map { .uuid($0) } ?? .null, .id(reconciliation), .optional(origin.requestID),
                .optional(origin.operation),
            ], after: [])
    }

    private static let removal = Statement(
        "recordObjectRemoval",
        """
        INSERT INTO audit_events (actor, user_id, owner_id, action, file_id, details)
        SELECT 'housekeeping', file.user_id, file.user_id, 'remove_object', file.id,
            jsonb_build_object('bucket', $1::text, 'key', $2::text, 'reason', $3::text)
        FROM (SELECT) AS always LEFT JOIN file_uploads AS file
            ON file.upload_bucket = $1::text AND file.upload_path = $2::text
        """)

    /// Records that housekeeping is about to remove an object, and why; the file that it was uploaded for is named, if
    /// there is one. It is recorded first, so that no object is removed without an event.
    public func recordRemoval(bucket: String, key: String, reason: String) async throws(DatabaseError) {
        try await database.query(Self.removal, [.text(bucket), .text(key), .text(reason)])
    }

    // MARK: Retention

    private static let expiry = Statement(
        "removeAuditEvents", "SELECT remove_audit_events($1::timestamptz, $2::int8)")

    /// Of the `limit` oldest events forgets those from before `moment`; returns how many.
    public func removeEvents(before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        try await count(Self.expiry, before: moment, limit: limit)
    }

    private static let counting = Statement(
        "countAuditEvents", isReadOnly: true,
        """
        SELECT count(*) FROM (
            SELECT occurred_at FROM audit_events ORDER BY id LIMIT $2::int8
        ) AS oldest
        WHERE occurred_at < least($1::timestamptz, now() - interval '30 days')
        """)

    /// How many events ``removeEvents(before:limit:)`` would forget.
    public func countEvents(before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        try await count(Self.counting, before: moment, limit: limit)
    }

    private func count(_ statement: Statement, before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        let result = try await database.query(statement, [.timestamp(moment), .int8(Int64(max(0, limit)))])
        guard var row = result.first else { return 0 }
        return Int(clamping: try row.integer())
    }
}
