import Foundation
import OpenAPI
import Testing
import YAML

/// The project's own contract, read from the root of the repository.
@Suite struct ProjectContractTests {
    private static let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "openapi.yaml")

    private func document() throws -> Document {
        try DocumentParser.parse([UInt8](Data(contentsOf: Self.file)), file: "openapi.yaml")
    }

    @Test func everyOperationAndSchemaIsReadWithoutADiagnostic() throws {
        let document = try document()
        let methods: Set = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
        let written = (document.root["paths"].map { Array($0.entries) } ?? []).flatMap { entry in
            entry.value.entries.filter { methods.contains($0.key) }.map { "\($0.key) \(entry.key)" }
        }
        #expect(document.operations.map { "\($0.method) \($0.path)" } == written)
        #expect(written.count >= 15)
        #expect(document.schemas.map(\.name) == document.root["components"]?["schemas"]?.mapping?.map(\.key))
        #expect(document.schemas.count >= 25)
        #expect(Set(document.operations.map(\.identifier)).count == document.operations.count)
    }

    @Test func lintFindsNothing() throws {
        #expect(Linter.warnings(try document()).map(\.description) == [])
    }

    @Test func everyOperationHasResponsesAndResolvedParameters() throws {
        for operation in try document().operations {
            #expect(!operation.responses.isEmpty)
            #expect(operation.responses.allSatisfy { !$0.description.isEmpty })
            #expect(operation.parameters.allSatisfy { !$0.name.isEmpty })
            let places = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }.count
            #expect(operation.parameters.filter { $0.place == .path }.count == places)
        }
    }

    @Test func serversAndSecurityAreInheritedOrReplaced() throws {
        let document = try document()
        let sign = try #require(document.operations.first { $0.identifier == "signUpload" })
        #expect(sign.servers.map(\.url) == document.servers.map(\.url))
        #expect(sign.security.first?.schemes.first?.name == "bearerToken")
        let liveness = try #require(document.operations.first { $0.identifier == "getLiveness" })
        #expect(liveness.security.isEmpty)
    }
}
