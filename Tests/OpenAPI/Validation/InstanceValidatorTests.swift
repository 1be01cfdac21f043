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

    @Test(.timeLimit(.minutes(1))) func valuesMayBeAsLargeAsTheyAre() throws {
        let either = "A: {type: array, items: {anyOf: [{type: integer}, {type: boolean}]}}"
        let ones = Array(repeating: "1", count: 66_700).joined(separator: ",")
        #expect(try violations("[\(ones)]", either) == [])
        #expect(try violations("[\(ones), bad]", either) == ["/66700 fits none of the alternatives"])
        let heirs = """
            A: {type: array, items: {$ref: '#/components/schemas/C'}}, B: {type: object, properties: {a: {type: integer}}},
            C: {allOf: [{$ref: '#/components/schemas/D'}, {type: object, properties: {c: {type: integer}}}]},
            D: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, properties: {b: {type: integer}}}]}
            """
        let objects = Array(repeating: "{a: 1, b: 2, c: 3}", count: 20_000).joined(separator: ",")
        #expect(try violations("[\(objects)]", heirs) == [])
    }

    @Test(.timeLimit(.minutes(1))) func whatIsTooCostlyToCheckIsRefusedOnce() throws {
        let tangled = (0..<30).map { level in
            let next = level == 29 ? "{type: integer}" : "{$ref: '#/components/schemas/A\(level + 1)'}"
            return "A\(level): {items: \(next), prefixItems: [\(next)], contains: \(next), allOf: [{items: \(next)}]}"
        }.joined(separator: ", ")
        let value = String(repeating: "[", count: 30) + "1" + String(repeating: "]", count: 30)
        for schema in ["{$ref: '#/components/schemas/A0'}", "{anyOf: [{$ref: '#/components/schemas/A0'}, {}]}"] {
            #expect(try violations(value, "A: \(schema), \(tangled)") == [" is too costly to check"])
        }
        #expect(
            try violations(value, "A: {not: {$ref: '#/components/schemas/A0'}}, \(tangled)") == [
                " is too costly to check"
            ])
    }

    @Test func schemasOfHeirsAreFollowedAsDeepAsValuesAreRead() throws {
        let schemas = """
            A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]},
            Base: {type: object, properties: {next: {$ref: '#/components/schemas/A'}}},
            Middle: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object}]},
            B: {allOf: [{$ref: '#/components/schemas/Middle'}, {required: [kind], properties: {kind: {const: b}}}]},
            C: {allOf: [{$ref: '#/components/schemas/Middle'}, {required: [kind], properties: {kind: {const: c}}}]}
            """
        func nested(_ innermost: String) -> String {
            (0..<63).reduce("{kind: \(innermost)}") { value, level in
                "{kind: \(level.isMultiple(of: 2) ? "b" : "c"), next: \(value)}"
            }
        }
        #expect(try violations(nested("c"), schemas) == [])
        #expect(try violations(nested("d"), schemas).count == 1)
    }

    @Test(.timeLimit(.minutes(1))) func whatIsFollowedTooDeepIsTooCostlyAndNoTrap() throws {
        let chain = (0..<5).map { level in
            let next =
                level == 4
                ? "{items: {$ref: '#/components/schemas/A'}}" : "{$ref: '#/components/schemas/A\(level + 1)'}"
            return "A\(level): {allOf: [\(next)]}"
        }.joined(separator: ", ")
        let value = { (levels: Int) in
            String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        }
        let schemas = "A: {$ref: '#/components/schemas/A0'}, \(chain)"
        #expect(try violations(value(60), schemas) == [])
        #expect(try violations(value(190), schemas) == [" is too costly to check"])
    }

    @Test func namesAreToldApartByTheirCodePoints() throws {
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        #expect(try violations("{\(decomposed): 1}", "A: {required: [\(composed)]}") == ["/\(composed) is missing"])
        #expect(
            try violations("{\(decomposed): x}", "A: {properties: {\(composed): {type: integer}}}") == [])
        #expect(
            try violations(
                "{\(decomposed): x}", "A: {properties: {\(composed): {}}, additionalProperties: false}"
            ).count == 1)
        #expect(try violations("{\(decomposed): x}", "A: {const: {\(composed): x}}") == [" is not the constant"])
    }

    @Test(arguments: [
        ("float", "3.4e38", true), ("float", "1e39", false), ("double", "1e39", true),
    ])
    func numbersFitTheirFormat(_ format: String, _ value: String, _ fits: Bool) throws {
        let said = try violations(value, "A: {type: number, format: \(format)}")
        #expect(said == (fits ? [] : [" does not fit \(format)"]))
    }

    @Test func theAlternativeThatAValueMeansTellsWhatIsWrong() throws {
        let one = "One: {required: [a], properties: {kind: {type: string}, a: {type: integer}}}"
        let two = "Two: {required: [b], properties: {kind: {type: string}, b: {type: integer}}}"
        let told = """
            A: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}],
            discriminator: {propertyName: kind, mapping: {one: '#/components/schemas/One'}}}, \(one), \(two)
            """
        #expect(try violations("{kind: one, a: 1}", told) == [])
        #expect(try violations("{kind: one, b: 1}", told) == ["/a is missing"])
        #expect(try violations("{kind: Two, a: 1}", told) == ["/b is missing"])
        #expect(try violations("{kind: three, a: 1, b: 2}", told) == [" does not fit exactly one of the alternatives"])
        let constants = """
            A: {oneOf: [{type: 'null'}, {properties: {kind: {const: one}, a: {type: integer}}, type: object},
            {properties: {kind: {const: two}, a: {type: string}}, type: object}]}
            """
        #expect(try violations("{kind: two, a: 1}", constants) == ["/a is none of string"])
        #expect(try violations("{kind: three, a: 1}", constants) == [" does not fit exactly one of the alternatives"])
    }
}
