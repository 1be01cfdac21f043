import Synchronization

/// Everything that `/metrics` shows, in the order in which it was added.
///
/// The registry is this service's own and not an implementation of swift-metrics: that API knows neither help texts nor
/// fixed buckets nor values that are read at the scrape, and would leave all three to be invented beside it.
final class MetricsRegistry: Sendable {
    private let sources = Mutex<[any MetricSource]>([])

    /// Adds a source, whose families no other may have.
    func add(_ sources: any MetricSource...) {
        self.sources.withLock { $0 += sources }
    }

    /// All figures of this moment in the Prometheus text format.
    func render() -> String {
        ExpositionText.text(sources.withLock { $0 }.flatMap { $0.families() })
    }
}
