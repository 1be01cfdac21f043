/// Metrics of what somebody else knows at this moment.
struct ClosureSource: MetricSource {
    private let read: @Sendable () -> [MetricFamily]

    init(_ read: @escaping @Sendable () -> [MetricFamily]) {
        self.read = read
    }

    func families() -> [MetricFamily] { read() }
}
