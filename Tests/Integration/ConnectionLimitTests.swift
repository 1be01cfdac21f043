import ContractRuntime
import Foundation
import TestSupport
import Testing

/// More connections than anyone needs.
@Suite(.serialized) struct ConnectionLimitTests {
    @Test func answersHealthWhileFiveThousandConnectionsAreIdle() async throws {
        try #require(RawConnection.raiseLimit() >= 11_000, "the operating system allows too few sockets for this")
        try await ServiceFixture.with { service in
            try await service.withServer(["HEADER_SECONDS": "120"]) { server in
                var idle: [RawConnection] = []
                for _ in 0..<5_000 { idle.append(try RawConnection(port: server.port)) }
                let start = ContinuousClock.now
                for _ in 0..<20 {
                    let connection = try RawConnection(port: server.port)
                    connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    #expect(try await connection.received(until: { $0.contains("alive") }).text.contains("200 OK"))
                }
                let elapsed = ContinuousClock.now - start
                #expect(elapsed < .seconds(10))
                #expect(try await service.send("GET", server.url + "/health/ready").status == 200)
                let metrics = try await service.send("GET", server.url + "/metrics")
                let figures = String(decoding: metrics.body, as: UTF8.self)
                #expect(figures.contains("matchbot_http_connections 50"))
                #expect(idle.allSatisfy { $0.read() == "" })
            }
        }
    }

    @Test func closesTheLongestIdleConnectionsBeyondTheLimitAndServesNewOnes() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["MAX_CONNECTIONS": "20", "HEADER_SECONDS": "120"]) { server in
                let token = try await service.tokens.token(for: UUID())
                // A request under way is not given up for connections that do nothing.
                let busy = try RawConnection(port: server.port)
                busy.send(
                    "POST /api/v1/files/confirm HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{")
                try await Task.sleep(for: .milliseconds(200))
                var idle: [RawConnection] = []
                for _ in 0..<60 {
                    idle.append(try RawConnection(port: server.port))
                    try await Task.sleep(for: .milliseconds(5))
                }
                let first = try await idle[0].received()
                #expect(first.isClosed)
                #expect(idle.suffix(10).allSatisfy { $0.read() == "" })
                idle[59].send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(try await idle[59].received(until: { $0.contains("alive") }).text.hasPrefix("HTTP/1.1 200"))
                busy.send("}")
                #expect(try await busy.received(until: { $0.contains("\r\n\r\n") }).text.hasPrefix("HTTP/1.1 422"))
            }
        }
    }
}
