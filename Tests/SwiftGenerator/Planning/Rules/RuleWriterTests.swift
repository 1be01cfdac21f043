import OpenAPI
import Testing

@testable import SwiftGenerator

/// What rules say of members that no schema of a value describes.
@Suite struct RuleWriterTests {
    private func referenced(_ schemas: [String], by name: String) throws -> [(name: String, text: String)] {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
        let document = try DocumentParser.parse(
            Array((text + schemas.map { "    \($0)\n" }.joined()).utf8), file: "a.yaml")
        let schema = try #require(document.schemas.first { $0.name == name }).schema
        var rules = RuleList(document: document)
        _ = rules.writer.text(schema)
        return rules.referenced()
    }

    private static let closed = "Closed: {type: object, properties: {a: {}}, additionalProperties: false}"

    @Test func whatStandsBesideAReferenceIsKnownBehindIt() throws {
        let whole = "Whole: {allOf: [{$ref: '#/components/schemas/Closed'}, {properties: {b: {}}}]}"
        let rules = try referenced([Self.closed, whole], by: "Whole")
        #expect(rules.map(\.name) == ["#Closed with others"])
        #expect(rules.first?.text.contains(#""properties":{"a":{},"b":true},"additionalProperties":false"#) == true)
    }

    @Test func aReferenceBesideNothingLeadsToTheSchemaAlone() throws {
        let whole = "Whole: {properties: {c: {$ref: '#/components/schemas/Closed'}}}"
        #expect(try referenced([Self.closed, whole], by: "Whole").map(\.name) == ["#Closed"])
        let same = "Whole: {allOf: [{$ref: '#/components/schemas/Closed'}, {properties: {a: {maximum: 3}}}]}"
        #expect(try referenced([Self.closed, same], by: "Whole").map(\.name) == ["#Closed"])
    }

    @Test func howManySchemasHaveRulesBesideOthersDoesNotMatter() throws {
        let plain = (0..<300).map {
            "P\($0): {type: object, properties: {p: {$ref: '#/components/schemas/P\($0 + 1)'}}}"
        }
        let more = "P300: {allOf: [{$ref: '#/components/schemas/Closed'}, {properties: {b: {}}}]}"
        let rules = try referenced([Self.closed] + plain + [more], by: "P0")
        #expect(rules.last?.name == "#Closed with others")
    }

    @Test(.timeLimit(.minutes(1))) func schemasThatAreBuiltOnEachOtherInEveryWayHaveABoundedNumberOfRules() throws {
        let schemas = (0..<24).map { number in
            let others = (number + 1..<25).map { "{$ref: '#/components/schemas/S\($0)'}" }.joined(separator: ", ")
            return "S\(number): {properties: {p\(number): {}}, additionalProperties: false, anyOf: [\(others)]}"
        }
        let last = "S24: {properties: {p24: {}}, additionalProperties: false}"
        let rules = try referenced(schemas + [last], by: "S0")
        #expect(rules.filter { $0.name.contains("with others") }.count == 256)
        #expect(rules.count <= 256 + 25)
    }
}
