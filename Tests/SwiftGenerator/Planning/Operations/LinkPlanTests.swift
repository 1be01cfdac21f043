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
