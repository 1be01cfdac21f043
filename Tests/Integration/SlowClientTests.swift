import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// Clients that send slowly or without end: they are cut off, and everyone else is served meanwhile.
@Suite(.serialized) struct SlowClientTests {
    /// A connection on a socket of its own, for what no HTTP client would send.
    private final class RawConnection {
        let descriptor: Int32

        init(port: Int) throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            try #require(status == 0)
        }

        deinit { close(descriptor) }

        /// Sends bytes; false when the connection is gone.
        func send(_ bytes: [UInt8]) -> Bool {
            Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        }

        func receive() -> String {
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }
    }

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
                #expect(page["matchbot_http_connections_cut_total{reason=\"slow\"}"] == 1)
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
                    answer = connection.receive()
                }
                #expect(answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(100))")
            }
        }
    }
}
