import OpenAPI
import Testing

@testable import SwiftGenerator

/// Which examples of a document without scenarios belong together, and what is said of the others.
@Suite struct ScenarioPairingTests {
    private func plan(_ paths: String) throws -> (scenarios: [String], warnings: [String]) {
        let text = "openapi: 3.2.0\ninfo: {title: Things, version: '1'}\npaths:\n\(paths)\n"
        let plan = try ScenarioPlanner.plan(DocumentParser.parse(Array(text.utf8), file: "a.yaml"))
        let scenarios = plan.scenarios.map {
            "\($0.name): \($0.path) \($0.contentType ?? "-") \($0.body ?? "-") -> \($0.status)"
        }
        return (scenarios, plan.warnings.map(\.message))
    }

    @Test func anAnswerBelongsToTheParameterOfItsName() throws {
        let plan = try plan(
            """
              /nf/{id}:
                get:
                  operationId: read
                  parameters:
                    - {name: id, in: path, required: true, schema: {}, examples: {missing: {value: 2}, found: {value: 1}}}
                  responses:
                    '200': {description: Read., content: {application/json: {example: {a: 1}}}}
                    '404': {description: None., content: {application/json: {examples: {missing: {value: {}}}}}}
            """)
        #expect(plan.scenarios == ["200: /nf/1 - - -> 200", "missing: /nf/2 - - -> 404"])
        #expect(plan.warnings == [])
    }

    @Test func whatLeadsToAFailureIsNotSentForASuccess() throws {
        let plan = try plan(
            """
              /nf/{id}:
                put:
                  operationId: write
                  parameters:
                    - {name: id, in: path, required: true, schema: {}, examples: {missing: {value: 2}}}
                  requestBody: {required: true, content: {application/json: {examples: {missing: {value: 1}}}}}
                  responses:
                    '200': {description: Read., content: {application/json: {example: {a: 1}}}}
                    '404': {description: None., content: {application/json: {examples: {missing: {value: {}}}}}}
            """)
        #expect(plan.scenarios == ["missing: /nf/2 application/json 1 -> 404"])
        #expect(plan.warnings == ["the example is not replayed: the parameter 'id' has no example for it"])
    }

    @Test func everyRequestOfASuccessWithoutAnExampleIsReplayed() throws {
        let plan = try plan(
            """
              /a:
                post:
                  operationId: add
                  requestBody:
                    content:
                      application/json: {examples: {a: {value: 1}, b: {value: 2}, bad: {value: 3}}}
                      text/plain: {examples: {a: {value: x}}}
                  responses:
                    '204': {description: Done.}
                    '400': {description: Bad., content: {application/json: {examples: {bad: {value: 0}}}}}
            """)
        #expect(
            plan.scenarios == [
                "a: /a application/json 1 -> 204", "b: /a application/json 2 -> 204",
                "a (text/plain): /a text/plain x -> 204", "bad: /a application/json 3 -> 400",
            ])
        #expect(plan.warnings == [])
    }

    @Test func anExampleOfOneNameIsSentInEveryMediaType() throws {
        let plan = try plan(
            """
              /a:
                post:
                  operationId: add
                  requestBody:
                    content:
                      application/json: {examples: {a: {value: 1}}}
                      text/plain: {examples: {a: {value: x}}}
                  responses:
                    '200': {description: Done., content: {application/json: {examples: {a: {value: 0}}}}}
            """)
        #expect(plan.scenarios == ["a: /a application/json 1 -> 200", "a (text/plain): /a text/plain x -> 200"])
    }

    @Test func theExampleOfASchemaIsSentWhereThereIsNoOther() throws {
        let plan = try plan(
            """
              /a/{id}:
                post:
                  operationId: add
                  parameters: [{name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}]
                  requestBody:
                    required: true
                    content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
                  responses:
                    '200': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
              /b:
                post:
                  operationId: bring
                  requestBody: {content: {application/json: {schema: {type: string, example: s}, example: m}}}
                  responses: {'204': {description: Done.}}
            components:
              schemas:
                Id: {type: integer, example: 7}
                Thing: {type: object, example: {a: 1}}
            """)
        #expect(
            plan.scenarios == [
                "200: /a/7 application/json {\"a\":1} -> 200", "204: /b application/json \"m\" -> 204",
            ])
        #expect(plan.warnings == [])
    }

    @Test func oneReasonIsToldTenTimesAtMost() throws {
        let answers = (0..<30).map { "e\($0): {value: 0}" }.joined(separator: ", ")
        let plan = try plan(
            """
              /a:
                get:
                  operationId: a
                  responses: {'400': {description: Bad., content: {application/json: {examples: {\(answers)}}}}}
            """)
        #expect(plan.warnings.count == 10)
        #expect(
            plan.warnings.last
                == "this example and 20 after it are not replayed: no example of a request or of a parameter has its name"
        )
    }

    @Test func whatIsNotReplayedIsToldWithItsReason() throws {
        let plan = try plan(
            """
              /a/{id}:
                post:
                  operationId: add
                  parameters: [{name: id, in: path, required: true, schema: {}}]
                  requestBody: {content: {application/json: {examples: {a: {value: 1}}}}}
                  responses: {'204': {description: Done.}}
              /b:
                post:
                  operationId: bring
                  requestBody: {content: {application/xml: {examples: {a: {value: {x: 1}}, b: {value: <x/>}}}}}
                  responses:
                    '200': {description: Done., content: {application/json: {examples: {a: {value: 1}, b: {value: 1}, c: {value: 1}}}}}
                    4XX: {description: Bad., content: {application/json: {example: 1}}}
            """)
        #expect(plan.scenarios == ["b: /b application/xml <x/> -> 200"])
        let unwritten =
            "the request cannot be sent: nothing says how its value is written as 'application/xml'; give it as the text that is sent"
        #expect(
            plan.warnings == [
                "the example 'a' is not replayed: the parameter 'id' has no example for it",
                "the example 'a' is not replayed: \(unwritten)", "the example 'a' is not replayed: \(unwritten)",
                "the example 'c' is not replayed: \(unwritten)",
                "the example is not replayed: '4XX' is of many statuses; say which under 'x-scenarios'",
            ])
    }
}
