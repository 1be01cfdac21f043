import OpenAPI
import Testing

@testable import SwiftGenerator

/// What is generated of a query in a path, which is read with `--lenient`.
@Suite struct GeneratedPathQueryTests {
    private static let text = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /things?kind=large:
            get: {operationId: read, responses: {'204': {description: Done.}}}

        """

    private func generated(_ mode: Generator.Mode) throws -> String {
        let reading = try DocumentParser.reading(
            Array(Self.text.utf8), file: "a.yaml", options: ParsingOptions(isLenient: true))
        return try Generator(mode: mode, source: "a.yaml", isLenient: true).output(reading).files.map(\.text).joined()
    }

    @Test func aClientSendsIt() throws {
        #expect(try generated(.client).contains("ContractCall(Read.metadata, query: [\"kind=large\"])"))
    }

    @Test func aScenarioSendsIt() throws {
        let scenarios = try generated(.examples)
        #expect(
            scenarios.contains("path: \"/things\"") && scenarios.contains("\"kind\"") && scenarios.contains("\"large\"")
        )
    }
}
