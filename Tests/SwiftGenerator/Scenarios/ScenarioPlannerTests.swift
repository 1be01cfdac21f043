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

    static func told(_ text: String) throws -> [String] {
        try ScenarioPlanner.plan(DocumentParser.parse(Array(text.utf8), file: "a.yaml")).scenarios.map { scenario in
            let pairs = (scenario.query + scenario.headers).map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            return
                "\(scenario.method) \(scenario.path) \(pairs) | \(scenario.contentType ?? "-") \(scenario.body ?? "-") "
                + "-> \(scenario.status) \(scenario.responseMediaType ?? "-") \(scenario.responseBody ?? "-")"
        }
    }

    @Test func parametersOfEveryStyleAreReplayedAsTheyAreSent() throws {
        let text = """
            openapi: 3.1.0
            info: {title: Things, version: '1'}
            servers: [{url: '/{stage}', variables: {stage: {default: live, enum: [live, test]}}}]
            paths:
              /a b/x {id}/{list}/{map}:
                get:
                  operationId: get
                  parameters:
                    - {name: id, in: path, required: true, schema: {}, example: 'x/y {list}?'}
                    - {name: list, in: path, required: true, style: label, explode: true, schema: {}, example: [1, 'a.b']}
                    - {name: map, in: path, required: true, style: matrix, explode: true, schema: {}, example: {k: v w}}
                    - {name: l, in: query, required: true, schema: {}, example: [1, 'b&c']}
                    - {name: c, in: query, explode: false, schema: {}, example: [1, 'b,c']}
                    - {name: d, in: query, style: deepObject, explode: true, schema: {}, example: {k: v, n: {m: [2, 3]}}}
                    - {name: j, in: query, content: {application/json: {schema: {}, example: {a: [1]}}}}
                    - {name: X-L, in: header, schema: {}, example: [1, 2]}
                    - {name: s, in: cookie, schema: {}, example: 'a b'}
                  responses: {'204': {description: Done.}}
            """
        #expect(
            try Self.told(text) == [
                "GET /live/a%20b/x%20x%2Fy%20%7Blist%7D%3F/.1.a%2Eb/;k=v%20w l=1 l=b%26c c=1,b%2Cc d%5Bk%5D=v d%5Bn%5D%5Bm%5D=2 d%5Bn%5D%5Bm%5D=3 "
                    + "j=%7B%22a%22%3A%5B1%5D%7D X-L=1,2 Cookie=s=a%20b | - - -> 204 - -"
            ])
    }

    @Test func examplesOfEveryMediaTypeAreReplayed() throws {
        let operation = """
            openapi: 3.1.0
            info: {title: Things, version: '1'}
            paths:
              /a:
                post:
                  operationId: add
                  requestBody:
                    content:
                      application/json: {examples: {one: {value: {x: 1}}}}
                      text/plain: {examples: {two: {value: x}}}
                      application/x-www-form-urlencoded: {examples: {three: {value: {x: a b, y: [1, 2]}}}}
                  responses:
                    '200':
                      description: Done.
                      content:
                        application/json: {examples: {one: {value: 1}, three: {value: 3}}}
                        text/plain: {examples: {two: {value: two}}}
                    4XX: {description: Wrong., content: {text/plain: {examples: {wrong: {value: no}}}}}
            """
        let pairs = [
            #"POST /a Accept=application/json | application/json {"x":1} -> 200 application/json 1"#,
            "POST /a Accept=application/json | application/x-www-form-urlencoded x=a%20b&y=1&y=2 "
                + "-> 200 application/json 3",
            #"POST /a Accept=text/plain | text/plain x -> 200 text/plain "two""#,
        ]
        #expect(try Self.told(operation) == pairs)
        let scenarios = """
                  x-scenarios:
                    one: {status: 200}
                    three: {status: 200}
                    two: {status: 200}
                    wrong: {status: 422, request: one}
            """
        #expect(
            try Self.told(operation + "\n" + scenarios)
                == pairs + [#"POST /a  | application/json {"x":1} -> 422 text/plain "no""#])
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
        let warnings = plan.warnings.map(\.message)
        #expect(warnings.count == 2)
        #expect(
            warnings.first
                == "the example 'other' is not replayed: no example of a request or of a parameter has its name")
        #expect(warnings.last?.hasPrefix("1 of 4 operations have no examples that can be replayed") == true)
    }

    @Test func scenariosOfOneOperationHaveNamesThatTellThemApart() throws {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /a:
                get:
                  operationId: read
                  responses:
                    '200':
                      description: Read.
                      content:
                        application/json: {example: {a: 1}}
                        text/csv: {example: a}
                        text/plain: {examples: {x: {value: a}, y: {value: b}}}
            """
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        let names = try ScenarioPlanner.plan(document).scenarios.map(\.name)
        #expect(names == ["200", "200 (text/csv)", "x"])
    }

    /// OpenAPI 3.2, section 4.8.19.
    @Test func anAnswersExampleAsItIsWrittenMustCome() throws {
        let text = """
            openapi: 3.2.0
            info: {title: T, version: "1"}
            paths:
              /a:
                get:
                  operationId: read
                  responses:
                    '200':
                      description: Read.
                      content:
                        application/json: {examples: {a: {serializedValue: '{"n":1}'}}}
                        text/plain: {examples: {b: {serializedValue: 'x "y"'}}}
            """
        let document = try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        let plans = try ScenarioPlanner.plan(document).scenarios
        #expect(plans.map(\.responseBody) == [#"{"n":1}"#, #""x \"y\"""#])
        #expect(plans.map { $0.headers.map(\.value) } == [["application/json"], ["text/plain"]])
    }
}
