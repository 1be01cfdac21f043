import Handlers

/// Files that came and went.
final class FileMetrics: Sendable {
    private let operations = CounterFamily(
        "matchbot_file_operations_total",
        "Uploads confirmed, downloads handed out and files deleted, by how that ended.", labels: ["action", "outcome"],
        known: FileEvent.Action.allCases.flatMap { action in
            FileEvent.Outcome.allCases.map { [action.rawValue, $0.rawValue] }
        })
    private let sizes = HistogramFamily(
        "matchbot_file_size_bytes", "Sizes of files, by what was done with them.", bounds: Histogram.sizes,
        labels: ["action"])

    init(registry: MetricsRegistry) {
        registry.add(operations, sizes)
    }

    func record(_ event: FileEvent) {
        record(event.action, event.outcome.rawValue, bytes: event.bytes)
    }

    /// - Parameters:
    ///   - outcome: One of a fixed set.
    ///   - bytes: The file's size where it was moved.
    func record(_ action: FileEvent.Action, _ outcome: String, bytes: Int64?) {
        operations.add(1, action.rawValue, outcome)
        if let bytes { sizes[action.rawValue].observe(Double(bytes)) }
    }
}
