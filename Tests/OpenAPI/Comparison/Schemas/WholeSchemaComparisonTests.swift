import OpenAPI
import Testing

/// What several parts of a schema say together is compared as what holds for the whole.
@Suite struct WholeSchemaComparisonTests {
    private static let reference = "{ $ref: '#/components/schemas/A' }"

    private static func part(_ property: String) -> String {
        "{ allOf: [ \(reference), { type: object, properties: { x: { \(property) } } } ] }"
    }

    @Test(arguments: [
        ("type: string, maxLength: 9", "type: string, maxLength: 3", "constraint-changed"),
        ("type: string, enum: [a, b]", "type: string, enum: [a]", "enum-changed"),
        ("type: string", "type: string, pattern: '^a'", "constraint-changed"),
    ])
    func aPropertyThatTwoPartsDescribeIsHeldToBoth(_ old: String, _ new: String, _ kind: String) throws {
        #expect(try ComparedSchemas.told(Self.part(old), Self.part(new)) == ["\(kind) breaking safe"])
        #expect(try ComparedSchemas.told(Self.part(new), Self.part(old)) == ["\(kind) safe breaking"])
    }

    @Test func aPropertyThatIsOfAnswersOnlyInOnePartIsGone() throws {
        let (old, new) = (Self.part("readOnly: true"), Self.part("description: d"))
        #expect(try ComparedSchemas.told(old, new) == ["property-added safe dangerous"])
        #expect(try ComparedSchemas.told(new, old) == ["property-removed dangerous dangerous"])
    }

    @Test(arguments: ["3.0.3", "3.1.0"])
    func aPropertyOfAComponentChangesAlsoWhereItIsDescribedAgain(_ version: String) throws {
        let schema = "{ allOf: [ \(Self.reference) ], properties: { x: { description: special } } }"
        let named = "A: { type: object, properties: { x: { type: string } } }"
        let told = try ComparedSchemas.told(
            schema, schema, version: version, named: named, andThen: named.replacing("string", with: "integer"))
        #expect(told.contains("type-changed breaking breaking"))
    }

    @Test func aPartThatTightensAPropertyNarrows() throws {
        let old = "{ allOf: [ \(Self.reference) ] }"
        let new = Self.part("type: string, maxLength: 3")
        #expect(try ComparedSchemas.told(old, new) == ["constraint-changed breaking safe"])
        #expect(try ComparedSchemas.told(new, old) == ["constraint-changed safe breaking"])
    }

    @Test func whatStandsBesideAReferenceNarrows() throws {
        let new = "{ $ref: '#/components/schemas/A', properties: { x: { maxLength: 3 } } }"
        #expect(try ComparedSchemas.told(Self.reference, new) == ["constraint-changed breaking safe"])
        #expect(try ComparedSchemas.told(new, Self.reference) == ["constraint-changed safe breaking"])
    }

    @Test(arguments: [
        ("{ type: object, properties: { a: {}, b: {} }, unevaluatedProperties: false }", ", b: {}"),
        (
            "{ allOf: [ { $ref: '#/components/schemas/A' } ], properties: { b: {} }, unevaluatedProperties: false }",
            "b: {}"
        ),
        (
            "{ allOf: [ { properties: { a: {}, b: {} }, additionalProperties: false }, { minProperties: 1 } ] }",
            ", b: {}"
        ),
    ])
    func anObjectWithoutOtherPropertiesKnowsNoNewOnes(_ schema: String, _ property: String) throws {
        let without = schema.replacing(property, with: "")
        #expect(try ComparedSchemas.told(without, schema, in: .response) == ["property-added breaking safe"])
        #expect(try ComparedSchemas.told(schema, without) == ["property-removed breaking safe"])
    }

    @Test(arguments: [
        ("{ allOf: [ { type: string }, { minLength: 2 } ] }", "{ type: string, minLength: 2 }"),
        ("{ oneOf: [ { const: a }, { const: b } ] }", "{ type: string, enum: [a, b] }"),
        ("{ type: array, contains: { type: string }, minContains: 0 }", "{ type: array }"),
        ("{ type: string, enum: [a, b] }", "{ allOf: [ { type: string }, { enum: [a, b] } ] }"),
    ])
    func theSameInOtherWordsIsNoChange(_ one: String, _ other: String) throws {
        #expect(try ComparedSchemas.told(one, other) == [])
        #expect(try ComparedSchemas.told(other, one) == [])
    }

    @Test func everyOneOfManyPartsIsCompared() throws {
        func parts(_ last: String) -> String {
            let names = (0..<300).map { "{ type: object, properties: { p\($0): { type: string } } }" }
            return "{ allOf: [ \((names + [last]).joined(separator: ", ")) ] }"
        }
        let told = try ComparedSchemas.told(
            parts("{ properties: { q: { type: string } } }"),
            parts("{ required: [q], properties: { q: { type: integer } } }"))
        #expect(told.sorted() == ["required-changed breaking safe", "type-changed breaking breaking"])
    }

    /// A union that holds the schema it has become holds itself.
    @Test func aSchemaThatBecomesAUnionOfItselfEndsTheComparison() throws {
        let (old, new) = (
            "N: { type: object }", "N: { oneOf: [ { $ref: '#/components/schemas/N' }, { type: string } ] }"
        )
        let reference = "{ $ref: '#/components/schemas/N' }"
        #expect(try !ComparedSchemas.told(reference, reference, named: old, andThen: new).isEmpty)
    }

    @Test func nullBesideASchemaThatBecomesAUnionStays() throws {
        let old = "{ anyOf: [ \(Self.reference), { type: 'null', description: Nothing. } ] }"
        let new = "{ anyOf: [ \(Self.reference), { $ref: '#/components/schemas/B' }, { type: 'null' } ] }"
        #expect(try ComparedSchemas.changes(old, new).allSatisfy { $0.kind == .alternativesChanged })
    }
}
