/// Writes metrics in the Prometheus text format, version 0.0.4.
///
/// <https://prometheus.io/docs/instrumenting/exposition_formats/>: HELP and TYPE once for each family and before its
/// lines; `\` and line feeds are escaped in help texts, and `"` as well in label values.
struct ExpositionText {
    private(set) var text = ""

    /// Writes families one after the other.
    static func text(_ families: [MetricFamily]) -> String {
        var writer = ExpositionText()
        for family in families { writer.write(family) }
        return writer.text
    }

    mutating func write(_ family: MetricFamily) {
        text += "# HELP \(family.name) \(Self.escaped(family.help, quotes: false))\n"
        text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
        for sample in family.samples {
            text += family.name
            text += sample.suffix
            write(sample.labels)
            text += " \(Self.number(sample.value))\n"
        }
    }

    private mutating func write(_ labels: [MetricFamily.Label]) {
        guard !labels.isEmpty else { return }
        text += "{"
        for (index, label) in labels.enumerated() {
            if index > 0 { text += "," }
            text += "\(label.name)=\"\(Self.escaped(label.value, quotes: true))\""
        }
        text += "}"
    }

    static func escaped(_ text: String, quotes: Bool) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || (quotes && $0 == 0x22) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A number as Go's `ParseFloat` reads it; whole ones without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
        return String(value)
    }
}
