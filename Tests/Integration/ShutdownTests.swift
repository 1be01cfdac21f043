import ContractRuntime
import Foundation
import TestSupport
import Testing

/// What happens to clients when the service is told to stop.
@Suite struct ShutdownTests {
    private func head(_ token: String, length: Int) -> String {
        "POST /api/v1/files/confirm HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(length)\r\n\r\n"
    }

    @Test func isNotReadyAtOnceAndEndsWhatIsUnderWay() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["SHUTDOWN_DELAY_SECONDS": "1"]) { server in
                let token = try await service.tokens.token(for: UUID())
                let idle = try RawConnection(port: server.port)
                idle.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await idle.received(until: { $0.contains("alive") })
                let busy = try RawConnection(port: server.port)
                busy.send(head(token, length: 2) + "{")
                let isReady = try await service.eventually {
                    try await service.send("GET", server.url + "/health/ready").status == 200 ? true : nil
                }
                #expect(isReady == true)

                kill(server.processIdentifier, SIGTERM)
                let readiness = try await service.eventually(within: 5) {
                    let answer = try await service.send("GET", server.url + "/health/ready")
                    return answer.status == 503 ? answer : nil
                }
                #expect(readiness.map { String(decoding: $0.body, as: UTF8.self).contains("is stopping") } == true)
                #expect(try await service.send("GET", server.url + "/health/live").status == 200)

                #expect(try await idle.received().isClosed)
                try await Task.sleep(for: .milliseconds(300))
                #expect(throws: RawConnection.Failure.self) { _ = try RawConnection(port: server.port) }
                #expect(server.isRunning)
                busy.send("}")
                let last = try await busy.received()
                #expect(last.text.hasPrefix("HTTP/1.1 422"), "\(last.text)")
                #expect(last.text.lowercased().contains("connection: close"))
                #expect(last.isClosed)
                #expect(await server.ended() == 0)
            }
        }
    }

    @Test func cutsOffWhatOutlastsTheGraceAndStillEndsInOrder() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["SHUTDOWN_GRACE_SECONDS": "1"]) { server in
                let busy = try RawConnection(port: server.port)
                busy.send(head(try await service.tokens.token(for: UUID()), length: 1_000))
                try await Task.sleep(for: .milliseconds(300))
                kill(server.processIdentifier, SIGTERM)
                #expect(try await busy.received().isClosed)
                #expect(await server.ended() == 0)
            }
        }
    }

    @Test func endsAtOnceWhenItIsToldTwice() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let busy = try RawConnection(port: server.port)
                busy.send(head(try await service.tokens.token(for: UUID()), length: 1_000))
                try await Task.sleep(for: .milliseconds(300))
                kill(server.processIdentifier, SIGTERM)
                try await Task.sleep(for: .milliseconds(500))
                #expect(server.isRunning)
                let start = ContinuousClock.now
                #expect(await server.stop() == 128 + SIGTERM)
                let elapsed = ContinuousClock.now - start
                #expect(elapsed < .seconds(5))
            }
        }
    }
}
