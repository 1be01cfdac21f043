import Synchronization

/// The series of one family, by the values of their labels, made as they are met.
///
/// Finding one takes a lock for the time of a look-up in a dictionary, some tens of nanoseconds; counting is done outside
/// of it. Values come from fixed sets; should one not, then beyond `limit` series everything is counted under `other`, so
/// that no mistake and no client can fill the memory.
final class Series<Instrument: Sendable>: Sendable {
    private let limit: Int
    private let make: @Sendable () -> Instrument
    private let known = Mutex<[[String]: Instrument]>([:])

    init(limit: Int = 500, make: @escaping @Sendable () -> Instrument) {
        self.limit = limit
        self.make = make
    }

    subscript(values: [String]) -> Instrument {
        known.withLock { known in
            if let instrument = known[values] { return instrument }
            let values = known.count < limit ? values : values.map { _ in "other" }
            if let instrument = known[values] { return instrument }
            let instrument = make()
            known[values] = instrument
            return instrument
        }
    }

    /// Every series in the order of its labels' values.
    var sorted: [(values: [String], instrument: Instrument)] {
        known.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
    }
}

extension [String] {
    /// Labels of these names with those values.
    func labels(_ values: [String]) -> [MetricFamily.Label] {
        zip(self, values).map { MetricFamily.Label(name: $0, value: $1) }
    }
}
