/// Whether the database answers, and how fast; for readiness checks.
public struct DatabaseHealth: Sendable {
    /// What one check found.
    public struct Report: Sendable {
        /// Whether the server answered.
        public var isHealthy: Bool
        /// From asking the pool for a connection to the answer.
        public var roundTrip: Duration
        /// Why it's unhealthy; nil when it's healthy.
        public var error: DatabaseError?
        /// How busy the pool was.
        public var pool: PoolStatistics
    }

    private static let probe = Statement("health", isReadOnly: true, "SELECT 1")

    private let database: Database

    /// A check of this database.
    public init(database: Database) {
        self.database = database
    }

    /// Runs `SELECT 1` as any query would: through the pool, with its limits and time-outs.
    public func check() async -> Report {
        let clock = ContinuousClock()
        let start = clock.now
        var failure: DatabaseError?
        do throws(DatabaseError) {
            try await database.query(Self.probe)
        } catch {
            failure = error
        }
        return Report(
            isHealthy: failure == nil, roundTrip: clock.now - start, error: failure, pool: database.statistics)
    }
}
