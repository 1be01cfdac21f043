import ContractRuntime
import JSONSchemaSuite
import Testing

/// The JSON Schema Test Suite against the rules of generated code.
///
/// Generated rules have no references but those to other rules, so groups with references of their own are left out.
@Suite struct RuleSuiteTests {
    private static let left: Set = [
        "$ref", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$recursiveRef",
    ]

    /// The groups that are not right in every test, each with the reason.
    private static let exceptions: Set = [
        // Formats are held and not only noted.
        "format: date format", "format: date-time format", "format: duration format", "format: email format",
        "format: hostname format", "format: ipv4 format", "format: ipv6 format", "format: time format",
        "format: uri format", "format: uri-reference format", "format: uuid format",
    ]

    @Test func everyGroupWithoutReferencesIsRight() throws {
        let groups = try JSONSchemaSuite.draft202012.groups()
        var tally = SuiteTally()
        var needed: Set<String> = []
        for group in groups where !Self.left.contains(where: { group.schema.contains("\"\($0)\"") }) {
            // U+0000 is refused by the reader, whatever the contract says.
            guard !(group.schema + group.tests.map(\.data).joined()).contains("\\u0000") else { continue }
            let rule = RuleTable(checked: "{\"rule\":\(group.schema)}")["rule"]
            let wrong = try group.tests.filter { test in
                let value = try JSONValue.read(jsonBytes: Array(test.data.utf8))
                return rule.violations(of: value).isEmpty != test.valid
            }
            if wrong.isEmpty {
                tally.add(right: group)
            } else if Self.exceptions.contains(group.name) {
                needed.insert(group.name)
                tally.add(group, wrong: wrong.count, because: "formats are held and not only noted")
            } else {
                Issue.record("\(group.name): \(wrong.map(\.description).joined(separator: "; "))")
            }
        }
        print("JSON Schema Test Suite, rules:", tally.right, "of", tally.all)
        #expect(needed == Self.exceptions, "these are right and need no exception")
        #expect(tally.right > 900)
        let heading = "The rules of generated code, draft 2020-12"
        #expect(try ConformanceDocument.table(under: heading, seen: tally.table) == tally.table)
    }
}
