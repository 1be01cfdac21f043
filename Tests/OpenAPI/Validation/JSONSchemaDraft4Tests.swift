import JSONSchemaSuite
import OpenAPI
import Testing

/// The tests of draft 4 against the validator, as schemas of OpenAPI 3.0, which has a part of draft 4.
@Suite struct JSONSchemaDraft4Tests {
    /// The groups that OpenAPI 3.0 can say and that are not right in every test, each with the reason.
    private static let exceptions: [String: String] = [:]

    /// The schema without the name of its dialect, which no schema of OpenAPI 3.0 has.
    private static func plain(_ group: SuiteGroup) -> SuiteGroup {
        var plain = group
        plain.schema = group.schema.replacing(#/"\$schema":"http://json-schema.org/draft-04/schema#",?/#, with: "")
        return plain
    }

    @Test func everyTestOfWhatOpenAPI30CanSayIsRight() throws {
        let remotes = try JSONSchemaSuite.remotes()
        var tally = SuiteTally()
        var needed: Set<String> = []
        for group in try JSONSchemaSuite.draft4.groups().map(Self.plain) {
            let strict = JSONSchemaTestSuiteTests.wrongTests(
                of: group, version: "3.0.4", remotes: remotes, isLenient: false)
            if strict == [] {
                tally.add(right: group)
            } else if let reason = Self.exceptions[group.name], let strict {
                needed.insert(group.name)
                tally.add(group, wrong: strict.count, because: reason)
            } else if let strict {
                Issue.record("\(group.name): \(strict.joined(separator: "; "))")
            } else if let stranger = Self.stranger(in: group) {
                let lenient = JSONSchemaTestSuiteTests.wrongTests(of: group, version: "3.0.4", remotes: remotes)
                tally.add(
                    group, wrong: lenient?.count ?? group.tests.count,
                    because: "OpenAPI 3.0 does not have \(stranger), so the document is refused without `--lenient`")
            } else {
                Issue.record("\(group.name) is refused: \(group.schema)")
            }
        }
        print("JSON Schema Test Suite, validator, draft 4 as OpenAPI 3.0:", tally.right, "of", tally.all)
        #expect(Set(Self.exceptions.keys) == needed, "these are right and need no exception")
        #expect(tally.all > 600)
        let heading = "The validator, draft 4 as OpenAPI 3.0"
        #expect(try ConformanceDocument.table(under: heading, seen: tally.table) == tally.table)
    }

    /// What of a schema is no OpenAPI 3.0.
    private static func stranger(in group: SuiteGroup) -> String? {
        for name in ["additionalItems", "definitions", "dependencies", "id", "patternProperties", "$comment"]
        where group.schema.contains("\"\(name)\":") {
            return "'\(name)'"
        }
        // The names of the places in that document are its 'id's.
        if group.schema.contains("locationIndependentIdentifier.json") { return "'id'" }
        if group.schema.contains(#""items":["#) { return "a list of schemas as 'items'" }
        if group.schema.contains(#""type":["#) { return "a list of types" }
        if group.schema.contains(#""type":"null""#) { return "the type 'null'" }
        if group.schema.contains(#""$ref":"http://json-schema.org"#) { return "the metaschema of draft 4" }
        return nil
    }
}
