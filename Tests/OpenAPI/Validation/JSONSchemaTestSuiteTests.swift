import JSONSchemaSuite
import OpenAPI
import Testing
import YAML

/// The JSON Schema Test Suite against the validator.
@Suite struct JSONSchemaTestSuiteTests {
    /// How many of a group's tests are wrong; nil where the document is refused.
    ///
    /// - Parameters:
    ///   - group: The group, whose schema becomes a file of its own, so that its references are its own.
    ///   - version: The version of OpenAPI by which the schema is read.
    ///   - remotes: The documents that schemas refer to.
    ///   - isLenient: Whether forgivable mistakes are warnings.
    static func wrongTests(
        of group: SuiteGroup, version: String, remotes: [String: String], isLenient: Bool = true
    ) -> [String]? {
        let text = """
            openapi: \(version)
            info: {title: T, version: "1"}
            components: {schemas: {S: {$ref: schema.json}}}
            """
        let files = DocumentFiles(mapping: ["http://localhost:1234/": "remotes/"]) { path in
            path == "schema.json"
                ? Array(group.schema.utf8) : remotes[String(path.dropFirst(8))].map { Array($0.utf8) }
        }
        let document = try? DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: isLenient, files: files))
        guard let document, let schema = document.schema(named: "S") else { return nil }
        return group.tests.filter { test in
            let value = try? YAMLLoader.load(Array(test.data.utf8), file: "data.json")
            return value.map { InstanceValidator(document).validate($0, schema).isEmpty } != test.valid
        }.map(\.description)
    }

    @Test func everyTestIsRightOrAKnownException() throws {
        let remotes = try JSONSchemaSuite.remotes()
        var tally = SuiteTally()
        var needed: Set<String> = []
        for group in try JSONSchemaSuite.draft202012.groups() {
            let wrong = Self.wrongTests(of: group, version: "3.1.0", remotes: remotes)
            if wrong == [] {
                tally.add(right: group)
            } else if let reason = Self.exceptions[group.name] {
                needed.insert(group.name)
                tally.add(group, wrong: wrong?.count ?? group.tests.count, because: reason)
            } else {
                Issue.record("\(group.name): \(wrong?.joined(separator: "; ") ?? "refused")")
            }
        }
        print("JSON Schema Test Suite, validator, draft 2020-12:", tally.right, "of", tally.all)
        #expect(Set(Self.exceptions.keys).subtracting(needed) == [], "these are right and need no exception")
        #expect(tally.all > 1_200)
        let heading = "The validator, draft 2020-12"
        #expect(try ConformanceDocument.table(under: heading, seen: tally.table) == tally.table)
    }

    /// The groups that are not right in every test, each with the reason.
    static let exceptions: [String: String] = [
        "defs: validate definition against metaschema":
            "the metaschema is not at hand",
        "dynamicRef: A $dynamicRef resolves to the first $dynamicAnchor still in scope that is encountered when the schema is evaluated":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: A $dynamicRef with intermediate scopes that don't include a matching $dynamicAnchor does not affect dynamic scope resolution":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: A $dynamicRef that initially resolves to a schema with a matching $dynamicAnchor resolves to the first $dynamicAnchor in the dynamic scope":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: multiple dynamic paths to the $dynamicRef keyword":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: after leaving a dynamic scope, it is not used by a $dynamicRef":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: strict-tree schema, guards against misspelled properties":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: tests for implementation dynamic anchor and reference link":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: $ref and $dynamicAnchor are independent of order - $defs first":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: $ref and $dynamicAnchor are independent of order - $ref first":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "dynamicRef: $dynamicRef avoids the root of each schema, but scopes are still registered":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "format: ipv4 format":
            "formats are held and not only noted",
        "format: ipv6 format":
            "formats are held and not only noted",
        "format: email format":
            "formats are held and not only noted",
        "format: hostname format":
            "formats are held and not only noted",
        "format: uri format":
            "formats are held and not only noted",
        "format: uri-reference format":
            "formats are held and not only noted",
        "format: duration format":
            "formats are held and not only noted",
        "format: date format":
            "formats are held and not only noted",
        "format: date-time format":
            "formats are held and not only noted",
        "format: time format":
            "formats are held and not only noted",
        "format: uuid format":
            "formats are held and not only noted",
        "ref: remote ref, containing refs itself":
            "the metaschema is not at hand",
        "unevaluatedItems: unevaluatedItems with $dynamicRef":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "unevaluatedProperties: unevaluatedProperties with $dynamicRef":
            "the dynamic scope is not followed; the generator refuses '$dynamicRef'",
        "vocabulary: schema that uses custom metaschema with with no validation vocabulary":
            "vocabularies are not told apart",
    ]
}
