import OpenAPI
import Testing
import YAML

/// What an alternative more or fewer means, by whether it shares values with the others.
@Suite struct UnionComparisonTests {
    private static let (first, second) = ("{ $ref: '#/components/schemas/A' }", "{ $ref: '#/components/schemas/B' }")

    @Test(arguments: [
        ("{ type: string, maxLength: 4 }", "{ type: integer }", "safe breaking", "breaking safe"),
        ("{ type: string, maxLength: 4 }", "{ type: string }", "breaking breaking", "breaking breaking"),
        (
            "{ type: string, pattern: '^a' }", "{ type: string, pattern: '^b' }", "dangerous breaking",
            "breaking dangerous"
        ),
        (
            "{ type: object, required: [k], properties: { k: { const: a } } }",
            "{ type: object, required: [k], properties: { k: { const: b } } }", "safe breaking", "breaking safe"
        ),
        (
            "{ type: string, minLength: 1, enum: [a] }", "{ type: string, minLength: 1, enum: [b] }", "safe breaking",
            "breaking safe"
        ),
    ])
    func anAlternativeOfExactlyOneTakesAwayWhatItShares(
        _ one: String, _ other: String, _ added: String, _ removed: String
    ) throws {
        let rest = "{ type: boolean, title: rest }"
        let (old, new) = ("{ oneOf: [ \(one), \(rest) ] }", "{ oneOf: [ \(one), \(rest), \(other) ] }")
        #expect(try ComparedSchemas.told(old, new) == ["alternatives-changed \(added)"])
        #expect(try ComparedSchemas.told(new, old) == ["alternatives-changed \(removed)"])
    }

    @Test func severalAlternativesMayHoldAtOnce() throws {
        let (old, new) = (
            "{ oneOf: [ \(Self.first), \(Self.second) ] }", "{ anyOf: [ \(Self.first), \(Self.second) ] }"
        )
        #expect(try ComparedSchemas.told(old, new) == ["alternatives-changed safe breaking"])
        #expect(try ComparedSchemas.told(new, old) == ["alternatives-changed breaking safe"])
    }

    @Test func alternativesWithoutCommonValuesAreTheSameInBothKeywords() throws {
        let alternatives = "[ { type: string, maxLength: 4 }, { type: integer, minimum: 3 } ]"
        #expect(try ComparedSchemas.told("{ oneOf: \(alternatives) }", "{ anyOf: \(alternatives) }") == [])
        #expect(try ComparedSchemas.told("{ anyOf: \(alternatives) }", "{ oneOf: \(alternatives) }") == [])
    }

    @Test(arguments: [
        (first, "{ anyOf: [ \(first), \(second) ] }"),
        ("{ type: string, maxLength: 4 }", "{ oneOf: [ { type: string, maxLength: 4 }, { type: integer } ] }"),
    ])
    func aSchemaThatBecomesOneOfSeveralWidens(_ old: String, _ new: String) throws {
        #expect(try ComparedSchemas.told(old, new) == ["alternatives-changed safe breaking"])
        #expect(try ComparedSchemas.told(new, old) == ["alternatives-changed breaking safe"])
    }

    @Test func whatChangesInASchemaThatBecomesOneOfSeveralIsTold() throws {
        let named = "A: { type: object, properties: { x: { type: string } } }\n    B: { type: string }"
        let told = try ComparedSchemas.told(
            Self.first, "{ anyOf: [ \(Self.first), \(Self.second) ] }", named: named,
            andThen: named.replacing("x: { type: string }", with: "x: { type: integer }"))
        #expect(told == ["type-changed breaking breaking", "alternatives-changed safe breaking"])
    }

    @Test func nullIsShownWhereItIsSaid() throws {
        let changes = try ComparedSchemas.changes(Self.first, "{ anyOf: [ \(Self.first), { type: 'null' } ] }")
        #expect(changes.map(\.kind) == [.nullableChanged])
        #expect(changes.first?.newLocation?.line == 6)
    }

    @Test func whatADynamicReferenceLeadsToIsCompared() throws {
        func named(_ type: String) -> String {
            """
            A: { $id: 'https://e.example/a', $dynamicAnchor: node, type: object, properties: { x: { type: \(type) }, c: { $dynamicRef: '#node' } } }
                B: { $id: 'https://e.example/b', $dynamicAnchor: node, type: object, properties: { y: { type: \(type) } } }
            """
        }
        let told = try ComparedSchemas.told(
            "{ type: object, properties: { p: \(Self.first), q: \(Self.second) } }",
            "{ type: object, properties: { p: \(Self.first), q: \(Self.second) } }", named: named("string"),
            andThen: named("integer"))
        #expect(told == ["type-changed breaking breaking", "type-changed breaking breaking"])
    }
}
