public import Foundation

extension HousekeepingStore {
    private static let oldKeys = Statement(
        "countIdempotencyKeys", isReadOnly: true,
        """
        SELECT count(*) FROM (
            SELECT FROM idempotency_keys WHERE created_at < $1::timestamptz LIMIT $2::int8
        ) AS old
        """)

    /// How many keys ``removeIdempotencyKeys(before:limit:)`` would remove, counted up to `limit`.
    public func countIdempotencyKeys(before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        let result = try await database.query(Self.oldKeys, [.timestamp(moment), .int8(Int64(max(0, limit)))])
        guard var row = result.first else { return 0 }
        return Int(clamping: try row.integer())
    }

    private static let forgetting = Statement(
        "removeIdempotencyKeys",
        """
        DELETE FROM idempotency_keys WHERE (user_id, key) IN (
            SELECT user_id, key FROM idempotency_keys
            WHERE created_at < $1::timestamptz
            ORDER BY created_at
            LIMIT $2::int8
            FOR UPDATE SKIP LOCKED
        )
        """)

    /// Forgets keys from before `moment`, the oldest first and at most `limit`; returns how many.
    public func removeIdempotencyKeys(before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        try await database.query(Self.forgetting, [.timestamp(moment), .int8(Int64(max(0, limit)))]).affectedRows
    }
}
