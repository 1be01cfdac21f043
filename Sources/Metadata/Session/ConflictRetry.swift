/// When a statement or transaction that lost against another one is tried again.
///
/// PostgreSQL has rolled it back (SQLSTATE 40001 serialization_failure, 40P01 deadlock_detected; manual, section 13.5),
/// so trying again does nothing twice. A connection that was lost during COMMIT is no such case: nobody knows then
/// what was committed, and nothing is repeated.
struct ConflictRetry: Sendable {
    /// Tries at most, the first included.
    static let maximumAttempts = 4
    /// The longest pause after the first attempt; each further one may be four times as long.
    private static let initialDelay = Duration.milliseconds(5)

    /// How long to wait after an attempt, counted from 1; nil when it was the last one or the failure is no conflict.
    ///
    /// - Parameters:
    ///   - error: What the attempt failed with.
    ///   - attempt: Its number, from 1.
    ///   - random: Lies in 0..<1; it spreads transactions that hindered each other.
    static func pause(after error: DatabaseError, attempt: Int, random: Double) -> Duration? {
        guard error.code == .serialization, !error.isConnectionLoss, attempt < maximumAttempts else { return nil }
        var delay = initialDelay
        for _ in 1..<max(attempt, 1) { delay = delay * 4 }
        return delay * min(max(random, 0), 1)
    }
}
