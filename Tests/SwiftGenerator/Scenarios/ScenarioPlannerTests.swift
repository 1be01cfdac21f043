import Foundation
import OpenAPI
import Testing

@testable import SwiftGenerator

@Suite struct ScenarioPlannerTests {
    private func plans() throws -> [ScenarioPlan] {
        let text = try Fixtures.text("golden/scenarios.yaml")
        return try ScenarioPlanner.plan(DocumentParser.parse(Array(text.utf8), file: "scenarios.yaml")).scenarios
    }

    @Test func scenarioTakesTheExamplesOfItsName() throws {
        let made = try #require(try plans().first { $0.name == "made" })
        #expect(made.method == "POST")
        #expect(made.path == "/v1/things/a")
        #expect(made.body == #"{"b":1,"a":[1.5,null,"x\n"]}"#)
        #expect(made.responseBody == #"{"ok":true}"#)
        #expect(made.headers.map(\.value) == ["t\"1"])
        #expect(made.query.isEmpty)
        #expect(made.state == "empty" && made.effects == ["made"])
        #expect(made.credential == "valid")
        #expect(made.contentType == "application/json")
    }

    @Test func scenarioMayNameOtherExamplesAndParameters() throws {
        let many = try #require(try plans().first { $0.name == "many" })
        #expect(many.path == "/v1/things/b")
        #expect(many.query.map { "\($0.name)=\($0.value)" } == ["limit=3"])
        #expect(many.body != nil)
    }

    @Test func rawExamplesAreSentAsTheyAre() throws {
        let broken = try #require(try plans().first { $0.name == "broken" })
        #expect(broken.body == #"{"a":"#)
        #expect(broken.contentType == "text/plain")
        #expect(broken.paddingBytes == 10)
        #expect(broken.credential == "expired")
        #expect(broken.responseBody == nil && broken.responseMediaType == nil)
    }

    @Test func projectContractHasAScenarioForEveryStatus() throws {
        let file = Fixtures.repository.appending(path: "openapi.yaml")
        let document = try DocumentParser.parse([UInt8](Data(contentsOf: file)), file: "openapi.yaml")
        let plans = try ScenarioPlanner.plan(document).scenarios
        for operation in document.operations {
            let statuses = Set(plans.filter { $0.operation == operation.identifier }.map(\.status))
            #expect(statuses == Set(operation.responses.map(\.status)))
        }
    }

    @Test func examplesOfADocumentWithoutScenariosArePairedByTheirNames() throws {
        let text = """
            openapi: 3.1.0
            info: {title: Things, version: '1'}
            servers: [{url: /v1}]
            paths:
              /things/{id}:
                parameters:
                  - {name: id, in: path, required: true, schema: {type: string}, examples: {a: {value: A}, b: {value: B}}}
                put:
                  operationId: put
                  requestBody:
                    required: true
                    content:
                      application/json: {schema: {}, examples: {a: {value: {x: 1}}, wrong: {value: {y: 1}}}}
                  responses:
                    '200': {description: Done., content: {application/json: {schema: {}, examples: {a: {value: [1]}}}}}
                    '400': {description: Wrong., content: {text/plain: {examples: {wrong: {value: no}, other: {value: x}}}}}
                delete:
                  operationId: delete
                  responses: {'204': {description: Gone.}, '404': {description: Not there.}}
              /count:
                get:
                  operationId: count
                  parameters: [{name: of, in: query, schema: {type: integer, examples: [3]}}]
                  responses: {'200': {description: So many., content: {application/json: {schema: {}, example: 3}}}}
                post:
                  operationId: add
                  parameters: [{name: by, in: query, required: true, schema: {type: integer}}]
                  responses: {'204': {description: Added.}}
            """
        let plan = try ScenarioPlanner.plan(DocumentParser.parse(Array(text.utf8), file: "things.yaml"))
        let told = plan.scenarios.map { scenario in
            "\(scenario.operation) \(scenario.name): \(scenario.method) \(scenario.path) "
                + "\(scenario.query.map { "\($0.name)=\($0.value)" }) \(scenario.body ?? "-") "
                + "-> \(scenario.status) \(scenario.responseBody ?? "-")"
        }
        #expect(
            told == [
                #"put a: PUT /v1/things/A [] {"x":1} -> 200 [1]"#,
                #"put wrong: PUT /v1/things/A [] {"y":1} -> 400 "no""#,
                #"delete 204: DELETE /v1/things/A [] - -> 204 -"#,
                #"count 200: GET /v1/count ["of=3"] - -> 200 3"#,
            ])
        #expect(
            plan.warnings.map(\.message).joined().hasPrefix("1 of 4 operations have no examples that can be replayed"))
    }
}
