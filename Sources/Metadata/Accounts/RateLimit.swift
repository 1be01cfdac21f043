import Foundation

/// At most `count` admitted requests of a user in any stretch of time as long as `window`.
///
/// Refused requests don't count. The database's clock decides, so replicas with different clocks agree.
public struct RateLimit: Sendable, Hashable {
    /// Requests at most; at least 1.
    public var count: Int
    /// The sliding window's length.
    public var window: Duration
    /// What is counted; limits of different operations don't affect each other. At most 50 characters.
    public var operation: String

    /// A limit of `count` requests per `window`.
    public init(count: Int, window: Duration, operation: String = "sign_upload") {
        self.count = max(1, count)
        self.window = window
        self.operation = operation
    }
}

extension RateLimit {
    /// SQL for the one row of what a user's window holds now, the oldest first; `moment.now` is the clock. Stamps later
    /// than that, left by a clock that was set back, are ignored.
    static func stamps(user: String, operation: String, window: String) -> String {
        """
        SELECT coalesce(array_agg(stamp ORDER BY stamp), '{}') AS stamps
        FROM moment, rate_limits, unnest(stamps) AS stamp
        WHERE user_id = \(user)::uuid AND operation = \(operation)::text
            AND stamp > moment.now - \(window)::interval AND stamp <= moment.now
        """
    }

    /// The time from the second column, the clock, to the first, when the next request is admitted.
    static func pause(row: inout RowReader) throws(DatabaseError) -> Duration {
        let admittedAt = try row.optionalTimestamp()
        let now = try row.timestamp()
        let seconds = max(0.001, (admittedAt ?? now).timeIntervalSince(now))
        return .milliseconds(Int64((seconds * 1000).rounded(.up)))
    }
}
