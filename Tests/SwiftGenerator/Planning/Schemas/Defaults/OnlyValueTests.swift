import Testing

@testable import SwiftGenerator

/// A property that can have one value alone has it without being told.
@Suite struct OnlyValueTests {
    private static let union = """
            Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
            Dog: {type: object, required: [kind], properties: {kind: {type: string}}}

        """

    @Test(arguments: [
        ("required: [kind], properties: {kind: {type: string}}", "kind: String = \"Cat\""),
        ("properties: {kind: {type: string}}", "kind: String? = \"Cat\""),
        ("required: [kind], properties: {kind: {enum: [Cat, Puss]}}", "kind: Cat.Kind = Cat.Kind.cat"),
        ("properties: {kind: {type: string, default: Puss}}", "kind: String = \"Puss\""),
        ("properties: {kind: {type: [string, 'null']}}", "kind: Nullable<String>? = nil"),
    ])
    func whatTellsAnAlternativeIsGiven(_ schema: String, _ parameter: String) throws {
        #expect(
            try Fixtures.types(Self.union + "    Cat: {type: object, \(schema)}\n").contains("        \(parameter)\n"))
    }

    @Test func twoUnionsThatWantDifferentValuesGiveNone() throws {
        let other = """
                Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
                Both: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {puss: Cat}}}

            """
        let text = try Fixtures.types(Self.union + other)
        #expect(text.contains("        kind: String\n") && text.contains("        kind: String = \"Dog\"\n"))
    }

    @Test func aConstantThatMustBeThereIsGiven() throws {
        let text = try Fixtures.types(
            "    A: {type: object, required: [a, b], properties: {a: {const: x}, b: {type: integer, enum: [3]}, c: {const: y}}}\n"
        )
        #expect(text.contains("a: A.A_ = A.A_.x,") || text.contains("= A.A2.x,"))
        #expect(text.contains("b: A.B = A.B.value3,") && text.contains("c: A.C? = nil"))
    }
}
