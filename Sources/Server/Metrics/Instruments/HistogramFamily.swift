/// A histogram for each combination of label values.
final class HistogramFamily: Sendable, MetricSource {
    private let name: String
    private let help: String
    private let labels: [String]
    private let series: Series<Histogram>

    /// A family without labels has its one series from the beginning.
    init(_ name: String, _ help: String, bounds: [Double], labels: [String] = []) {
        self.name = name
        self.help = help
        self.labels = labels
        series = Series { Histogram(bounds: bounds) }
        if labels.isEmpty { _ = series[[]] }
    }

    /// The histogram of some values, in the order of the labels.
    subscript(values: String...) -> Histogram { series[values] }

    func families() -> [MetricFamily] {
        let samples = series.sorted.flatMap { values, histogram in histogram.samples(labels.labels(values)) }
        return [MetricFamily(name: name, help: help, kind: .histogram, samples: samples)]
    }
}
