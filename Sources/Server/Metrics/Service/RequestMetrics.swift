import ContractRuntime

/// Rate, errors and duration of requests, however early they are refused.
final class RequestMetrics: Sendable {
    /// What is counted as the operation of a request that the contract knows none for.
    static let noOperation = "none"

    private let requests: CounterFamily
    private let durations = HistogramFamily(
        "matchbot_http_request_duration_seconds", "Time from a request's head to its answer, by operation.",
        bounds: Histogram.times, labels: ["operation"])
    private let inFlight = Gauge("matchbot_http_requests_in_flight", "Requests that are being answered.")
    private let refusals = CounterFamily(
        "matchbot_authentication_failures_total",
        "Requests answered 401: without a credential (missing) or with one that is not valid (rejected).",
        labels: ["reason"], known: [["missing"], ["rejected"]])
    init(_ operations: [OperationMetadata], registry: MetricsRegistry) {
        requests = CounterFamily(
            "matchbot_http_requests_total", "Answers by operation and status.", labels: ["operation", "status"],
            known: operations.flatMap { operation in operation.statuses.map { [operation.identifier, String($0)] } })
        registry.add(requests, durations, inFlight, refusals)
    }

    func begin() { inFlight.add(1) }

    func end(_ record: RequestRecord) {
        inFlight.add(-1)
        let operation = record.operation ?? Self.noOperation
        requests.add(1, operation, String(record.status))
        durations[operation].observe(record.duration)
        if record.status == 401 { refusals.add(1, record.hasCredential ? "rejected" : "missing") }
    }
}
