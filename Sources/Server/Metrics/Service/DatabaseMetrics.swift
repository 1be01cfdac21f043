import Metadata
import Synchronization

/// What the database is asked, how it answers, and how its connections are used.
final class DatabaseMetrics: Sendable {
    private let statements = CounterFamily(
        "matchbot_database_statements_total", "Statements by outcome: success, or the kind of error.",
        labels: ["outcome"], known: [["success"]])
    private let durations = HistogramFamily(
        "matchbot_database_statement_duration_seconds",
        "Time of statements, waiting for a connection included where each takes one of its own.",
        bounds: Histogram.times)
    private let waits = HistogramFamily(
        "matchbot_database_wait_seconds", "Time that requests waited for a connection, whether or not they got one.",
        bounds: [0.0001] + Histogram.times)
    private let database = Mutex<Database?>(nil)

    init(registry: MetricsRegistry) {
        registry.add(statements, durations, waits)
        registry.add(ClosureSource { [weak self] in Self.gauges(self?.database.withLock { $0 }?.statistics) })
    }

    /// Names the database whose state the gauges show.
    func watch(_ database: Database) { self.database.withLock { $0 = database } }

    func record(_ event: DatabaseEvent) {
        switch event {
        case .statement(let outcome, let duration):
            statements.add(1, outcome)
            durations[].observe(duration)
        case .wait(let duration): waits[].observe(duration)
        }
    }

    private static func gauges(_ pool: PoolStatistics?) -> [MetricFamily] {
        let states = pool.map { pool in
            [
                ("idle", Double(pool.idle)), ("in_use", Double(pool.inUse)), ("connecting", Double(pool.connecting)),
            ]
        }
        return [
            .gauge(
                "matchbot_database_connections", "Connections to the database, by state.", by: "state", states ?? []),
            .gauge(
                "matchbot_database_connections_limit", "Connections to the database at most.",
                pool.map { Double($0.size) }),
            .gauge(
                "matchbot_database_waiting", "Requests that wait for a connection.", pool.map { Double($0.waiting) }),
        ]
    }
}
