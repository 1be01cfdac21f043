import ContractRuntime
import Foundation

/// What `/metrics` answered.
package struct MetricsPage: Sendable {
    package let text: String
    private let values: [String: Double]

    /// Asks a server.
    package static func read(_ service: ServiceFixture, _ server: ServerProcess) async throws -> MetricsPage {
        let answer = try await service.send("GET", server.url + "/metrics")
        return MetricsPage(String(decoding: answer.body, as: UTF8.self))
    }

    package init(_ text: String) {
        self.text = text
        var values: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " ") else { continue }
            values[String(line[..<space])] = Double(line[line.index(after: space)...])
        }
        self.values = values
    }

    /// The value of a series as it is written, labels included; nil where there is none.
    package subscript(series: String) -> Double? { values[series] }

    /// The names of the families.
    package var families: Set<String> {
        Set(text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { String($0.split(separator: " ")[2]) })
    }

    /// Every name that a query may use: those of the families, and of a histogram's series.
    package var names: Set<String> {
        families.union(families.flatMap { name in ["_bucket", "_sum", "_count"].map { name + $0 } })
    }

    /// The metrics that a text names.
    package static func names(in text: String) -> Set<String> {
        Set(text.matches(of: /\b(?:matchbot|process)_[a-z0-9_]*[a-z0-9]\b/).map { String($0.output) })
    }
}
