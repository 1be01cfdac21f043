import OpenAPI
import Testing

@testable import SwiftGenerator

/// The statuses whose bodies a client passes over, because the contract has none for them.
@Suite struct EmptyAnswerTests {
    private static let json = "content: {application/json: {schema: {type: integer}}}"

    private func client(_ responses: String) throws -> String {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths: {/a: {get: {operationId: read, responses: {\(responses)}}}}
            """
        return try Fixtures.generate(text, file: "a.yaml", mode: .client).map(\.text).joined()
    }

    @Test func whatIsSaidMorePreciselyCounts() throws {
        let client = try client(
            "'200': {description: d, \(Self.json)}, '404': {description: d}, 4XX: {description: d, \(Self.json)}, "
                + "default: {description: d}")
        #expect(client.contains("emptyStatuses: [201...399, 404...404, 500...599]"))
    }

    @Test func aRangeWithoutContentLeavesOutWhatHasSome() throws {
        let client = try client(
            "2XX: {description: d}, '202': {description: d, \(Self.json)}, default: {description: d, \(Self.json)}")
        #expect(client.contains("emptyStatuses: [200...201, 203...299]"))
    }

    @Test(arguments: [
        // HTTP has no content for these.
        "'200': {description: d, \(json)}, '204': {description: d}, '304': {description: d}",
        // Nothing is waited for at all.
        "'201': {description: d}, default: {description: d}",
        "'200': {description: d, \(json)}",
    ])
    func nothingIsSaidWhereNothingWouldBeAwaited(_ responses: String) throws {
        #expect(!(try client(responses)).contains("emptyStatuses"))
    }
}
