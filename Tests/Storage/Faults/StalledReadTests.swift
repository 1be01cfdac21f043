import Testing

@testable import Storage

@Suite struct StalledReadTests {
    private let answer = "HTTP/1.1 206 Partial Content\r\nETag: \"ab\"\r\nContent-Length: 10\r\n\r\n12345"

    @Test func aReadWithATimeOfItsOwnEndsLongBeforeTheConnectionIsGivenUp() async throws {
        try await FaultServer.with(answer: answer, ending: .hang, timeout: .seconds(20)) { server async throws in
            let store = server.store.direct(within: .milliseconds(500))
            let start = ContinuousClock.now
            let error = try await failure { try await store.read(server.location, from: 0, count: 10) }
            #expect(error.code == .timeout)
            #expect(start.duration(to: .now) < .seconds(10))
        }
    }

    @Test func aReadEndsWithTheBytesItWasAskedForThoughMoreWouldCome() async throws {
        try await FaultServer.with(answer: answer, ending: .hang, timeout: .seconds(20)) { server async throws in
            let bytes = try await server.store.read(server.location, from: 0, count: 3)
            #expect(bytes == Array("123".utf8))
        }
    }
}
