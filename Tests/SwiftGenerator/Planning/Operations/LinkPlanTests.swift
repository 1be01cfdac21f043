import OpenAPI
import Testing

@testable import SwiftGenerator

/// Which operation a link leads to.
@Suite struct LinkPlanTests {
    @Test(arguments: [
        "operationId: copy", "operationRef: '#/paths/~1b/additionalOperations/COPY'",
        "operationRef: '#/paths/~1b/query'",
    ])
    func aFunctionIsWrittenForEveryWayToName(_ target: String) throws {
        let text = """
            openapi: 3.2.0
            info: {title: T, version: "1"}
            paths:
              /a:
                get:
                  operationId: read
                  responses: {'200': {description: D, links: {next: {\(target)}}}}
              /b:
                query: {operationId: ask, responses: {'204': {description: D}}}
                additionalOperations: {COPY: {operationId: copy, responses: {'204': {description: D}}}}
            """
        let client = try Fixtures.generate(text, file: "a.yaml", mode: .client).map(\.text).joined()
        #expect(client.contains("func next("), "\(target)")
    }

    @Test(arguments: [
        ("../a.yaml#/paths/~1b/post", "make"), ("#/second/put", "change"), ("b.yaml#/second/put", "change"),
        ("../a.yaml#/paths/~1c/put", "change"), ("../a.yaml#/paths/~1d/put", "change_2"),
        ("../a.yaml#/paths/~1a", nil), ("c.yaml#/second/put", nil), ("https://x.example/a.yaml#/paths/~1b/post", nil),
    ])
    func aReferenceLeadsToAnOperationOfAnyFile(_ reference: String, _ name: String?) throws {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /a: {$ref: sub/b.yaml#/first}
              /b: {post: {operationId: make, responses: {'204': {description: D}}}}
              /c: {$ref: sub/b.yaml#/second}
              /d: {$ref: sub/b.yaml#/second}
            """
        let other = """
            first:
              get:
                operationId: read
                responses: {'200': {description: D, links: {next: {operationRef: '\(reference)'}}}}
            second: {put: {operationId: change, responses: {'204': {description: D}}}}
            """
        let files = DocumentFiles { ["sub/b.yaml": Array(other.utf8)][$0] }
        let reading = try DocumentParser.reading(
            Array(text.utf8), file: "a.yaml", options: ParsingOptions(files: files))
        let output = try Generator(mode: .client, source: "a.yaml").output(reading)
        let client = output.files.map(\.text).joined()
        #expect(client.contains("func next(") == (name != nil))
        if let name { #expect(client.contains("what `\(name)` takes.")) }
        #expect(output.warnings.map(\.code) == (name == nil ? [.unresolvedReference] : []))
    }

    /// A server beside the client has a property of that name in the same type.
    @Test(arguments: ["read", "response"]) func aFunctionHidesNothingOfItsOutput(_ name: String) throws {
        let text = """
            openapi: 3.2.0
            info: {title: T, version: "1"}
            paths:
              /a: {get: {operationId: a, responses: {'200': {description: D, links: {\(name): {operationId: a}}}}}}
            """
        let client = try Fixtures.generate(text, file: "a.yaml", mode: .client).map(\.text).joined()
        #expect(client.contains("public func \(name)2("))
    }
}
