import ContractRuntime
import Testing

@Suite struct ContractRequestTests {
    private func request(_ body: String, contentType: String? = "application/json", authorization: String? = nil)
        -> ContractRequest
    {
        ContractRequest(
            requestID: "1", pathParameters: [:], query: "",
            header: { name in name == "Content-Type" ? contentType : name == "Authorization" ? authorization : nil },
            collectBody: { limit throws(ContractFailure) in
                guard body.utf8.count <= limit else { throw .contentTooLarge(limit: limit) }
                return Array(body.utf8)
            })
    }

    private func failure(_ request: ContractRequest) async throws -> ContractFailure? {
        do {
            let body = try await request.jsonBody("application/json", limit: 20, read: JSONValue.read(from:))
            return body == nil ? .missingBody : nil
        } catch let failure as ContractFailure {
            return failure
        }
    }

    @Test func bodyIsRead() async throws {
        let body = try await request("[1]", contentType: "application/json; charset=utf-8")
            .jsonBody("application/json", limit: 20, read: JSONValue.read(from:))
        #expect(body == .array([.number("1")]))
        #expect(try await request("").jsonBody("application/json", limit: 20, read: JSONValue.read(from:)) == nil)
    }

    @Test func everyFailureHasItsStatusAndCode() async throws {
        #expect(try await failure(request(""))?.status == 400)
        #expect(try await failure(request("[1,"))?.code == "malformed_request")
        #expect(try await failure(request("[1]", contentType: "text/plain"))?.status == 415)
        #expect(try await failure(request("[1]", contentType: nil))?.code == "unsupported_media_type")
        #expect(try await failure(request(String(repeating: "1", count: 21)))?.status == 413)
        #expect(try await failure(request(#"["\u0000"]"#))?.violations.map(\.pointer) == ["/0"])
    }

    @Test func theHeadTellsWhetherThereIsABody() throws {
        let none = request("", contentType: nil)
        #expect(try none.mediaType(among: ["text/plain"]) == nil)
        let stream = try none.byteBody("*/*", limit: 10)
        if stream != nil { Issue.record("a body was found where none is") }
        #expect(try request("", contentType: "a/b").byteBody("*/*", limit: 10)?.mediaType == "a/b")
        #expect(throws: ContractFailure.self) { try request("").byteBody("text/plain", limit: 10) }
    }

    @Test func callersAreChallenged() async throws {
        func challenge(_ authorization: String?) async throws -> [HeaderField]? {
            do {
                let name = try await request("", authorization: authorization).authenticate(
                    anyOf: [[.bearer { token in token.text == "good" ? "ann" : nil }]])
                #expect(name == "ann")
                return nil
            } catch let failure as ContractFailure {
                #expect(failure.status == 401)
                return failure.headers
            }
        }
        #expect(try await challenge("Bearer good") == nil)
        #expect(try await challenge(nil) == [HeaderField("WWW-Authenticate", "Bearer")])
        #expect(
            try await challenge("Bearer bad") == [HeaderField("WWW-Authenticate", #"Bearer error="invalid_token""#)])
    }
}
