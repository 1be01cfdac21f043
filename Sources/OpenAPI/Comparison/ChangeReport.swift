import YAML

/// Writes changes for people and for machines.
public struct ChangeReport: Sendable {
    private let changes: [Change]
    private let newFile: String
    private let audience: Change.Audience

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - changes: What to report, in this order.
    ///   - newFile: The file that a change is shown in which stands nowhere in the new version.
    ///   - audience: Whose class a line begins with and the last line counts.
    public init(_ changes: [Change], newFile: String, audience: Change.Audience = .both) {
        self.changes = changes
        self.newFile = newFile
        self.audience = audience
    }

    /// The report's text, with a line feed at its end unless it is empty.
    public func render(_ format: DiagnosticReport.Format) -> String {
        switch format {
        case .text: text()
        case .json: "[" + changes.map { "\n  " + json($0) }.joined(separator: ",") + "\n]\n"
        case .sarif: sarif()
        }
    }

    private func text() -> String {
        var result = changes.map { change in
            let former = change.oldLocation.map { " (was at \($0))" } ?? ""
            return "\(location(change)): \(change.impact(for: audience).rawValue): \(change.place): \(change.message); "
                + "for clients \(change.forClients.rawValue), for servers \(change.forServers.rawValue) "
                + "[\(change.kind.rawValue)]\(former)\n"
        }.joined()
        func count(_ impact: Change.Impact) -> Int { changes.filter { $0.impact(for: audience) == impact }.count }
        result +=
            "\(changes.count) change\(changes.count == 1 ? "" : "s"): \(count(.breaking)) breaking, \(count(.dangerous)) dangerous, \(count(.safe)) safe\n"
        return result
    }

    /// Where a change is shown: what is gone where it would stand.
    private func location(_ change: Change) -> SourceLocation {
        change.newLocation ?? change.enclosingLocation ?? SourceLocation(file: newFile, line: 1, column: 1)
    }

    private func json(_ change: Change) -> String {
        func quoted(_ text: String) -> String { JSONString.quoted(text) }
        func place(_ location: SourceLocation?) -> String {
            guard let location else { return "null" }
            return "{\"file\": \(quoted(location.file)), \"line\": \(location.line), \"column\": \(location.column)}"
        }
        let fields = [
            "\"kind\": \(quoted(change.kind.rawValue))", "\"clients\": \(quoted(change.forClients.rawValue))",
            "\"servers\": \(quoted(change.forServers.rawValue))", "\"place\": \(quoted(change.place))",
            "\"message\": \(quoted(change.message))", "\"old\": \(place(change.oldLocation))",
            "\"new\": \(place(change.newLocation))", "\"enclosing\": \(place(change.enclosingLocation))",
        ]
        return "{\(fields.joined(separator: ", "))}"
    }

    private func sarif() -> String {
        let kinds = Set(changes.map(\.kind)).sorted { $0.rawValue < $1.rawValue }
        let results = changes.map { change in
            let level =
                switch change.impact(for: audience) {
                case .breaking: "error"
                case .dangerous: "warning"
                case .safe: "note"
                }
            return SARIF.Result(
                rule: change.kind.rawValue, ruleIndex: kinds.firstIndex(of: change.kind) ?? 0, level: level,
                message: "\(change.place): \(change.message); for clients \(change.forClients.rawValue), "
                    + "for servers \(change.forServers.rawValue)",
                location: location(change),
                related: change.oldLocation)
        }
        return SARIF.render(rules: kinds.map { ($0.rawValue, $0.summary) }, results: results)
    }
}
