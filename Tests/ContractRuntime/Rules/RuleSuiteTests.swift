import ContractRuntime
import Foundation
import Testing

/// The JSON Schema Test Suite (see Tests/OpenAPI/Fixtures/README.md) against the rules of generated code.
///
/// Generated rules have no references but those to other rules, so groups with references of their own are left out.
@Suite struct RuleSuiteTests {
    struct Group: Decodable {
        struct Case: Decodable {
            var description: String
            var data: String
            var valid: Bool
        }

        var file: String
        var group: String
        var schema: String
        var tests: [Case]
    }

    private static let left: Set = [
        "$ref", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$recursiveRef",
    ]

    /// The groups that are not right in every test, each with the reason.
    private static let exceptions: Set = [
        // Formats are held and not only noted.
        "format: date format", "format: date-time format", "format: duration format", "format: email format",
        "format: hostname format", "format: ipv4 format", "format: ipv6 format", "format: time format",
        "format: uri-reference format", "format: uuid format",
    ]

    @Test func everyGroupWithoutReferencesIsRight() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = folder.appending(path: "OpenAPI/Fixtures/JSON-Schema-Test-Suite.jsonl")
        let groups = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Group.self, from: Data($0.utf8))
        }
        var count = 0
        var needed: Set<String> = []
        for group in groups where !Self.left.contains(where: { group.schema.contains("\"\($0)\"") }) {
            // U+0000 is refused by the reader, whatever the contract says.
            guard !(group.schema + group.tests.map(\.data).joined()).contains("\\u0000") else { continue }
            let rule = RuleTable(checked: "{\"rule\":\(group.schema)}")["rule"]
            let wrong = try group.tests.filter { test in
                let value = try JSONValue.read(jsonBytes: Array(test.data.utf8))
                return rule.violations(of: value).isEmpty != test.valid
            }
            count += group.tests.count - wrong.count
            let name = "\(group.file): \(group.group)"
            if Self.exceptions.contains(name) {
                if !wrong.isEmpty { needed.insert(name) }
            } else {
                #expect(wrong.map(\.description) == [], "\(name)")
            }
        }
        print("JSON Schema Test Suite, rules:", count, "tests are right")
        #expect(needed == Self.exceptions, "these are right and need no exception")
        #expect(count > 900)
    }
}
