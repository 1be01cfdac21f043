import Testing

@testable import ContractRuntime

/// Answers whose bodies a client waits for before it reads them.
@Suite struct WholeAnswerTests {
    /// Answers every request the same.
    private struct Answering: ClientTransport {
        let answer: ClientAnswer

        func send(_ request: ClientRequest) async throws -> ClientAnswer { answer }
    }

    private func answer(
        _ status: Int, _ mediaType: String?, body: ByteStream, method: String = "GET",
        accept: [String] = ["application/json", "text/plain"]
    ) async throws -> WholeAnswer {
        let metadata = OperationMetadata(
            identifier: "read", method: method, path: "/", serverPrefixes: [""], statuses: [200, 201, 204])
        let call = ContractCall(metadata, accept: accept, emptyStatuses: [201...201])
        let headers = mediaType.map { [HeaderField("Content-Type", $0)] } ?? []
        let transport = Answering(answer: ClientAnswer(status: status, headers: headers, body: body))
        return try await transport.wholeAnswer(to: call, at: "http://a", limits: ClientLimits(answerBytes: 10))
    }

    private func body(_ text: String) -> ByteStream { ByteStream([Array(text.utf8)]) }

    private func reason(_ read: () throws -> Void) -> ClientError.Reason? {
        #expect(throws: ClientError.self) { try read() }?.reason
    }

    /// A body whose end never comes.
    private static var endless: ByteStream {
        ByteStream(AsyncStream<[UInt8]> { $0.yield(Array("{".utf8)) })
    }

    /// A body that breaks off.
    private static func broken(by error: any Error) -> ByteStream {
        ByteStream(AsyncThrowingStream<[UInt8], any Error> { $0.finish(throwing: error) })
    }

    @Test func theBodyIsReadAfterItHasArrived() async throws {
        let json = try await answer(200, "application/json", body: body("[1]"))
        #expect(try json.json("application/json", as: JSONValue.self) == .array([.number("1")]))
        let text = try await answer(200, "text/plain; charset=utf-8", body: body("one"))
        #expect(try text.text("text/plain") { reader throws(JSONSyntaxError) in try reader.readString() } == "one")
    }

    @Test func aBodyThatIsTooLongIsToldOfWhereItIsWanted() async throws {
        let answer = try await answer(200, "application/json", body: body("\"0123456789\""))
        let reason = reason { _ = try answer.json("application/json", as: JSONValue.self) }
        guard case .answerTooLarge(limit: 10) = reason else {
            Issue.record("\(String(describing: reason))")
            return
        }
    }

    @Test func aBodyThatBreaksOffIsToldOfAfterWhatIsWrongWithTheHead() async throws {
        let answer = try await answer(
            200, "application/json", body: Self.broken(by: ClientTransportError.timedOut))
        let first = reason {
            _ = try answer.requiredHeader("ETag", as: .string) { reader throws(JSONSyntaxError) in
                try reader.readString()
            }
        }
        let second = reason { _ = try answer.json("application/json", as: JSONValue.self) }
        guard case .invalidAnswer = first, case .transport(.timedOut) = second else {
            Issue.record("\(String(describing: first)), \(String(describing: second))")
            return
        }
    }

    @Test func aCancelledBodyEndsTheCall() async {
        await #expect(throws: CancellationError.self) {
            try await answer(200, "application/json", body: Self.broken(by: CancellationError()))
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            // A status that the contract does not have.
            (500, "application/json", "GET"),
            // One whose answer has no content.
            (201, "application/json", "GET"),
            // Another media type, or none.
            (200, "text/html", "GET"), (204, nil, "GET"),
            // No content comes.
            (200, "application/json", "HEAD"),
        ] as [(Int, String?, String)])
    func nobodyWaitsForABodyThatIsNotRead(_ status: Int, _ mediaType: String?, _ method: String) async throws {
        for body in [Self.endless, Self.broken(by: ClientTransportError.timedOut)] {
            #expect(try await answer(status, mediaType, body: body, method: method).status == status)
        }
    }

    @Test func theErrorSaysWhatTheStatusOrTheMediaTypeIs() async throws {
        guard case .undeclaredStatus(500) = try await answer(500, nil, body: body("")).undeclared().reason else {
            Issue.record("another reason")
            return
        }
        let answer = try await answer(200, "text/html", body: body("<p>"))
        let reason = reason { _ = try answer.json("application/json", as: JSONValue.self) }
        guard case .unexpectedMediaType("text/html", status: 200, expected: ["application/json"]) = reason else {
            Issue.record("\(String(describing: reason))")
            return
        }
    }

    @Test func whatTheCallDidNotAcceptCannotBeRead() async throws {
        let answer = try await answer(200, "application/json", body: body("1"), accept: [])
        let reason = reason { _ = try answer.json("application/json", as: JSONValue.self) }
        guard case .malformedAnswer = reason else {
            Issue.record("\(String(describing: reason))")
            return
        }
    }

    @Test func theHeadTellsOfABodyThatDoesNotCome() async throws {
        let answer = try await answer(200, "application/json", body: body(""), method: "HEAD")
        #expect(answer.contentHead() == ContentHead(mediaType: "application/json"))
    }
}
