import YAML

/// Writes diagnostics for people and for machines.
public struct DiagnosticReport: Sendable {
    /// The forms that a report can have.
    public enum Format: String, Sendable, CaseIterable {
        /// A line for each, the source's line and a caret.
        case text
        /// An array of objects.
        case json
        /// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code hosts show beside the lines.
        case sarif
    }

    private let diagnostics: [Diagnostic]
    private let sources: [String: [UInt8]]

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - diagnostics: What to report, in this order.
    ///   - sources: The texts of the files, for showing lines.
    public init(_ diagnostics: [Diagnostic], sources: [String: [UInt8]] = [:]) {
        self.diagnostics = diagnostics
        self.sources = sources
    }

    /// The report's text, with a line feed at its end unless it is empty.
    public func render(_ format: Format) -> String {
        switch format {
        case .text: text()
        case .json: "[" + diagnostics.map { "\n  " + json($0) }.joined(separator: ",") + "\n]\n"
        case .sarif: sarif()
        }
    }

    /// How many warnings with the same words are shown to a person, to whom the rest would only hide what else there is.
    private static let maximumOfOneWarning = 10

    private func text() -> String {
        var lines: [String: [Range<Int>]] = [:]
        var result = ""
        let counts = Dictionary(
            diagnostics.filter { $0.severity == .warning }.map { ($0.message, 1) }, uniquingKeysWith: +)
        var shown: [String: Int] = [:]
        for diagnostic in diagnostics {
            var remark = ""
            if let count = counts[diagnostic.message], diagnostic.severity == .warning, count > Self.maximumOfOneWarning
            {
                let number = shown[diagnostic.message, default: 0] + 1
                shown[diagnostic.message] = number
                guard number <= Self.maximumOfOneWarning else { continue }
                if number == Self.maximumOfOneWarning {
                    remark = "; so it is at \(count - number) places after it, which '--format json' lists"
                }
            }
            result += "\(diagnostic)\(remark) [\(diagnostic.code.rawValue)]\n"
            let file = diagnostic.location.file
            guard let bytes = sources[file] else { continue }
            if lines[file] == nil { lines[file] = Self.lines(of: bytes) }
            guard let ranges = lines[file], ranges.indices.contains(diagnostic.location.line - 1) else { continue }
            result += excerpt(
                bytes[ranges[diagnostic.location.line - 1]], diagnostic.location.line, diagnostic.location.column)
        }
        return result
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            ranges.append(start..<end)
            start = end + 1
        }
        return ranges + [start..<bytes.count]
    }

    /// The line with its number, and a caret under the column; a long line is cut around it.
    private func excerpt(_ line: ArraySlice<UInt8>, _ number: Int, _ column: Int) -> String {
        let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
        let first = max(0, min(column - 1, scalars.count) - 80)
        let shown = scalars[first...].prefix(160).map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
        let margin = "\(number)"
        let blank = String(repeating: " ", count: margin.count)
        let offset = max(0, min(column - 1, scalars.count) - first)
        let text = String(String.UnicodeScalarView(shown))
        return "  \(margin) | \(first > 0 ? "…" : "")\(text)\n  \(blank) | "
            + String(repeating: " ", count: offset + (first > 0 ? 1 : 0)) + "^\n"
    }

    private func json(_ diagnostic: Diagnostic) -> String {
        let fields = [
            "\"severity\": \(JSONString.quoted(diagnostic.severity.rawValue))",
            "\"code\": \(JSONString.quoted(diagnostic.code.rawValue))",
            "\"message\": \(JSONString.quoted(diagnostic.message))",
            "\"file\": \(JSONString.quoted(diagnostic.location.file))",
            "\"line\": \(diagnostic.location.line)", "\"column\": \(diagnostic.location.column)",
        ]
        return "{\(fields.joined(separator: ", "))}"
    }

    private func sarif() -> String {
        let codes = Set(diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
        let results = diagnostics.map { diagnostic in
            SARIF.Result(
                rule: diagnostic.code.rawValue, ruleIndex: codes.firstIndex(of: diagnostic.code) ?? 0,
                level: diagnostic.severity.rawValue, message: diagnostic.message, location: diagnostic.location)
        }
        return SARIF.render(rules: codes.map { ($0.rawValue, $0.summary) }, results: results)
    }
}
