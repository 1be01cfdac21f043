/// A counter for each combination of label values.
final class CounterFamily: Sendable, MetricSource {
    private let name: String
    private let help: String
    private let labels: [String]
    private let series = Series { Counter() }

    /// A family without labels has its one series from the beginning; so has a combination that `known` names, for a rate
    /// cannot be told from a series that appears with its first event.
    init(_ name: String, _ help: String, labels: [String] = [], known: [[String]] = []) {
        self.name = name
        self.help = help
        self.labels = labels
        for values in labels.isEmpty ? [[]] : known { _ = series[values] }
    }

    /// The counter of some values, in the order of the labels.
    subscript(values: String...) -> Counter { series[values] }

    func add(_ amount: Int = 1, _ values: String...) { series[values].add(amount) }

    func families() -> [MetricFamily] {
        let samples = series.sorted.map { values, counter in
            MetricFamily.Sample(labels: labels.labels(values), value: Double(counter.value))
        }
        return [MetricFamily(name: name, help: help, kind: .counter, samples: samples)]
    }
}
