/// A metric with all its series, at one moment: what one `# TYPE` line and the lines below it say.
struct MetricFamily: Sendable, Hashable {
    /// How a reader has to take the values.
    enum Kind: String, Sendable, Hashable {
        /// Only grows, from the start of the process.
        case counter = "counter"
        /// Goes up and down.
        case gauge = "gauge"
        /// Counts values by size: series for each upper bound, the sum and the count.
        case histogram = "histogram"
    }

    /// One line.
    struct Sample: Sendable, Hashable {
        /// What follows the family's name: `_bucket`, `_sum` and `_count` of a histogram, else nothing.
        var suffix = ""
        /// Names and values, in the order in which they are written.
        var labels: [Label] = []
        var value: Double
    }

    /// A name and a value that tell one series from another.
    struct Label: Sendable, Hashable {
        var name: String
        var value: String
    }

    /// Letters, digits, `_` and `:`, with the unit and, for a counter, `_total` at its end.
    var name: String
    /// One sentence for people.
    var help: String
    var kind: Kind
    var samples: [Sample]
}

extension MetricFamily {
    /// A gauge without labels; without a line while its value is not known.
    static func gauge(_ name: String, _ help: String, _ value: Double?) -> MetricFamily {
        MetricFamily(name: name, help: help, kind: .gauge, samples: value.map { [Sample(value: $0)] } ?? [])
    }

    /// A gauge with one label.
    static func gauge(
        _ name: String, _ help: String, by label: String, _ values: [(String, Double)]
    ) -> MetricFamily {
        MetricFamily(
            name: name, help: help, kind: .gauge,
            samples: values.map { Sample(labels: [Label(name: label, value: $0.0)], value: $0.1) })
    }

    /// A counter without labels.
    static func counter(_ name: String, _ help: String, _ value: Double?) -> MetricFamily {
        MetricFamily(name: name, help: help, kind: .counter, samples: value.map { [Sample(value: $0)] } ?? [])
    }
}
