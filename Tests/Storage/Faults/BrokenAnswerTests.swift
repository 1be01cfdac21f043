import NIOCore
import Storage
import Testing

@Suite struct BrokenAnswerTests {
    private let head = "HTTP/1.1 200 OK\r\nETag: \"ab\"\r\nContent-Length: "

    @Test func aBodyThatEndsEarlyIsTruncated() async throws {
        try await FaultServer.with(answer: head + "10\r\n\r\n12345") { server async throws in
            let stream = try await server.store.get(server.location)
            #expect(stream.metadata.size == 10)
            var received = 0
            let error = try await failure {
                for try await chunk in stream { received += chunk.readableBytes }
            }
            #expect(error.code == .truncatedBody)
            #expect(error.isRetryable)
            #expect(received <= 5)
        }
    }

    @Test func aBodyThatStandsStillTimesOut() async throws {
        try await FaultServer.with(answer: head + "10\r\n\r\n12345", ending: .hang, timeout: .seconds(6)) {
            server async throws in
            let stream = try await server.store.get(server.location)
            let start = ContinuousClock.now
            let error = try await failure { for try await _ in stream {} }
            #expect(error.code == .timeout)
            #expect(start.duration(to: .now) < .seconds(30))
        }
    }

    @Test func aBodyThatDripsTimesOut() async throws {
        let answer = head + "1000\r\n\r\n"
        try await FaultServer.with(answer: answer, ending: .drip(every: .milliseconds(50)), timeout: .seconds(6)) {
            server async throws in
            let stream = try await server.store.get(server.location)
            let start = ContinuousClock.now
            #expect(try await failure { for try await _ in stream {} }.code == .timeout)
            #expect(start.duration(to: .now) < .seconds(30))
        }
    }

    @Test func aCancelledReaderStops() async throws {
        try await FaultServer.with(answer: head + "10\r\n\r\n12345", ending: .hang, timeout: .seconds(6)) {
            server async throws in
            let task = Task {
                let stream = try await server.store.get(server.location)
                return try await failure {
                    for try await _ in stream { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            #expect(try await task.value.code == .cancelled)
        }
    }

    @Test func aStoreThatNeverAnswersTimesOut() async throws {
        try await FaultServer.with(answer: "", ending: .hang, timeout: .seconds(6)) { server async throws in
            let start = ContinuousClock.now
            #expect(try await failure { try await server.store.head(server.location) }.code == .timeout)
            #expect(start.duration(to: .now) < .seconds(30))
        }
    }

    @Test func aListingThatDripsTimesOut() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<ListBucketResult>"
        try await FaultServer.with(answer: answer, ending: .drip(every: .milliseconds(50)), timeout: .seconds(6)) {
            server async throws in
            let error = try await failure {
                try await server.store.list(bucket: "b", prefix: "", continuationToken: nil, limit: 1)
            }
            #expect(error.code == .timeout)
        }
    }

    @Test func aConnectionClosedWithoutAnAnswerIsConnectionFailed() async throws {
        try await FaultServer.with(answer: "") { server async throws in
            #expect(try await failure { try await server.store.head(server.location) }.code == .connectionFailed)
        }
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"])
    func whatIsNoHTTPIsConnectionFailed(answer: String) async throws {
        try await FaultServer.with(answer: answer) { server async throws in
            #expect(try await failure { try await server.store.head(server.location) }.code == .connectionFailed)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nConnection: close\r\n\r\nx",
    ])
    func anObjectWithoutLengthOrTagIsMalformed(answer: String) async throws {
        try await FaultServer.with(answer: answer) { server async throws in
            #expect(try await failure { try await server.store.get(server.location) }.code == .malformedResponse)
        }
    }

    @Test(arguments: ["", "not XML", "<html></html>", "<ListBucketResult>"])
    func aListingThatIsNoneIsMalformed(body: String) async throws {
        try await FaultServer.with(answer: answer("200 OK", body: body)) { server async throws in
            let error = try await failure {
                try await server.store.list(bucket: "b", prefix: "", continuationToken: nil, limit: 1)
            }
            #expect(error.code == .malformedResponse)
        }
    }

    @Test func anAnswerAboveOneMebibyteIsMalformed() async throws {
        let body = String(repeating: "x", count: 1_048_577)
        try await FaultServer.with(answer: answer("200 OK", body: body)) { server async throws in
            let error = try await failure { try await server.store.listBuckets() }
            #expect(error.code == .malformedResponse)
        }
    }

    private func answer(_ status: String, body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
