import Storage
import Synchronization

/// Counts answers and their times by operation, and writes them in the Prometheus text format 0.0.4.
///
/// Labels come from the contract alone, so their number is bounded.
final class MetricsRegistry: Sendable {
    /// The upper bounds of the buckets of times, in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Answer: Hashable {
        var operation: String
        var status: Int
    }

    private struct StorageCall: Hashable {
        var operation: String
        var outcome: String
    }

    private struct Times {
        var buckets = [Int](repeating: 0, count: MetricsRegistry.bounds.count)
        var sum = 0.0
        var count = 0
    }

    private struct State {
        var answers: [Answer: Int] = [:]
        var times: [String: Times] = [:]
        var storageCalls: [StorageCall: Int] = [:]
        var storageRetries: [String: Int] = [:]
    }

    private let state = Mutex(State())

    func record(operation: String, status: Int, duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        state.withLock { state in
            state.answers[Answer(operation: operation, status: status), default: 0] += 1
            var times = state.times[operation] ?? Times()
            if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { times.buckets[bucket] += 1 }
            times.sum += seconds
            times.count += 1
            state.times[operation] = times
        }
    }

    /// Counts what became of a call to the object store, and the attempts before its last one.
    func record(_ event: StorageEvent) {
        guard case .attempt(let attempt) = event else { return }
        state.withLock { state in
            if attempt.isLast {
                let call = StorageCall(operation: attempt.operation, outcome: attempt.outcome)
                state.storageCalls[call, default: 0] += 1
            } else {
                state.storageRetries[attempt.operation, default: 0] += 1
            }
        }
    }

    /// The figures as text; gauges are what the caller knows of this moment.
    func render(gauges: [(name: String, help: String, value: Int)]) -> String {
        let state = state.withLock { $0 }
        var text = "# HELP matchbot_http_requests_total Answers by operation and status.\n"
        text += "# TYPE matchbot_http_requests_total counter\n"
        for (answer, count) in state.answers.sorted(by: {
            ($0.key.operation, $0.key.status) < ($1.key.operation, $1.key.status)
        }) {
            text +=
                "matchbot_http_requests_total{operation=\"\(answer.operation)\",status=\"\(answer.status)\"} \(count)\n"
        }
        text += "# HELP matchbot_http_request_duration_seconds Time from a request's head to its answer.\n"
        text += "# TYPE matchbot_http_request_duration_seconds histogram\n"
        for (operation, times) in state.times.sorted(by: { $0.key < $1.key }) {
            let name = "matchbot_http_request_duration_seconds"
            var total = 0
            for (bound, count) in zip(Self.bounds, times.buckets) {
                total += count
                text += "\(name)_bucket{operation=\"\(operation)\",le=\"\(bound)\"} \(total)\n"
            }
            text += "\(name)_bucket{operation=\"\(operation)\",le=\"+Inf\"} \(times.count)\n"
            text += "\(name)_sum{operation=\"\(operation)\"} \(times.sum)\n"
            text += "\(name)_count{operation=\"\(operation)\"} \(times.count)\n"
        }
        text += "# HELP matchbot_storage_calls_total Calls to the object store by operation and outcome.\n"
        text += "# TYPE matchbot_storage_calls_total counter\n"
        let calls = state.storageCalls.sorted {
            ($0.key.operation, $0.key.outcome) < ($1.key.operation, $1.key.outcome)
        }
        for (call, count) in calls {
            text +=
                "matchbot_storage_calls_total{operation=\"\(call.operation)\",outcome=\"\(call.outcome)\"} \(count)\n"
        }
        text += "# HELP matchbot_storage_retries_total Attempts that were repeated, by operation.\n"
        text += "# TYPE matchbot_storage_retries_total counter\n"
        for (operation, count) in state.storageRetries.sorted(by: { $0.key < $1.key }) {
            text += "matchbot_storage_retries_total{operation=\"\(operation)\"} \(count)\n"
        }
        for gauge in gauges {
            text += "# HELP \(gauge.name) \(gauge.help)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.value)\n"
        }
        return text
    }
}
