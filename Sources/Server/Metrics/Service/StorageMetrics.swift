import Storage
import Synchronization

/// What the object store is asked, how it answers, and what the circuit breaker makes of it.
final class StorageMetrics: Sendable {
    private let calls = CounterFamily(
        "matchbot_storage_calls_total",
        "Calls to the object store by operation and outcome: success, or the kind of error.",
        labels: ["operation", "outcome"])
    private let durations = HistogramFamily(
        "matchbot_storage_call_duration_seconds",
        "Time that callers waited for the store, retries included, by operation; of a download until its head.",
        bounds: Histogram.times + [30, 60], labels: ["operation"])
    private let retries = CounterFamily(
        "matchbot_storage_retries_total", "Attempts that were repeated, by operation.", labels: ["operation"])
    private let downloads = CounterFamily(
        "matchbot_storage_downloads_total", "Downloads that ended, by outcome: success, or the kind of error.",
        labels: ["outcome"], known: [["success"]])
    private let downloadedBytes = CounterFamily("matchbot_storage_downloaded_bytes_total", "Bytes downloaded.")
    private let changes = CounterFamily(
        "matchbot_storage_breaker_changes_total", "How often the circuit breaker came into a state.",
        labels: ["state"], known: CircuitBreakerState.allCases.map { [$0.rawValue] })
    private let store = Mutex<ObjectStore?>(nil)

    init(registry: MetricsRegistry) {
        registry.add(calls, durations, retries, downloads, downloadedBytes, changes)
        registry.add(ClosureSource { [weak self] in Self.gauges(self?.store.withLock { $0 }) })
    }

    /// Names the store whose state the gauges show.
    func watch(_ store: ObjectStore) { self.store.withLock { $0 = store } }

    func record(_ event: StorageEvent) {
        switch event {
        case .attempt(let attempt):
            if !attempt.isLast { retries.add(1, attempt.operation) }
        case .call(let call):
            calls.add(1, call.operation, call.outcome)
            durations[call.operation].observe(call.duration)
        case .download(let download):
            downloads.add(1, download.outcome)
            downloadedBytes.add(Int(clamping: download.bytes))
        case .breakerChanged(_, let state): changes.add(1, state.rawValue)
        }
    }

    private static func gauges(_ store: ObjectStore?) -> [MetricFamily] {
        let load = store?.load
        let state = store?.breakerState
        return [
            .gauge(
                "matchbot_storage_breaker_open", "Whether calls to the store are held back: 0 no, 1 probing, 2 yes.",
                state.map { [.closed: 0, .halfOpen: 1, .open: 2][$0] ?? 0 }),
            .gauge(
                "matchbot_storage_calls_in_flight", "Calls to the store under way, downloads until their last byte.",
                load.map { Double($0.running) }),
            .gauge(
                "matchbot_storage_calls_waiting", "Calls to the store that wait for their turn.",
                load.map { Double($0.waiting) }),
            .gauge(
                "matchbot_storage_clock_offset_seconds",
                "How far the store's clock is ahead of this machine's, to about a second; S3 refuses beyond 900.",
                store?.clockSkew.map { $0.offset.seconds }),
        ]
    }
}
