import OpenAPI
import Testing

@testable import SwiftGenerator

/// What stands outside of operations is called after none of them.
@Suite struct TypeNamesTests {
    private static let head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
    private static let unrelated = """
          /aaa:
            get:
              operationId: aaa
              parameters: [{$ref: '#/components/parameters/Sort'}]
              responses: {'404': {$ref: '#/components/responses/NotFound'}}

        """
    private static let paths = """
          /pets/{id}:
            parameters:
              - {name: id, in: path, required: true, schema: {type: string}}
              - {name: kind, in: query, schema: {type: array, items: {type: string, enum: [cat, dog]}}}
            get:
              operationId: getPet
              parameters: [{$ref: '#/components/parameters/Sort'}]
              responses: {'404': {$ref: '#/components/responses/NotFound'}}
            put:
              operationId: putPet
              requestBody: {$ref: '#/components/requestBodies/NewPet'}
              responses: {'404': {$ref: '#/components/responses/NotFound'}}

        """
    private static let components = """
        components:
          parameters:
            Sort: {name: sort, in: query, schema: {type: string, enum: [up, down]}}
            Plain: {name: plain, in: query, schema: {type: string}}
          requestBodies:
            NewPet: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
          responses:
            NotFound:
              description: None.
              headers: {X-Why: {schema: {type: string, enum: [gone, never]}}}
              content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}

        """

    private func types(_ text: String, operations: [String] = []) throws -> Set<String> {
        var options = GeneratorOptions()
        options.filter.operations = operations
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        let files = try Generator(mode: .server, source: "a.yaml", options: options).generate(document)
        let lines = files.filter { $0.name == "Schemas.swift" }.flatMap { $0.text.split(separator: "\n") }
        return Set(
            lines.filter { $0.hasPrefix("public struct ") || $0.hasPrefix("public enum ") }.compactMap { line in
                line.split(separator: " ").dropFirst(2).first.map { String($0.prefix { $0 != ":" }) }
            })
    }

    @Test func typesOfSharedPartsAreCalledAfterTheParts() throws {
        let expected: Set = ["Sort", "NotFound", "NotFoundXWhy", "NewPet", "PetsIDKindItem"]
        let text = Self.head + Self.paths + Self.components
        #expect(try types(text) == expected)
        #expect(try types(Self.head + Self.unrelated + Self.paths + Self.components) == expected)
        #expect(try types(text.replacing("getPet", with: "fetchPet")) == expected)
        #expect(try types(text, operations: ["putPet"]) == expected.subtracting(["Sort"]))
    }

    /// What a part of messages is called, operations and schemas are called first; then the part says what it is.
    @Test func aNameThatSomethingElseHasSaysWhatThePartIs() throws {
        let schemas = "  schemas: {Sort: {type: object, properties: {c: {type: string}}}}\n"
        let text = Self.head + Self.paths.replacing("putPet", with: "newPet") + Self.components + schemas
        let found = try types(text)
        #expect(found.isSuperset(of: ["Sort", "SortParameter", "NewPetBody", "NotFound"]), "\(found)")
    }

    /// Files of one part each are called as the files are, in whatever order they are met.
    @Test(arguments: [["200", "404"], ["404", "200"]]) func partsInFilesOfTheirOwnAreCalledAsTheFiles(_ order: [String])
        throws
    {
        @Sendable func response(_ member: String) -> String {
            "{description: D, content: {application/json: {schema: {type: object, properties: {\(member): {type: string}}}}}}"
        }
        let files = DocumentFiles { name in
            switch name {
            case "responses/pet.yaml": Array(response("pet").utf8)
            case "responses/missing.yaml": Array(response("why").utf8)
            case "parameters/sort.yaml": Array("{name: s, in: query, schema: {type: string, enum: [up]}}".utf8)
            case "items/pet.yaml":
                Array(
                    """
                    parameters: [{name: kind, in: query, schema: {enum: [cat]}}]
                    get: {operationId: readPet, responses: {'204': {description: D}}}
                    """.utf8)
            default: nil
            }
        }
        let names = ["200": "pet", "404": "missing"]
        let responses = order.map { "'\($0)': {$ref: responses/\(names[$0] ?? "").yaml}" }.joined(separator: ", ")
        let text =
            Self.head
            + "  /a: {get: {operationId: a, parameters: [{$ref: parameters/sort.yaml}], responses: {\(responses)}}}\n"
            + "  /b: {$ref: items/pet.yaml}\n"
        let reading = try DocumentParser.reading(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(files: files))
        let output = try Generator(mode: .server, source: "a.yaml").output(reading).files.map(\.text).joined()
        #expect(output.contains("public struct Pet: Hashable, Sendable {\n    public var pet: String?"))
        #expect(output.contains("public struct Missing: Hashable, Sendable {\n    public var why: String?"))
        #expect(output.contains("public enum Sort:") && output.contains("public enum PetKind:"))
    }

    /// A part without a type of its own takes no name from a schema.
    @Test func onlyWhatNeedsATypeHasAName() throws {
        let schemas = "  schemas: {plain: {type: object, properties: {c: {type: string}}}, Plain2: {enum: [1, a]}}\n"
        let found = try types(Self.head + Self.paths + Self.components + schemas)
        #expect(found.contains("Plain") && found.contains("Plain2"))
    }

    /// What a pointer leads to is called after the way to it, so that another thing of its kind changes nothing.
    @Test func whatAPointerLeadsToKeepsItsName() throws {
        let order = """
                Order: {type: object, properties: {lines: {type: array, items: {type: object, properties: {a: {type: string}}}}}}
                First: {type: object, properties: {one: {$ref: '#/components/schemas/Order/properties/lines/items'}}}

            """
        let basket = """
                Basket: {type: object, properties: {things: {type: array, items: {type: object, properties: {b: {type: string}}}}}}
                Second: {type: object, properties: {one: {$ref: '#/components/schemas/Basket/properties/things/items'}}}

            """
        #expect(try Fixtures.types(order).contains("public var one: OrderLinesItem?"))
        let both = try Fixtures.types(basket + order)
        #expect(both.contains("public var one: OrderLinesItem?") && both.contains("public var one: BasketThingsItem?"))
    }
}
