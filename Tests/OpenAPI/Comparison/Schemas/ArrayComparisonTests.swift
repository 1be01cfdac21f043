import OpenAPI
import Testing

/// What changes of the elements of an array mean.
@Suite struct ArrayComparisonTests {
    private static let text = "{ type: string }"

    @Test func anElementMoreOfATupleWidens() throws {
        let old = "{ type: array, prefixItems: [ \(Self.text) ], items: false }"
        let new = "{ type: array, prefixItems: [ \(Self.text), \(Self.text) ], items: false }"
        #expect(try ComparedSchemas.told(old, new) == ["type-changed safe breaking"])
        #expect(try ComparedSchemas.told(new, old) == ["type-changed breaking safe"])
    }

    @Test func anElementThatSaysWhatAllSayShiftsAtMost() throws {
        let old = "{ type: array, prefixItems: [ \(Self.text) ], items: { type: integer } }"
        let new = "{ type: array, prefixItems: [ \(Self.text), { type: integer } ], items: { type: integer } }"
        #expect(try ComparedSchemas.told(old, new) == ["constraint-changed dangerous dangerous"])
    }

    @Test func anElementThatHadNoSchemaNarrows() throws {
        let old = "{ type: array, prefixItems: [ \(Self.text) ] }"
        let new = "{ type: array, prefixItems: [ \(Self.text), \(Self.text) ] }"
        #expect(try ComparedSchemas.told(old, new) == ["constraint-changed breaking safe"])
        #expect(try ComparedSchemas.told(new, old) == ["constraint-changed safe breaking"])
    }

    @Test func elementsThatMayBeTooManyTakeValuesAwayAndGiveSome() throws {
        func schema(_ type: String) -> String { "{ type: array, contains: { type: \(type) }, maxContains: 2 }" }
        #expect(try ComparedSchemas.told(schema("integer"), schema("number")) == ["rules-changed breaking breaking"])
    }
}
