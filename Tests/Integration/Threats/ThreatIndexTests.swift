import Foundation
import TestSupport
import Testing

/// `docs/THREATS.md` names tests; they must exist, and no threat may be without one.
@Suite struct ThreatIndexTests {
    private struct Row {
        let number: Int
        let tests: [String]
    }

    @Test func everyThreatHasTestsAndTheyExist() throws {
        let rows = try rows()
        #expect(rows.map(\.number) == Array(1...40))
        let existing = try testNames()
        for row in rows {
            #expect(!row.tests.isEmpty, "row \(row.number) names no test")
            for test in row.tests { #expect(existing.contains(test), "row \(row.number): there is no \(test)") }
        }
    }

    private func document() throws -> String {
        try String(contentsOf: TestEnvironment.checkout.appending(path: "docs/THREATS.md"), encoding: .utf8)
    }

    private func rows() throws -> [Row] {
        try document().split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("|"), cells.count == 4, let number = Int(cells[0]) else { return nil }
            let names = cells[3].split(separator: "`").map(String.init)
            return Row(number: number, tests: names.filter { $0.contains(".") })
        }
    }

    /// `Suite.test` for every test function under Tests.
    private func testNames() throws -> Set<String> {
        let folder = TestEnvironment.checkout.appending(path: "Tests")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        var names: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            var suite = ""
            var isTest = false
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                if let type = line.firstMatch(of: #/(?:^|\s)(?:struct|class|actor|enum|extension) (\w+Tests)\b/#) {
                    suite = String(type.output.1)
                }
                if line.contains("@Test") { isTest = true }
                if isTest, let function = line.firstMatch(of: #/func (\w+)/#) {
                    names.insert("\(suite).\(function.output.1)")
                    isTest = false
                }
            }
        }
        return names
    }
}
