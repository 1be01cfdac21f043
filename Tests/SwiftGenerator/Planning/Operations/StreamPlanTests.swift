import OpenAPI
import Testing

@testable import SwiftGenerator

/// What the items of a stream are.
@Suite struct StreamPlanTests {
    private func client(_ content: String, version: String = "3.2.0") throws -> String {
        let text = """
            openapi: \(version)
            info: {title: T, version: "1"}
            paths:
              /a:
                get:
                  operationId: follow
                  responses:
                    '200':
                      description: D
                      content:
            \(content.split(separator: "\n").map { "            " + $0 }.joined(separator: "\n"))
            """
        return try Fixtures.generate(text, file: "a.yaml", mode: .client).map(\.text).joined(separator: "\n")
    }

    @Test(arguments: ["3.1.0", "3.2.0"])
    func linesAreTheElementsOfAnArray(_ version: String) throws {
        let text = try client(
            "application/jsonl: {schema: {type: array, items: {type: integer}}}", version: version)
        #expect(text.contains("BodyStream<Int64>") && !text.contains("BodyStream<[Int64]>"))
    }

    @Test func aLineIsWhatASchemaOfNoArraySays() throws {
        #expect(try client("application/jsonl: {schema: {type: integer}}").contains("BodyStream<Int64>"))
    }

    /// As the specification shows it (OpenAPI 3.2, section 4.14.3.2): what all events have, and alternatives that say what `data` holds.
    @Test(arguments: [true, false])
    func alternativesTellWhatTheDataOfTheirEventsHolds(_ isExclusive: Bool) throws {
        let text = try client(
            """
            text/event-stream:
              itemSchema:
                type: object
                required: [event, data]
                properties: {event: {type: string}, data: {type: string}, id: {type: string}}
                \(isExclusive ? "oneOf" : "anyOf"):
                  - properties: {event: {const: addString}}
                  - properties:
                      event: {const: addJson}
                      data:
                        contentMediaType: application/json
                        contentSchema: {type: object, required: [foo], properties: {foo: {type: integer}}}
            """)
        #expect(
            text.contains("case addString(FollowOkEvent.AddString)")
                && text.contains("case addJSON(FollowOkEvent.AddJSON)"))
        #expect(
            text.contains("public var data: String\n") && text.contains("public var data: FollowOkEvent.AddJSON.Data\n")
        )
        #expect(text.contains("public var foo: Int64\n"))
    }

    @Test func aPartTellsWhatTheDataHoldsThatAnotherHasAsText() throws {
        let text = try client(
            """
            text/event-stream:
              itemSchema:
                allOf:
                  - {type: object, required: [data], properties: {event: {type: string}, data: {type: string}}}
                  - type: object
                    properties:
                      data:
                        type: string
                        contentMediaType: application/json
                        contentSchema: {type: object, required: [foo], properties: {foo: {type: integer}}}
            """)
        #expect(text.contains("public var data: FollowOkEvent.Data\n") && text.contains("public var foo: Int64\n"))
    }
}
