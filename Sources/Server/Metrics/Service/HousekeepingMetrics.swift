import Foundation
import Housekeeping
import Synchronization

/// What rounds of housekeeping of this process did.
final class HousekeepingMetrics: Sendable {
    private let rounds = CounterFamily(
        "matchbot_housekeeping_rounds_total",
        "Rounds by how they ended: completed, busy (another replica is at it, or was lately), lease_lost or failed.",
        labels: ["outcome"], known: [["completed"], ["busy"], ["lease_lost"], ["failed"]])
    private let items = CounterFamily(
        "matchbot_housekeeping_items_total", "What rounds found and did, by the report's name for it.",
        labels: ["item"], known: HousekeepingReport(outcome: .completed, isDryRun: false).counts.map { [$0.name] })
    private let last = Mutex<Date?>(nil)
    private let now: @Sendable () -> Date

    init(registry: MetricsRegistry, now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
        registry.add(rounds, items)
        registry.add(ClosureSource { [weak self] in Self.gauges(self?.last.withLock { $0 } ?? nil) })
    }

    /// Takes note of a round that ended well, or with nil of one that failed.
    func record(_ report: HousekeepingReport?) {
        rounds.add(1, report?.outcome.rawValue ?? "failed")
        guard let report else { return }
        for count in report.counts { items.add(count.value, count.name) }
        let now = now()
        // A round that another replica is at is none that is missing.
        if report.outcome != .leaseLost { last.withLock { $0 = now } }
    }

    private static func gauges(_ last: Date?) -> [MetricFamily] {
        [
            .gauge(
                "matchbot_housekeeping_last_round_timestamp_seconds",
                "When this process last ended a round, or found another replica at it, since the Unix epoch.",
                last.map { $0.timeIntervalSince1970 })
        ]
    }
}
