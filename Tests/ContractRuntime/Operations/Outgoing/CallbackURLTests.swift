import Testing

@testable import ContractRuntime

/// The URL of a callback is told by a request and its answer.
@Suite struct CallbackURLTests {
    private let call = ContractCall(
        OperationMetadata(identifier: "ask", method: "POST", path: "/asked", serverPrefixes: [""], statuses: [200]))

    private func expression(_ part: ExpressionPart, _ answer: ContractResponse?) -> String? {
        do throws(ClientError) {
            _ = try call.url([.text("https://a.example/"), part], answer: answer)
            return nil
        } catch {
            guard case .missingValue(let expression) = error.reason else { return "\(error)" }
            return expression
        }
    }

    @Test func whatBeginsTheURLIsTakenAsItIsAndTheRestStaysInItsPlace() throws {
        let answer = ContractResponse.text(200, "", mediaType: "text/plain", headers: [HeaderField("X-Next", "a/b?c")])
        #expect(try call.url([.header("x-next"), .text("/"), .header("x-next")], answer: answer) == "a/b?c/a%2Fb%3Fc")
        #expect(
            try call.url([.url, .text("#"), .request(.method)], requestURL: "https://a.example/?b")
                == "https://a.example/?b#POST")
    }

    @Test(arguments: [
        ContractResponse.json(200, mediaType: "application/json") { $0.writeLiteral(#"{"url":null,"list":[1]}"#) },
        ContractResponse.text(200, #"{"url":"/a"}"#, mediaType: "text/plain"),
        ContractResponse(status: 200, mediaType: "application/json", body: Array("no JSON".utf8)),
        ContractResponse(status: 204),
        ContractResponse.bytes(
            200, ByteStream(bytes: Array(#"{"url":"/a"}"#.utf8)), mediaType: "application/json"),
    ])
    func whatIsNoTextInJSONIsMissing(_ answer: ContractResponse) {
        #expect(expression(.body(pointer: "/url"), answer) == "$response.body#/url")
        #expect(expression(.body(pointer: ""), answer) == "$response.body")
    }

    @Test func whatIsNotGivenIsMissing() {
        #expect(expression(.statusCode, nil) == "$statusCode")
        #expect(expression(.url, nil) == "$url")
        #expect(expression(.header("x-next"), ContractResponse(status: 204)) == "$response.header.x-next")
    }

    @Test func jsonOfEveryNameIsReadWithItsParameters() throws {
        for mediaType in ["application/json", "application/problem+json; charset=utf-8"] {
            let answer = ContractResponse.json(200, mediaType: mediaType) { $0.writeLiteral(#"{"n":1}"#) }
            #expect(try call.url([.body(pointer: "/n")], answer: answer) == "1")
        }
    }
}
