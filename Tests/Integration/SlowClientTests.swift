import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// Clients that send slowly or without end: they are cut off, and everyone else is served meanwhile.
@Suite(.serialized) struct SlowClientTests {
    @Test func cutsABodyThatDrips() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["REQUEST_SECONDS": "1"]) { server in
                let token = try await service.tokens.token(for: UUID())
                let connection = try RawConnection(port: server.port)
                let head =
                    "POST /api/files/confirm HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
                #expect(connection.send(Array(head.utf8)))
                var isCut = false
                for _ in 0..<100 where !isCut {
                    try await Task.sleep(for: .milliseconds(100))
                    isCut = !connection.send([0x20])
                }
                #expect(isCut)
                #expect(try await service.send("GET", server.url + "/health/live").status == 200)
                let page = try await MetricsPage.read(service, server)
                #expect(page["matchbot_http_connections_cut_total{reason=\"slow_body\"}"] == 1)
            }
        }
    }

    /// Without a token: the answer is there at once, and the rest of the body is not read for ever.
    @Test func answersAndCutsABodyWithoutEnd() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let connection = try RawConnection(port: server.port)
                let head = "POST /api/files/confirm HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                #expect(connection.send(Array(head.utf8)))
                let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 65_536) + Array("\r\n".utf8)
                var sent = 0
                while sent < 2_000, connection.send(chunk) { sent += 1 }
                #expect(sent < 2_000, "130 MB were read")
            }
        }
    }

    @Test func answersMalformedChunksAsTheClientsMistake() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let token = try await service.tokens.token(for: UUID())
                let connection = try RawConnection(port: server.port)
                let head =
                    "POST /api/files/confirm HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                #expect(connection.send(Array(head.utf8)))
                var answer = ""
                for _ in 0..<100 where answer.isEmpty {
                    try await Task.sleep(for: .milliseconds(50))
                    answer = connection.read() ?? ""
                }
                #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(100))")
            }
        }
    }

    @Test func cutsAHeadThatDripsAndAConnectionThatSaysNothing() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["HEADER_SECONDS": "1"]) { server in
                let silent = try RawConnection(port: server.port)
                let slow = try RawConnection(port: server.port)
                slow.send("GET /health/live HTTP/1.1\r\nHost: x\r\n")
                let start = ContinuousClock.now
                var isCut = false
                while !isCut, ContinuousClock.now - start < .seconds(10) {
                    try await Task.sleep(for: .milliseconds(100))
                    isCut = !slow.send("X-Slow: 1\r\n")
                }
                #expect(isCut)
                let end = try await silent.received()
                #expect(end.isClosed)
                #expect(end.text.isEmpty)
                let metrics = try await service.send("GET", server.url + "/metrics")
                let figures = String(decoding: metrics.body, as: UTF8.self)
                #expect(figures.contains("matchbot_http_connections_cut_total{reason=\"slow_head\"} 2"))
            }
        }
    }

    @Test func closesAnIdleConnectionAfterItsTime() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["IDLE_SECONDS": "1"]) { server in
                let connection = try RawConnection(port: server.port)
                for _ in 0..<2 {
                    connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                    #expect(try await connection.received(until: { $0.contains("alive") }).isClosed == false)
                }
                #expect(try await connection.received().isClosed)
            }
        }
    }

    @Test func answersAHeadThatIsTooLargeAndGarbageAsProblems() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["HEADER_BYTES": "4096", "HEADER_FIELDS": "20"]) { server in
                let start = "GET /health/live HTTP/1.1\r\nHost: x\r\n"
                let requests = [
                    (431, start + "X-Long: " + String(repeating: "x", count: 5_000) + "\r\n\r\n"),
                    (431, start + (0..<30).map { "X-\($0): y\r\n" }.joined() + "\r\n"),
                    (431, "GET /" + String(repeating: "x", count: 5_000)), (400, "\u{16}\u{3}\u{1} hello\r\n\r\n"),
                    (400, "GET / HTTP/1.1\r\nHost : x\r\n\r\n"),
                ]
                for (status, text) in requests {
                    let connection = try RawConnection(port: server.port)
                    connection.send(text)
                    let answer = try await connection.received()
                    #expect(
                        answer.text.hasPrefix("HTTP/1.1 \(status) "), "\(text.prefix(60)) \(answer.text.prefix(200))")
                    #expect(answer.text.contains("application/problem+json"))
                    #expect(answer.text.lowercased().contains("connection: close"))
                    #expect(answer.isClosed)
                }
                #expect(try await service.send("GET", server.url + "/health/live").status == 200)
            }
        }
    }

    @Test func cutsGarbageOffThatFollowsARequest() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let connection = try RawConnection(port: server.port)
                connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n\u{1}\u{2}garbage\r\n\r\n")
                let answer = try await connection.received()
                #expect(answer.text.hasPrefix("HTTP/1.1 200"))
                #expect(answer.text.contains("HTTP/1.1 400"))
                #expect(answer.isClosed)
            }
        }
    }
}
