import OpenAPI
import Testing

@testable import SwiftGenerator

/// What scenarios send is what their examples mean, as the contract has it written.
@Suite struct ScenarioSendingTests {
    private static func document(_ body: String, _ scenarios: String = "one: {status: 204}") -> String {
        """
        openapi: 3.2.0
        info: {title: Things, version: '1'}
        paths:
          /a:
            post:
              operationId: add
              x-scenarios: {\(scenarios)}
              requestBody:
                content:
        \(body.split(separator: "\n").map { "          \($0)" }.joined(separator: "\n"))
              responses: {'204': {description: Done.}}
        """
    }

    private func sent(_ body: String, _ scenarios: String = "one: {status: 204}") throws -> [String] {
        let bytes = Array(Self.document(body, scenarios).utf8)
        return try ScenarioPlanner.plan(DocumentParser.parse(bytes, file: "a.yaml")).scenarios.map {
            "\($0.contentType ?? "-") \($0.body ?? "-")"
        }
    }

    @Test func formsOfPartsHaveAPartForEachMember() throws {
        let body = """
            multipart/form-data:
              schema: {properties: {file: {type: string, format: binary}}}
              encoding: {note: {contentType: text/markdown}}
              examples: {one: {value: {id: 5, no: null, tags: [a, b], at: {x: 1}, file: bytes, note: '# scenario-boundary'}}}
            """
        let boundary = "scenario-boundary-"
        let parts = [
            "form-data; name=\"id\"\r\n\r\n5", "form-data; name=\"tags\"\r\n\r\na", "form-data; name=\"tags\"\r\n\r\nb",
            "form-data; name=\"at\"\r\nContent-Type: application/json\r\n\r\n{\"x\":1}",
            "form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\nbytes",
            "form-data; name=\"note\"\r\nContent-Type: text/markdown\r\n\r\n# scenario-boundary",
        ]
        let text = parts.map { "--\(boundary)\r\nContent-Disposition: \($0)\r\n" }.joined() + "--\(boundary)--\r\n"
        #expect(try sent(body) == ["multipart/form-data; boundary=\(boundary) \(text)"])
    }

    @Test func partsThatGoByTheirPlacesHaveNoNames() throws {
        let body = """
            multipart/mixed:
              prefixEncoding: [{contentType: text/csv}]
              examples: {one: {value: ['a,b', {x: 1}]}}
            """
        #expect(
            try sent(body) == [
                "multipart/mixed; boundary=scenario-boundary --scenario-boundary\r\nContent-Type: text/csv\r\n\r\na,b\r\n"
                    + "--scenario-boundary\r\nContent-Type: application/json\r\n\r\n{\"x\":1}\r\n--scenario-boundary--\r\n"
            ])
    }

    @Test func partsMayBeGivenAsTheirText() throws {
        let body = """
            multipart/form-data:
              examples: {one: {value: "--b\\nContent-Disposition: form-data; name=a\\n\\n1\\n--b--\\n"}}
            """
        #expect(
            try sent(body) == [
                "multipart/form-data; boundary=b --b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--\r\n"
            ])
    }

    @Test func listsAreWrittenAsSequences() throws {
        #expect(
            try sent("application/jsonl: {examples: {one: {value: [{a: 1}, 0x10]}}}") == [
                "application/jsonl {\"a\":1}\n16\n"
            ])
        #expect(
            try sent("application/json-seq: {examples: {one: {value: [1]}}}") == ["application/json-seq \u{1E}1\n"])
    }

    @Test func textIsWhatTheExampleMeansAndNotHowYAMLWritesIt() throws {
        #expect(try sent("text/plain: {examples: {one: {value: True}}}") == ["text/plain true"])
        #expect(try sent("text/plain: {examples: {one: {value: 'True'}}}") == ["text/plain True"])
        #expect(
            try sent("application/x-www-form-urlencoded: {examples: {one: {value: {a: 0x1F, b: null, c: [~, TRUE]}}}}")
                == ["application/x-www-form-urlencoded a=31&c=true"])
    }

    @Test func rangesAreSentAsWhatTheExampleIs() throws {
        #expect(try sent("'*/*': {examples: {one: {value: {a: 1}}}}") == ["application/json {\"a\":1}"])
        #expect(try sent("application/*: {examples: {one: {value: [1]}}}") == ["application/json [1]"])
        #expect(try sent("text/*: {examples: {one: {value: x}}}") == ["text/plain x"])
        #expect(
            try sent("image/*: {examples: {one: {value: x}}}", "one: {status: 204, content_type: image/svg+xml}") == [
                "image/svg+xml x"
            ])
    }

    @Test func parametersAreWhatTheirExamplesMean() throws {
        let text = """
            openapi: 3.2.0
            info: {title: Things, version: '1'}
            servers: [{url: '/{stage}', variables: {stage: {default: 'a b'}}}]
            paths:
              /a/{id}:
                get:
                  operationId: get
                  parameters:
                    - {name: id, in: path, required: true, schema: {}, example: 0x1F}
                    - {name: id, in: query, schema: {}, example: True}
                    - {name: none, in: query, schema: {}, example: null}
                    - {name: list, in: query, schema: {}, example: [1, null, 'True']}
                    - {name: s, in: query, style: spaceDelimited, explode: true, schema: {type: array}, example: [a, b]}
                    - {name: p, in: query, style: pipeDelimited, explode: false, schema: {type: array}, example: [a, b]}
                    - {name: Accept, in: header, schema: {}, example: text/plain}
                    - {name: authorization, in: header, required: true, schema: {}}
                  responses: {'204': {description: Done.}}
            """
        let query = "list=1 list=True s=a s=b p=a%7Cb"
        #expect(try ScenarioPlannerTests.told(text) == ["GET /a%20b/a/31 id=true \(query) | - - -> 204 - -"])
        let scenarios =
            "      x-scenarios: {one: {status: 204, parameters: {path.id: x, query.id: y}}}\n      parameters:"
        #expect(
            try ScenarioPlannerTests.told(text.replacing("      parameters:", with: scenarios)) == [
                "GET /a%20b/a/x id=y \(query) | - - -> 204 - -"
            ])
    }

    @Test func aWholeQueryRepeatsTheNamesOfLists() throws {
        let text = """
            openapi: 3.2.0
            info: {title: Things, version: '1'}
            paths:
              /a:
                get:
                  operationId: get
                  parameters:
                    - name: all
                      in: querystring
                      content: {application/x-www-form-urlencoded: {schema: {}, example: {a: 1, b: [x, y]}}}
                  responses: {'204': {description: Done.}}
            """
        #expect(try ScenarioPlannerTests.told(text) == ["GET /a a=1 b=x b=y | - - -> 204 - -"])
    }

    @Test func answersWithoutABodyAreNotAskedForOne() throws {
        let text = """
            openapi: 3.2.0
            info: {title: Things, version: '1'}
            paths:
              /a:
                head:
                  operationId: head
                  responses: {'200': {description: Read., content: {application/json: {example: {a: 1}}}}}
                get:
                  operationId: get
                  x-scenarios: {one: {status: 304}}
                  responses: {'304': {description: Same., content: {application/json: {examples: {one: {value: 1}}}}}}
            """
        let head = text.replacing("      x-scenarios: {one: {status: 304}}\n", with: "")
        #expect(try ScenarioPlannerTests.told(head) == ["HEAD /a  | - - -> 200 - -"])
        let listed = text.replacing(
            "operationId: head", with: "operationId: head\n      x-scenarios: {'': {status: 200}}")
        #expect(try ScenarioPlannerTests.told(listed).last == "GET /a  | - - -> 304 - -")
    }
}
