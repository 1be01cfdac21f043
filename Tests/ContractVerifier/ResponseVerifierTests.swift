import ContractRuntime
import ContractVerifier
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
        ("not json", "the body: is not JSON"),
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
}
