import Testing

@testable import SwiftGenerator

/// Schemas that lead back to themselves through what they are combined with have types, and finding them ends.
@Suite struct RecursiveCombinationTests {
    private func generate(_ schemas: String) throws -> String {
        let text = """
            openapi: 3.1.0
            info: {title: Circles, version: "1"}
            paths: {}
            components: {schemas: \(schemas)}
            """
        return try Fixtures.generate(text, file: "circles.yaml", mode: .types).map(\.text).joined()
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "{C: {properties: {p: {$ref: '#/components/schemas/C', required: [name]}, name: {type: string}}}}",
            "{C: {properties: {p: {$ref: '#/components/schemas/C', type: object}, x: {type: string}}}}",
            "{C: {properties: {p: {allOf: [{$ref: '#/components/schemas/C'}], required: [x]}, x: {type: string}}}}",
            "{C: {properties: {l: {type: array, items: {$ref: '#/components/schemas/C', required: [l]}}}}}",
            "{N: {properties: {c: {properties: {k: {}}, oneOf: [{$ref: '#/components/schemas/N'}, {required: [z]}]}}}}",
            "{A: {properties: {a: {anyOf: [{allOf: [{$ref: '#/components/schemas/B'}, {type: string}]}]}}}, B: {$ref: '#/components/schemas/A'}}",
            "{A: {properties: {b: {$ref: '#/components/schemas/B', minProperties: 1}}}, B: {properties: {a: {$ref: '#/components/schemas/A', required: [b]}}}}",
        ])
    func whatLeadsBackToItselfIsDeclaredOnce(_ schemas: String) throws {
        #expect(try generate(schemas).contains("public struct "))
    }

    /// Each alternative of one list is combined with each of the other, and each of their properties with all of it again.
    @Test(.timeLimit(.minutes(1))) func combinationsWithoutEndAreBounded() {
        // It has other mistakes as well; what counts is that all of it is told, and soon.
        let text = try? generate(
            """
            {S0: {type: object, properties: {c: {$ref: '#/components/schemas/S0'}, a: {$ref: '#/components/schemas/S2'}}, allOf: [
              {anyOf: [{not: {type: 'null'}}, {if: {$ref: '#/components/schemas/S2'}, then: {enum: [a, b]}}, {$ref: '#/components/schemas/S2'}]},
              {anyOf: [{type: object, properties: {b: true, c: {$ref: '#/components/schemas/S1'}}},
                {type: object, properties: {b: {enum: [a, b]}, c: {type: string}}}]}]},
             S1: {type: object, properties: {c: {type: object, properties: {b: {$ref: '#/components/schemas/S0'}, c: {$ref: '#/components/schemas/S2'}}},
              a: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/S1'}, c: {anyOf: [{}, {}, {type: string}]}},
                oneOf: [{allOf: [true, {}]}, {type: 'null'}]}}},
             S2: {oneOf: [{$ref: '#/components/schemas/S0'}, {anyOf: [{type: object, required: [a], properties: {b: {type: integer}, c: {type: integer}},
                anyOf: [{type: integer}, {}]}, {anyOf: [{}]}]}, {not: {not: {}}}]}}
            """)
        #expect((text ?? "").count < 1_000_000)
    }

    /// What a property says of itself is sought in all that its schema is put together of.
    @Test(.timeLimit(.minutes(1))) func partsThatReferToTheSameAgainAndAgainAreAskedOnce() throws {
        let levels = (0..<8).map { level in
            let part = "{$ref: '#/components/schemas/A\(level + 1)'}"
            return "A\(level): {allOf: [\(Array(repeating: part, count: 12).joined(separator: ", "))]}"
        }
        let text = try generate(
            """
            {\(levels.joined(separator: ",\n ")),
             A8: {type: object, properties: {x: {type: string}}},
             Holder: {type: object, properties: {p: {$ref: '#/components/schemas/A0'}}}}
            """)
        #expect(text.contains("public struct Holder"))
    }
}
