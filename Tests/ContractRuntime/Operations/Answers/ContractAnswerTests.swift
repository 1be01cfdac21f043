import Testing

@testable import ContractRuntime

@Suite struct ContractAnswerTests {
    private func answer(
        _ status: Int, headers: [HeaderField] = [], body: ByteStream, timeout: Duration? = nil
    ) -> ContractAnswer {
        ContractAnswer(
            ClientAnswer(status: status, headers: headers, body: body), to: "read", limit: 100, timeout: timeout)
    }

    private static let json = [HeaderField("Content-Type", "application/json")]

    /// A body whose end never comes.
    private static var endless: ByteStream {
        ByteStream(AsyncStream<[UInt8]> { $0.yield(Array("{".utf8)) })
    }

    @Test(.timeLimit(.minutes(1))) func aBodyThatNeverEndsIsCutOff() async throws {
        let answer = answer(200, headers: Self.json, body: Self.endless, timeout: .milliseconds(50))
        let error = await #expect(throws: ClientError.self) {
            try await answer.json("application/json", as: JSONValue.self)
        }
        guard case .transport(.timedOut) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [200, 204, 205, 304])
    func aBodyThatNobodyWantsIsCutOff(_ status: Int) async {
        await answer(status, body: Self.endless).discard()
    }

    @Test(arguments: [204, 205, 304]) func aStatusWithoutContentHasNoMediaType(_ status: Int) {
        let answer = answer(status, body: ByteStream([]))
        let error = #expect(throws: ClientError.self) { try answer.mediaType(among: ["application/json"]) }
        guard case .statusWithoutContent(status) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aMediaTypeThatIsMissingElsewhereIsNotTheDeclaredOne() {
        let answer = answer(200, body: ByteStream([]))
        let error = #expect(throws: ClientError.self) { try answer.mediaType(among: ["application/json"]) }
        guard case .unexpectedMediaType(nil, status: 200, expected: ["application/json"]) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
