import OpenAPI
import Testing

@testable import SwiftGenerator

/// Files that are written side by side are those that are written one after the other.
@Suite struct ConcurrentOutputTests {
    private func compare(
        _ reading: DocumentReading, _ mode: Generator.Mode, _ options: GeneratorOptions = GeneratorOptions()
    ) async throws -> [String] {
        let generator = Generator(mode: mode, source: "a.yaml", options: options)
        let (one, other) = (try generator.output(reading), try await generator.concurrentOutput(reading))
        #expect(one.files == other.files)
        #expect(one.warnings == other.warnings)
        return other.files.map(\.name)
    }

    private func mistakes(
        _ generate: () async throws(DocumentError) -> Generator.Output
    ) async -> [Diagnostic] {
        do throws(DocumentError) {
            _ = try await generate()
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test(arguments: Generator.Mode.allCases, Fixtures.names(in: "golden")) func everyGoldenDocument(
        mode: Generator.Mode, name: String
    ) async throws {
        let text = try Fixtures.text("golden/\(name).yaml")
        let files = try await compare(try DocumentParser.reading(Array(text.utf8), file: "a.yaml"), mode)
        #expect(!files.isEmpty)
    }

    @Test func filesOfManyShardsKeepTheirOrder() async throws {
        let text = try Fixtures.text("golden/structures.yaml")
        var options = GeneratorOptions()
        options.shards = 8
        let files = try await compare(try DocumentParser.reading(Array(text.utf8), file: "a.yaml"), .server, options)
        #expect(files.prefix(3) == ["Schemas1.swift", "Schemas1+JSON.swift", "Schemas2.swift"])
        #expect(files.last == "Contract.swift")
    }

    @Test func aContractOfSeveralFilesIsEmbeddedInOne() async throws {
        #expect(try await compare(try Fixtures.readingOfTwoFiles(), .server).last == "Contract.swift")
    }

    @Test(arguments: [
        // Of the document, which can be read in part.
        "paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {a/b: {schema: {maxLenght: 1}}}}}}}}",
        // Of the plan alone.
        "paths: {}\ncomponents: {schemas: {A: {oneOf: [{type: string}, {type: object}], discriminator: {propertyName: a}}}}",
    ])
    func mistakesAreToldAndNothingIsWritten(_ paths: String) async throws {
        let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n\(paths)\n"
        let reading = try DocumentParser.reading(Array(text.utf8), file: "a.yaml")
        let generator = Generator(mode: .server, source: "a.yaml")
        let one = await mistakes { () throws(DocumentError) in try generator.output(reading) }
        let other = await mistakes { () async throws(DocumentError) in try await generator.concurrentOutput(reading) }
        #expect(!one.isEmpty)
        #expect(one == other)
    }
}
