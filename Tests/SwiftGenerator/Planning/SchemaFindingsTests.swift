import OpenAPI
import Testing

@testable import SwiftGenerator

@Suite struct SchemaFindingsTests {
    private func schemas(_ levels: Int, _ level: (_ next: String, _ number: Int) -> String) -> String {
        let lines = (0..<levels).map { number in
            "    S\(number): \(level("{ $ref: '#/components/schemas/S\(number + 1)' }", number))\n"
        }
        return "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n"
            + lines.joined() + "    S\(levels): { type: object, properties: { end: { type: string } } }\n"
    }

    @Test(.timeLimit(.minutes(1))) func schemasThatManyWaysLeadToAreLookedAtOnce() throws {
        for levels in [3, 20, 64] {
            let text = schemas(levels) { next, number in
                "{ allOf: [ \(next), \(next), { type: object, properties: { p\(number): { type: string } } } ] }"
            }
            let files = try Fixtures.generate(text, file: "a.yaml", mode: .types)
            let code = files.map(\.text).joined()
            #expect(code.contains("public struct S0:"))
            #expect(code.ranges(of: "public var p\(levels - 1): String?").count == levels)
        }
    }

    @Test(.timeLimit(.minutes(1))) func partsWithKeywordsBesideTheirReferencesAreMergedEach() throws {
        let text = schemas(12) { next, number in
            let beside = next.replacing(" }", with: ", required: [end] }")
            return "{ allOf: [ \(next), \(beside), { type: object, properties: { p\(number): { type: string } } } ] }"
        }
        let code = try Fixtures.generate(text, file: "a.yaml", mode: .types).map(\.text).joined()
        #expect(code.ranges(of: "public var end: String\n").count == 12)
    }
}
