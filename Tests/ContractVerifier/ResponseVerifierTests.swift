import ContractRuntime
import ContractVerifier
import Foundation
import OpenAPI
import Testing

/// Every way in which an answer can break the contract is noticed; otherwise the contract tests could not fail.
@Suite struct ResponseVerifierTests {
    private static let document = """
        openapi: 3.1.0
        info: {title: T, version: "1"}
        paths:
          /things:
            get:
              operationId: list
              responses:
                '200':
                  description: Things.
                  headers:
                    Retry-After: {required: true, schema: {type: integer, minimum: 1}}
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [id, name]
                        properties:
                          id: {type: string, format: uuid, x-volatile: true}
                          name: {type: string, maxLength: 5}
                          size: {type: [integer, 'null'], format: int32, minimum: 0}
                          kind: {type: string, enum: [a, b]}
                          tags: {type: array, maxItems: 2, items: {type: string}}
        """

    private func verify(
        _ body: String, status: Int = 200, mediaType: String = "application/json", retryAfter: String? = "3"
    ) throws -> [String] {
        let document = try DocumentParser.parse(Array(Self.document.utf8), file: "d.yaml")
        let scenario = Scenario(
            operation: "list", name: "x", method: "GET", path: "/things", query: [], headers: [], contentType: nil,
            body: nil, paddingBytes: 0, credential: .none, state: nil, effects: [], status: 200,
            responseMediaType: "application/json",
            responseBody: #"{"id":"5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":null,"tags":["x"]}"#)
        let headers = retryAfter.map { [HeaderField("retry-after", $0)] } ?? []
        let response = ContractResponse(status: status, headers: headers, mediaType: mediaType, body: Array(body.utf8))
        return ResponseVerifier(document).verify(response, scenario).map(\.description)
    }

    private static let good = #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":null,"tags":["x"]}"#

    @Test func acceptsAnAnswerThatDiffersOnlyInWhatIsVolatile() throws {
        #expect(try verify(Self.good) == [])
        #expect(try verify(Self.good, mediaType: "application/json; charset=utf-8") == [])
    }

    @Test(arguments: [
        (#"{"id":"x","name":"abc","size":null,"tags":["x"]}"#, "/id: is not of the format uuid"),
        (#"{"id":null,"name":"abc","size":null,"tags":["x"]}"#, "/id: is none of string"),
        (#"{"name":"abc","size":null,"tags":["x"]}"#, "/id: is missing"),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abcdef","size":null,"tags":["x"]}"#,
            "/name: is too long"
        ),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abd","size":null,"tags":["x"]}"#,
            "/name: is \"abd\"; the example has \"abc\""
        ),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":1,"tags":["x"]}"#,
            "/size: is 1; the example has null"
        ),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":-1,"tags":["x"]}"#,
            "/size: is less than 0"
        ),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":4294967296,"tags":["x"]}"#,
            "/size: does not fit int32"
        ),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":null,"tags":["x","y","z"]}"#,
            "/tags: has too many elements"
        ),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":null,"tags":["x"],"kind":"c"}"#,
            "/kind: is none of the enumerated values"
        ),
        (
            #"{"id":"00000000-8a4b-4a52-9a57-2f1f6d0f4c11","name":"abc","size":null,"tags":["x"],"more":1}"#,
            "/more: is not in the contract"
        ),
        ("not json", "the body: is not JSON: a value is misspelled at byte 1"),
        ("", "the body: is not JSON: it is empty"),
    ])
    func noticesABodyThatBreaksTheContractOrTheExample(_ body: String, expected: String) throws {
        let found = try verify(body)
        #expect(found.contains(expected), "\(found)")
    }

    @Test func noticesAnotherStatusMediaTypeOrHeader() throws {
        #expect(try verify(Self.good, status: 201).first?.hasPrefix("status: is 201") == true)
        #expect(try verify(Self.good, mediaType: "text/plain").first?.hasPrefix("Content-Type") == true)
        #expect(try verify(Self.good, retryAfter: nil) == ["Retry-After: is missing"])
        #expect(try verify(Self.good, retryAfter: "0") == ["Retry-After: is less than 1"])
        #expect(try verify(Self.good, retryAfter: "soon") == ["Retry-After: is none of integer"])
    }

    private static let manyForms = """
        openapi: 3.2.0
        info: {title: T, version: "1"}
        paths:
          /things:
            get:
              operationId: list
              responses:
                '200':
                  description: Things.
                  headers:
                    X-Count: {schema: {$ref: '#/components/schemas/Count'}}
                    X-Sizes: {schema: {type: array, items: {type: integer}, maxItems: 3}}
                    X-Range: {explode: true, schema: {type: object, properties: {from: {type: integer}}}}
                    X-Either: {schema: {anyOf: [{type: boolean}, {const: never}]}}
                    X-Meta: {content: {application/json: {schema: {type: object, required: [a]}}}}
                    Set-Cookie: {schema: {type: string, pattern: '^[a-z]+=[0-9, ]+$'}}
                  content:
                    application/json:
                      schema:
                        allOf:
                          - {$ref: '#/components/schemas/Named'}
                          - type: object
                            properties: {all: {type: array, items: {$ref: '#/components/schemas/Named'}}}
                    application/jsonl: {itemSchema: {type: object, required: [a], properties: {a: {type: integer}}}}
                    text/plain: {schema: {type: integer}}
                    application/octet-stream: {}
        components:
          schemas:
            Count: {type: integer, minimum: 1}
            Named: {type: object, properties: {id: {type: string, x-volatile: true}}}
        """

    private func verify(
        _ body: [UInt8], _ mediaType: String, headers: [(String, String)] = [], example: String? = nil,
        of expected: String? = nil
    ) throws -> [String] {
        let document = try DocumentParser.parse(Array(Self.manyForms.utf8), file: "d.yaml")
        let scenario = Scenario(
            operation: "list", name: "x", method: "GET", path: "/things", query: [], headers: [], contentType: nil,
            body: nil, paddingBytes: 0, credential: .none, state: nil, effects: [], status: 200,
            responseMediaType: expected ?? mediaType, responseBody: example)
        let response = ContractResponse(
            status: 200, headers: headers.map { HeaderField($0.0, $0.1) }, mediaType: mediaType, body: body)
        return ResponseVerifier(document).verify(response, scenario).map(\.description)
    }

    @Test(arguments: [
        ("X-Count", "3", []), ("X-Count", "0", ["X-Count: is less than 1"]),
        ("X-Count", "x", ["X-Count: is none of integer"]),
        ("X-Sizes", "1, 2,3", []), ("X-Sizes", "1,2,3,4", ["X-Sizes: has too many elements"]),
        ("X-Sizes", "1,x", ["X-Sizes/1: is none of integer"]),
        ("X-Range", "from=1", []), ("X-Range", "from=x", ["X-Range/from: is none of integer"]),
        ("X-Either", "true", []), ("X-Either", "never", []),
        ("X-Meta", #"{"a":1}"#, []), ("X-Meta", "{}", ["X-Meta/a: is missing"]),
    ])
    func readsHeadersAsTheirSchemasHaveThem(_ name: String, _ text: String, _ expected: [String]) throws {
        let found = try verify(Array("{}".utf8), "application/json", headers: [(name, text)])
        #expect(found.filter { !$0.contains("not in the contract") } == expected)
    }

    @Test func readsFieldsOfOneNameAsOneListAndCookiesEach() throws {
        let lists = [("X-Sizes", "1,2"), ("X-Sizes", "3")]
        #expect(try verify(Array("{}".utf8), "application/json", headers: lists) == [])
        #expect(
            try verify(Array("{}".utf8), "application/json", headers: lists + [("X-Sizes", "4")])
                == ["X-Sizes: has too many elements"])
        let cookies = [("Set-Cookie", "a=1, 2"), ("Set-Cookie", "b=2")]
        #expect(try verify(Array("{}".utf8), "application/json", headers: cookies) == [])
    }

    @Test func holdsEveryLineToTheSchemaOfItems() throws {
        #expect(try verify(Array("{\"a\":1}\n{\"a\":2}\n".utf8), "application/jsonl") == [])
        #expect(
            try verify(Array("{\"a\":1}\n{}\nnope\n".utf8), "application/jsonl") == [
                "/1/a: is missing", "/2: is not JSON: a value is misspelled at byte 1",
            ])
    }

    @Test func readsTextAsItsSchemaHasItAndBytesAsTheyAre() throws {
        #expect(try verify(Array("5".utf8), "text/plain") == [])
        #expect(try verify(Array("x".utf8), "text/plain") == ["the body: is none of integer"])
        #expect(try verify([0xFF], "text/plain") == ["the body: is not UTF-8"])
        #expect(try verify([0xFF], "application/octet-stream") == [])
    }

    @Test func noticesAnAnswerInAnotherFormThanTheScenarios() throws {
        #expect(
            try verify(Array("5".utf8), "text/plain", of: "application/json")
                == ["Content-Type: is text/plain; the scenario's answer is application/json"])
    }

    @Test func knowsWhatIsVolatileThroughPartsAndInElements() throws {
        let found = try verify(
            Array(#"{"id":"b","all":[{"id":"c"}]}"#.utf8), "application/json",
            example: #"{"id":"a","all":[{"id":"a"}]}"#)
        #expect(found == [])
        let other = try verify(
            Array(#"{"all":[{}]}"#.utf8), "application/json", example: #"{"id":"a","all":[{"id":"a"}]}"#)
        #expect(other == ["/id: is missing; the example has it", "/all/0/id: is missing; the example has it"])
    }

    private static let bodies = """
        openapi: 3.2.0
        info: {title: T, version: "1"}
        paths:
          /things:
            get:
              operationId: list
              responses:
                '200':
                  description: Things.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing'}
                    application/xml:
                      schema: {$ref: '#/components/schemas/Thing'}
                    application/x-www-form-urlencoded:
                      schema: {$ref: '#/components/schemas/Thing'}
                    text/event-stream:
                      itemSchema:
                        type: object
                        required: [data]
                        properties: {data: {type: string}, id: {type: string}, retry: {type: integer}}
                    text/event-stream;v=2:
                      itemSchema:
                        properties:
                          data:
                            type: string
                            contentMediaType: application/json
                            contentSchema: {$ref: '#/components/schemas/Thing'}
                    application/*:
                      schema: {$ref: '#/components/schemas/Thing'}
                '304': {description: As before., content: {application/json: {schema: {type: object}}}}
            head:
              operationId: head
              responses: {'200': {description: Things., content: {application/json: {schema: {type: object}}}}}
        components:
          schemas:
            Thing:
              type: object
              required: [a]
              properties: {a: {type: integer}, b: {type: array, maxItems: 2, items: {type: string}}}
        """

    private func found(
        _ body: String, _ mediaType: String?, method: String = "GET", status: Int = 200, example: String? = nil
    ) throws -> [String] {
        let verifier = ResponseVerifier(try DocumentParser.parse(Array(Self.bodies.utf8), file: "d.yaml"))
        let scenario = Scenario(
            operation: method == "GET" ? "list" : "head", name: "x", method: method, path: "/things", query: [],
            headers: [], contentType: nil, body: nil, paddingBytes: 0, credential: .none, state: nil, effects: [],
            status: status, responseMediaType: nil, responseBody: example)
        let response = ContractResponse(status: status, mediaType: mediaType, body: Array(body.utf8))
        return verifier.verify(response, scenario).map(\.description)
    }

    @Test func answersThatHaveNoBodyAreNotAskedForOne() throws {
        #expect(try found("", "application/json", method: "HEAD") == [])
        #expect(try found("", nil, method: "HEAD") == [])
        #expect(try found("", nil, status: 304) == [])
        #expect(try found("{}", nil, status: 304) == ["the body: must be empty"])
    }

    @Test func readsABodyByItsOwnMediaTypeUnderARange() throws {
        #expect(try found(#"{"a":1}"#, "application/vnd.a+json") == [])
        #expect(try found(#"{"a":"1"}"#, "application/vnd.a+json") == ["/a: is none of integer"])
    }

    @Test func holdsAgainstTheSchemaWhatCanBeRead() throws {
        #expect(try found("<a>1</a>", "application/xml") == [])
        #expect(try found("<a>1</a>", "application/xml", example: #""<a>1</a>""#) == [])
        #expect(try found("<a>1</a>", "application/xml", example: #""<a>2</a>""#).count == 1)
        let form = "application/x-www-form-urlencoded"
        #expect(try found("a=1&b=x+y", form, example: #"{"a":1,"b":["x y"]}"#) == [])
        #expect(try found("a=x&b=x&b=y&b=z", form) == ["/a: is none of integer", "/b: has too many elements"])
        let events = "text/event-stream"
        #expect(try found("id: 1\ndata: x\ndata: y\n\n: stays\n\nretry: 5\ndata\n\ncut: off", events) == [])
        #expect(
            try found("data: x\r\n\r\nevent: a\r\nretry: x\r\ndata: y\r\n\r\n", events) == [
                "/1/retry: is none of integer", "/1/event: is not in the contract",
            ])
    }

    @Test func comparesTheElementsOfASequenceWithTheExample() throws {
        let body = Array("{\"a\":1}\n{\"a\":2}\n".utf8)
        let jsonl = "application/jsonl"
        #expect(try verify(body, jsonl, example: #"[{"a":1},{"a":2}]"#) == [])
        #expect(try verify(body, jsonl, example: #""{\"a\":1}\n{\"a\":2}\n""#) == [])
        #expect(
            try verify(body, jsonl, example: #"[{"a":1},{"a":3}]"#) == ["/1/a: is 2; the example has 3"])
        #expect(try verify(body, jsonl, example: "[]") == ["the body: has 2 elements; the example has 0"])
        #expect(
            try found("data: x\n\n", "text/event-stream", example: #""data: y\n\n""#) == [
                "/0/data: is \"x\"; the example has \"y\""
            ])
    }

    @Test func holdsTheDataOfEventsToTheSchemaOfTheirContent() throws {
        let events = "text/event-stream;v=2"
        #expect(
            try found("data: {\"a\":1}\n\ndata: {}\n\ndata: nope\n\n", events) == [
                "/1/data/a: is missing", "/2/data: is not JSON: a value is misspelled at byte 1",
            ])
    }

    @Test func whatIsNotReadIsComparedWithATextOnly() throws {
        #expect(try found("<a>1</a>", "application/xml", example: #"{"a":1}"#) == [])
    }

    @Test func saysWhyABodyIsNotJSON() throws {
        #expect(
            try found(#"{"a":1,"a":2}"#, "application/json") == ["the body: is not JSON: '/a' stands twice"]
        )
        #expect(
            try found(String(repeating: "[", count: 65), "application/json").first?
                .hasPrefix("the body: is not JSON: the text is nested deeper than") == true)
    }

    @Test func comparesNumbersByTheirValue() throws {
        let differing = try found(
            #"{"a":1234567890123456789}"#, "application/json", example: #"{"a":1234567890123456788}"#)
        #expect(differing == ["/a: is 1234567890123456789; the example has 1234567890123456788"])
        #expect(try found(#"{"a":1.0}"#, "application/json", example: #"{"a":1}"#) == [])
    }

    @Test func anExampleThatCannotBeReadIsADiscrepancy() throws {
        let told = try found(#"{"a":1}"#, "application/json", example: "{")
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("the scenario's example: is not JSON: ") == true)
    }

    @Test func tellsAHundredDiscrepanciesOfAnAnswer() throws {
        let members = (0..<150).map { "\"x\($0)\":1" }.joined(separator: ",")
        let told = try found("{\"a\":1,\(members)}", "application/json")
        #expect(told.count == 101)
        #expect(told.last == "the answer: has 50 more discrepancies")
    }

    @Test func contractsAreReadFromFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "contract-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /things:
                get:
                  operationId: list
                  responses:
                    '200':
                      description: Things.
                      content: {application/json: {schema: {$ref: 'parts/thing.yaml'}}}
            """
        try Data(text.utf8).write(to: folder.appending(path: "contract.yaml"))
        try FileManager.default.createDirectory(
            at: folder.appending(path: "parts"), withIntermediateDirectories: true)
        try Data("{type: object, required: [b]}".utf8).write(to: folder.appending(path: "parts/thing.yaml"))
        let verifier = try ResponseVerifier(contractAt: folder.appending(path: "contract.yaml").path)
        let scenario = Scenario(
            operation: "list", name: "x", method: "GET", path: "/things", query: [], headers: [], contentType: nil,
            body: nil, paddingBytes: 0, credential: .none, state: nil, effects: [], status: 200,
            responseMediaType: nil, responseBody: nil)
        let found = verifier.verify(
            ContractResponse(status: 200, mediaType: "application/json", body: Array("{}".utf8)), scenario)
        #expect(found.map(\.description) == ["/b: is missing"])
        #expect(throws: (any Error).self) { try ResponseVerifier(contractAt: folder.path + "/none.yaml") }
    }

    @Test(.timeLimit(.minutes(1))) func alternativesThatHoldEachOtherAreEachLookedAtOnce() throws {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /things:
                get:
                  operationId: list
                  responses:
                    '200':
                      description: D
                      content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}
            components:
              schemas:
                Filter: {oneOf: [{$ref: '#/components/schemas/And'}, {$ref: '#/components/schemas/Or'}, {$ref: '#/components/schemas/Not'}]}
                And: {type: object, required: [and], properties: {and: {const: 1}, left: {$ref: '#/components/schemas/Filter'}}}
                Or: {type: object, required: [or], properties: {or: {const: 1}, left: {$ref: '#/components/schemas/Filter'}}}
                Not: {type: object, required: [not], properties: {not: {const: 1}, left: {$ref: '#/components/schemas/Filter'}}}
            """
        var value = #"{"and":1}"#
        for _ in 0..<20 { value = #"{"or":1,"left":\#(value)}"# }
        let document = try DocumentParser.parse(Array(text.utf8), file: "d.yaml")
        let example = try JSONValue.read(jsonBytes: Array(value.utf8))
        let schema = try #require(document.schema(named: "Filter"))
        #expect(ExampleComparison(document).compare(example, with: example, schema).isEmpty)
    }

    /// OpenAPI 3.2, section 4.8.17.
    @Test func aHeaderForTheMediaTypeSaysNothing() throws {
        let text = """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /things:
                get:
                  operationId: list
                  responses:
                    '200':
                      description: D
                      headers: {Content-Type: {required: true, schema: {const: other}}}
                      content: {application/json: {}}
            """
        let scenario = Scenario(
            operation: "list", name: "x", method: "GET", path: "/things", query: [], headers: [], contentType: nil,
            body: nil, paddingBytes: 0, credential: .none, state: nil, effects: [], status: 200,
            responseMediaType: "application/json", responseBody: nil)
        let response = ContractResponse(status: 200, mediaType: "application/json", body: Array("1".utf8))
        let document = try DocumentParser.parse(Array(text.utf8), file: "d.yaml")
        #expect(ResponseVerifier(document).verify(response, scenario).map(\.description) == [])
    }
}
