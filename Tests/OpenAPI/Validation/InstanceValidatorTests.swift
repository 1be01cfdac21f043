import OpenAPI
import Testing
import YAML

@Suite struct InstanceValidatorTests {
    private func violations(_ value: String, _ schemas: String) throws -> [String] {
        let document = try parse("components: {schemas: {\(schemas)}}\n")
        let schema = try #require(document.schema(named: "A"))
        let node = try YAMLLoader.load(Array(value.utf8), file: "v.yaml")
        return InstanceValidator(document).validate(node, schema).map { "\($0.place) \($0.message)" }
    }

    @Test(.timeLimit(.minutes(1))) func schemasThatLeadBackToThemselvesSayNothing() throws {
        let endless = " is held against a schema that leads back to itself"
        let twice = "A: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/A'}]}"
        #expect(Set(try violations("1", twice)) == [endless])
        let tangled = (0..<40).map { level in
            let all = (0..<40).map { "{$ref: '#/components/schemas/A\($0)'}" }.joined(separator: ", ")
            return "A\(level): {anyOf: [\(all)]}"
        }.joined(separator: ", ")
        #expect(
            try violations("1", "A: {$ref: '#/components/schemas/A0'}, \(tangled)") == [
                " fits none of the alternatives"
            ])
    }

    @Test func schemasMayLeadBackToThemselvesForAnotherValue() throws {
        let tree = "A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, b: {type: integer}}}"
        #expect(try violations("{a: {a: {b: 1}}}", tree) == [])
        #expect(try violations("{a: {a: {b: x}}}", tree) == ["/a/a/b is none of integer"])
    }

    @Test(.timeLimit(.minutes(1))) func schemasToWhichManyReferencesLeadAreAskedOnce() throws {
        let doubling = (0..<40).map { level in
            let next = "{$ref: '#/components/schemas/\(level == 39 ? "End" : "A\(level + 1)")'}"
            return "\(level == 0 ? "A" : "A\(level)"): {allOf: [\(next), \(next)]}"
        }.joined(separator: ", ")
        #expect(try violations("1", doubling + ", End: {type: integer}") == [])
        #expect(Set(try violations("a", doubling + ", End: {type: integer}")) == [" is none of integer"])
    }

    @Test(.timeLimit(.minutes(1))) func longArraysAreSearchedForTwins() throws {
        let elements = (0..<5_000).map { "{a: \($0), b: [\($0)]}" }.joined(separator: ",")
        #expect(try violations("[\(elements)]", "A: {uniqueItems: true}") == [])
        #expect(
            try violations("[\(elements), {b: [7.0], a: 7}]", "A: {uniqueItems: true}") == [" holds an element twice"])
    }

    @Test(arguments: [
        ("type: [string, 'null'], enum: [a]", false), ("type: [string, 'null'], enum: [a, null]", true),
        ("type: [string, 'null'], const: a", false), ("type: [string, 'null'], not: {type: 'null'}", false),
        ("type: [string, 'null'], allOf: [{type: string}]", false), ("type: 'null'", true), ("type: string", false),
        ("type: [string, 'null'], minLength: 2", true), ("enum: [1]", false), ("minimum: 1", true),
    ])
    func nullIsHeldAgainstEveryKeyword(_ keywords: String, _ isAllowed: Bool) throws {
        #expect(try violations("null", "A: {\(keywords)}").isEmpty == isAllowed)
    }

    @Test(arguments: [
        ("uint64", "18446744073709551615", true), ("uint64", "18446744073709551616", false), ("uint64", "-1", false),
        ("uint64", "0", true), ("uint32", "4294967295", true), ("uint32", "4294967296", false), ("uint32", "-1", false),
        ("int64", "9223372036854775808", false), ("int32", "-2147483648", true),
    ])
    func integersFitTheirFormat(_ format: String, _ value: String, _ fits: Bool) throws {
        let said = try violations(value, "A: {type: integer, format: \(format)}")
        #expect(said == (fits ? [] : [" does not fit \(format)"]))
    }

    @Test func placesArePointers() throws {
        let schema = "A: {properties: {a/b: {type: array, items: {maximum: 1}}, 'c~': false}}"
        #expect(
            try violations("{a/b: [1, 2], c~: 1}", schema) == [
                "/a~1b/1 is greater than 1", "/c~0 is allowed nowhere",
            ])
    }

    @Test(arguments: [
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000"),
        ("date", "2024-02-29", "2023-02-29"), ("date", "2000-12-31", "2000-13-01"),
        ("date-time", "2024-01-01T00:00:00.5Z", "2024-01-01T24:00:00Z"),
        ("date-time", "2024-01-02t05:29:60+05:30", "2024-01-01T00:00:60Z"),
        ("time", "12:00:00Z", "12:00:00"), ("ipv4", "127.0.0.1", "127.0.0.01"), ("ipv4", "0.0.0.0", "256.0.0.0"),
    ])
    func formatsAreHeld(_ format: String, _ good: String, _ bad: String) throws {
        #expect(try violations("'\(good)'", "A: {format: \(format)}") == [])
        #expect(try violations("'\(bad)'", "A: {format: \(format)}") == [" is not of the format \(format)"])
    }

    @Test func aliasedSchemasAreReadOnce() throws {
        var lines = ["components:", "  schemas:", "    S0: &s0 {type: object, properties: {a: {type: string}}}"]
        for level in 1...10 {
            let parts = Array(repeating: "*s\(level - 1)", count: 3).joined(separator: ", ")
            lines.append("    S\(level): &s\(level) {oneOf: [\(parts)]}")
        }
        let document = try parse(lines.joined(separator: "\n") + "\n")
        let last = try #require(document.schema(named: "S10"))
        #expect(last.oneOf[0] === last.oneOf[1] && last.oneOf[0].id == document.schema(named: "S9")?.id)
    }
}
