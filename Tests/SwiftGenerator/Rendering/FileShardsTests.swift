import OpenAPI
import Testing

@testable import SwiftGenerator

/// How types and operations are spread over files, and what a change touches.
@Suite struct FileShardsTests {
    private func files(_ schemas: [String], shards: Int? = nil) throws -> [String: String] {
        let text =
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n"
            + schemas.map { "    \($0)\n" }.joined()
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        var options = GeneratorOptions()
        options.shards = shards
        let files = try Generator(mode: .types, source: "a.yaml", options: options).generate(document)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
    }

    private let names = (1...200).map { "Thing\($0)" }
    private func schema(_ name: String, _ type: String = "string") -> String {
        "\(name): {type: object, properties: {a: {type: \(type)}}}"
    }

    @Test func theCountOfFilesSuitsTheCountOfTypes() throws {
        #expect(try files([schema("A")]).keys.sorted() == ["Rules.swift", "Schemas+JSON.swift", "Schemas.swift"])
        let many = try files(names.map { schema($0) })
        #expect(many.count == 17)
        for (name, text) in many where name != "Rules.swift" { #expect(text.contains("Thing"), "\(name)") }
        #expect(try files(names.map { schema($0) }, shards: 3).count == 7)
    }

    @Test func aChangedTypeTouchesTheFilesOfThatTypeAlone() throws {
        let before = try files(names.map { schema($0) }, shards: 8)
        let after = try files(names.map { schema($0, $0 == "Thing77" ? "integer" : "string") }, shards: 8)
        let changed = before.keys.filter { before[$0] != after[$0] }.sorted()
        #expect(changed.count == 2)
        #expect(changed.allSatisfy { after[$0]?.contains("Thing77") == true })
    }

    @Test func aNewTypeTouchesTheFilesOfThatTypeAlone() throws {
        let before = try files(names.map { schema($0) }, shards: 8)
        let after = try files((["Another"] + names).map { schema($0) }, shards: 8)
        #expect(before.keys.filter { before[$0] != after[$0] }.count == 2)
    }

    private func operations(_ paths: [String]) throws -> [String: String] {
        let text =
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n"
            + paths.map { "  /\($0): {get: {operationId: get\($0), responses: {'204': {description: D.}}}}\n" }.joined()
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        let files = try Generator(mode: .server, source: "a.yaml").generate(document)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
    }

    @Test func aNewOperationTouchesTheFilesOfThatOperationAndWhatNamesAll() throws {
        let before = try operations(names)
        #expect(before.keys.filter { $0.hasPrefix("Operations") }.count == 32)
        let after = try operations(["Another"] + names)
        let changed = before.keys.filter { before[$0] != after[$0] }.sorted()
        #expect(changed.count == 4 && changed.starts(with: ["API.swift", "Contract.swift"]))
        #expect(changed.dropFirst(2).allSatisfy { after[$0]?.contains("GetAnother") == true })
    }
}
