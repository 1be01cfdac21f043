import Synchronization

/// A whole number that goes up and down. Each change is one atomic instruction.
final class Gauge: Sendable, MetricSource {
    private let name: String
    private let help: String
    private let number = Atomic<Int>(0)

    init(_ name: String, _ help: String) {
        self.name = name
        self.help = help
    }

    var value: Int { number.load(ordering: .relaxed) }

    func add(_ amount: Int) {
        number.wrappingAdd(amount, ordering: .relaxed)
    }

    func families() -> [MetricFamily] {
        [.gauge(name, help, Double(value))]
    }
}
