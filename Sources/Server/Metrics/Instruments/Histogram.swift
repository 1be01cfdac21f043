import Synchronization

/// Counts values by size.
///
/// A lock keeps counts and sum consistent with each other, as readers expect: it is held for a few additions, and each
/// series has its own.
final class Histogram: Sendable {
    private struct State {
        var counts: [Int]
        var sum = 0.0
        var count = 0
    }

    /// The upper bounds, ascending, each included in its bucket; what is larger is in `+Inf` alone.
    let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: [Int](repeating: 0, count: bounds.count)))
    }

    func observe(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 }
        state.withLock { state in
            if let bucket { state.counts[bucket] += 1 }
            state.sum += value
            state.count += 1
        }
    }

    func observe(_ duration: Duration) { observe(duration.seconds) }

    /// The lines of one series.
    func samples(_ labels: [MetricFamily.Label]) -> [MetricFamily.Sample] {
        let state = state.withLock { $0 }
        var cumulative = 0
        var samples: [MetricFamily.Sample] = []
        for (bound, count) in zip(bounds, state.counts) {
            cumulative += count
            samples.append(bucket(labels, ExpositionText.number(bound), cumulative))
        }
        samples.append(bucket(labels, "+Inf", state.count))
        samples.append(.init(suffix: "_sum", labels: labels, value: state.sum))
        samples.append(.init(suffix: "_count", labels: labels, value: Double(state.count)))
        return samples
    }

    private func bucket(_ labels: [MetricFamily.Label], _ bound: String, _ count: Int) -> MetricFamily.Sample {
        .init(suffix: "_bucket", labels: labels + [.init(name: "le", value: bound)], value: Double(count))
    }
}

extension Histogram {
    /// Bounds for what takes milliseconds to seconds, in seconds.
    static let times = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Bounds for what takes seconds to minutes, in seconds.
    static let longTimes = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]
    /// Bounds for files, in bytes: 1 KiB to the 100 MiB that the contract allows.
    static let sizes = [1_024, 10_240, 102_400, 1_048_576, 5_242_880, 10_485_760, 26_214_400, 52_428_800, 104_857_600]
        .map(Double.init)
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
