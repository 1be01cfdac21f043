import Foundation
import OpenAPI
import Testing
import YAML

@Suite struct DiagnosticReportTests {
    private let source = "openapi: 3.1.0\nké: \"x\"\n\tand a tab\n"

    private func diagnostic(_ line: Int, _ column: Int, _ message: String = "wrong") -> Diagnostic {
        Diagnostic(
            .error, .unknownField, message, at: YAML.SourceLocation(file: "a b.yaml", line: line, column: column))
    }

    private func text(_ diagnostics: Diagnostic...) -> String {
        DiagnosticReport(diagnostics, sources: ["a b.yaml": Array(source.utf8)]).render(.text)
    }

    @Test func linesAreShownWithACaret() {
        #expect(
            text(diagnostic(2, 5)) == """
                a b.yaml:2:5: error: wrong [unknown-field]
                  2 | ké: "x"
                    |     ^

                """)
        #expect(text(diagnostic(3, 2)).hasSuffix("  3 |  and a tab\n    |  ^\n"))
    }

    @Test func whatIsSaidOfManyPlacesIsShownForAFew() {
        let place = YAML.SourceLocation(file: "f", line: 1, column: 1)
        func report(_ severity: Diagnostic.Severity, _ count: Int, _ format: DiagnosticReport.Format) -> [Substring] {
            let same = (1...count).map {
                Diagnostic(severity, .wrongType, "m", at: YAML.SourceLocation(file: "f", line: $0, column: 1))
            }
            let other = Diagnostic(.warning, .wrongType, "n", at: place)
            return DiagnosticReport(same + [other]).render(format).split(separator: "\n")
        }
        #expect(report(.warning, 10, .text).count == 11)
        let lines = report(.warning, 500, .text)
        #expect(lines.count == 11 && lines.last == "f:1:1: warning: n [wrong-type]")
        #expect(
            lines[9]
                == "f:10:1: warning: m; so it is at 490 places after it, which '--format json' lists [wrong-type]")
        #expect(report(.error, 500, .text).count == 501 && report(.warning, 500, .json).count == 503)
    }

    @Test func placesOutsideOfTheTextAreBorne() {
        #expect(text(diagnostic(99, 1)) == "a b.yaml:99:1: error: wrong [unknown-field]\n")
        #expect(text(diagnostic(1, 999)).hasSuffix("1 | openapi: 3.1.0\n    |               ^\n"))
        #expect(text(diagnostic(0, 0)) == "a b.yaml:0:0: error: wrong [unknown-field]\n")
    }

    @Test func longLinesAreCutAroundTheCaret() {
        let long = String(repeating: "x", count: 5_000) + "!" + String(repeating: "y", count: 5_000)
        let place = YAML.SourceLocation(file: "l", line: 1, column: 5_001)
        let lines = DiagnosticReport(
            [Diagnostic(.warning, .wrongType, "m", at: place)], sources: ["l": Array(long.utf8)]
        ).render(.text).split(separator: "\n").map(Array.init)
        #expect(lines[1].count < 200)
        #expect(lines[2].lastIndex(of: "^").map { lines[1][$0] } == "!")
    }

    @Test func jsonHasEveryField() throws {
        let report = DiagnosticReport([diagnostic(2, 5, "a \"b\"\n\u{1}")]).render(.json)
        let parsed = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [[String: Any]]
        let entry = try #require(parsed?.first)
        #expect(entry["severity"] as? String == "error" && entry["code"] as? String == "unknown-field")
        #expect(entry["message"] as? String == "a \"b\"\n\u{1}" && entry["file"] as? String == "a b.yaml")
        #expect(entry["line"] as? Int == 2 && entry["column"] as? Int == 5)
        #expect(DiagnosticReport([]).render(.json) == "[\n]\n")
    }

    @Test func sarifHasNoPlaceholders() {
        let report = DiagnosticReport([diagnostic(1, 1, "the path '/a/{id}'")]).render(.sarif)
        #expect(report.contains("\"the path '/a/{{id}}'\""))
    }

    @Test func sarifNamesRulesAndPlaces() throws {
        let report = DiagnosticReport([diagnostic(2, 5), diagnostic(3, 1)]).render(.sarif)
        let parsed = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
        #expect(parsed?["version"] as? String == "2.1.0")
        let run = try #require((parsed?["runs"] as? [[String: Any]])?.first)
        let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
        #expect((driver?["rules"] as? [[String: Any]])?.map { $0["id"] as? String } == ["unknown-field"])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 2 && results[0]["ruleIndex"] as? Int == 0)
        let place = ((results[0]["locations"] as? [[String: Any]])?.first)?["physicalLocation"] as? [String: Any]
        #expect((place?["artifactLocation"] as? [String: Any])?["uri"] as? String == "a%20b.yaml")
        #expect((place?["region"] as? [String: Any])?["startLine"] as? Int == 2)
        #expect(try JSONSerialization.jsonObject(with: Data(DiagnosticReport([]).render(.sarif).utf8)) is [String: Any])
    }

    @Test func everyCodeHasASummaryAndANameOfWords() {
        for code in DiagnosticCode.allCases {
            #expect(code.rawValue.allSatisfy { $0 == "-" || $0.isLowercase } && code.summary.hasSuffix("."))
        }
    }
}
