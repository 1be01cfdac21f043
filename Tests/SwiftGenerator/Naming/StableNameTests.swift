import OpenAPI
import Testing

@testable import SwiftGenerator

/// Any name becomes a good one, and stays what it is while other parts of the document change.
@Suite struct StableNameTests {
    private func types(_ schemas: String) throws -> String {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n\(schemas)"
        let document = try DocumentParser.parse(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
        var options = GeneratorOptions()
        options.shards = 1
        return try Generator(mode: .types, source: "a.yaml", options: options, isLenient: true)
            .generate(document).map(\.text).joined()
    }

    @Test func nestedTypesKeepTheirNamesWhenAnUnrelatedSchemaIsAdded() throws {
        let order = "    Order: {type: object, properties: {state: {type: string, enum: [on]}}}\n"
        let alone = try types(order)
        #expect(alone.contains("public enum State: String"))
        let other = try types("    State: {type: object, properties: {a: {type: string}}}\n" + order)
        #expect(other.contains("public enum State: String"))
    }

    @Test func nestedTypesGiveWayToATypeThatTheirStructUses() throws {
        let text = try types(
            """
                State: {type: object, properties: {a: {type: string}}}
                Order:
                  type: object
                  properties: {state: {type: string, enum: [on]}, next: {$ref: '#/components/schemas/State'}}

            """)
        #expect(text.contains("public var next: State?") && text.contains("public enum State2: String"))
    }

    @Test(arguments: [
        "🎉", "1", "class", "Type", "Self", "String", "a b", "ünïcödé", "日本", String(repeating: "long", count: 100),
        "\u{202E}x",
        "Optional", "Result", "Error", "Rules", "Nullable",
    ])
    func everyNameIsGoodForATypeAndItsParts(_ name: String) throws {
        let quoted = "\"\(name)\""
        let text = try types(
            "    \(quoted): {type: object, properties: {\(quoted): {type: object, properties: {\(quoted): {enum: [\(quoted)]}}}}}\n"
        )
        #expect(text.contains("public struct \(SwiftName.type(name)): Hashable"))
    }
}
