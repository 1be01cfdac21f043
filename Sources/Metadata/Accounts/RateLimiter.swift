/// Counts what users ask, for every operation that the contract bounds; shared by all replicas.
public struct RateLimiter: Sendable {
    /// What became of a request.
    public enum Outcome: Sendable, Hashable {
        /// It was counted and may go on.
        case admitted
        /// The limit is used up; the next request is admitted after this time. Nothing was counted.
        case refused(retryAfter: Duration)
    }

    private let database: Database

    /// The counts in this database.
    public init(database: Database) {
        self.database = database
    }

    /// A count that a crash forgets lets a user ask a little more, so nobody waits for the disk.
    private static let hurrying = Statement("admitRequest", "SET LOCAL synchronous_commit = off")

    private static let admission = Statement(
        "admitRequest",
        """
        WITH moment AS MATERIALIZED (
            SELECT clock_timestamp() AS now
        ), recent AS MATERIALIZED (
            \(RateLimit.stamps(user: "$1", operation: "$2", window: "$4"))
        ), admitted AS (
            INSERT INTO rate_limits (user_id, operation, stamps, last_admitted)
            SELECT $1::uuid, $2::text, stamps || moment.now, gen_random_uuid()
            FROM recent, moment WHERE cardinality(stamps) < $3::int8
            ON CONFLICT (user_id, operation) DO UPDATE
            SET stamps = excluded.stamps, last_admitted = excluded.last_admitted
            RETURNING user_id
        )
        SELECT
            EXISTS (SELECT FROM admitted),
            stamps[cardinality(stamps) - $3::int8::int4 + 1] + $4::interval,
            clock_timestamp()
        FROM recent
        """)

    /// Counts a request of a user against a limit, unless that is used up.
    ///
    /// One round trip. However many requests of one user arrive at once, exactly the limit's number is admitted.
    public func admit(_ user: UserID, _ limit: RateLimit) async throws(DatabaseError) -> Outcome {
        let result = try await database.query(
            Self.admission,
            [.id(user), .text(limit.operation), .int8(Int64(limit.count)), .interval(limit.window)],
            after: [Command(Self.hurrying), AccountLock.command(user)])
        guard var row = result.first else {
            throw DatabaseError(.protocolViolation, operation: "admitRequest", hint: "the statement gave no row")
        }
        if try row.bool() { return .admitted }
        return .refused(retryAfter: try RateLimit.pause(row: &row))
    }
}
