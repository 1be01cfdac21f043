import ContractRuntime
import Foundation
import TestSupport
import Testing

/// Clients that vanish without a word, whatever their connection is in the middle of.
///
/// Not a client that closes or is killed, for its kernel would say so: the client's socket drops everything that arrives
/// (`RawConnection.vanish`), so that the server's bytes stay without acknowledgement, as behind a cut cable.
@Suite(.serialized) struct HalfOpenConnectionTests {
    /// What the connection is in the middle of.
    enum Moment: String, CaseIterable, CustomTestStringConvertible {
        case beforeItsFirstHead, withinAHead, withinABody, betweenRequests, withAnswersOnTheWay

        var testDescription: String { rawValue }

        /// What the cut is counted as.
        var reason: String {
            switch self {
            case .beforeItsFirstHead, .withinAHead: "slow_head"
            case .withinABody: "slow_body"
            case .betweenRequests: "idle"
            case .withAnswersOnTheWay: "slow_reader"
            }
        }
    }

    private static let bound = 2
    private static let bounds = Dictionary(
        uniqueKeysWithValues: ["HEADER_SECONDS", "REQUEST_SECONDS", "IDLE_SECONDS", "ANSWER_SECONDS"].map {
            ($0, String(bound))
        })

    @Test(arguments: Moment.allCases) func isCutWithinTheBound(_ moment: Moment) async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(Self.bounds) { server in
                let token = try await service.tokens.token(for: UUID())
                let connection = try RawConnection(port: server.port)
                try await bring(connection, into: moment, token: token)
                try connection.vanish()
                #expect(try connection.isHeldOpen())
                let start = ContinuousClock.now
                let isCut = try await service.eventually(within: 10) { try connection.isHeldOpen() ? nil : true }
                let elapsed = ContinuousClock.now - start
                #expect(isCut == true, "\(moment)")
                // A bound that begins while another one is awaited is looked at two seconds late at most.
                #expect(elapsed < .seconds(Self.bound + 2 + 2), "\(elapsed)")
                #expect(connection.read() == "", "the client must not have learnt of it")
                #expect(try await service.send("GET", server.url + "/health/live").status == 200)
                let page = try await MetricsPage.read(service, server)
                #expect(page["matchbot_http_connections_cut_total{reason=\"\(moment.reason)\"}"] == 1)
            }
        }
    }

    private func bring(_ connection: RawConnection, into moment: Moment, token: String) async throws {
        let live = "GET /health/live HTTP/1.1\r\nHost: x\r\n"
        switch moment {
        case .beforeItsFirstHead: break
        case .withinAHead: connection.send(live)
        case .withinABody:
            connection.send(
                "POST /api/files/confirm HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            try await Task.sleep(for: .milliseconds(300))
        case .betweenRequests:
            connection.send(live + "\r\n")
            let answer = try await connection.received(until: { $0.contains("alive") })
            #expect(answer.text.contains("alive"))
        case .withAnswersOnTheWay:
            // Some twenty megabytes, which no buffer of a socket holds.
            let request = "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n"
            connection.send(String(repeating: request, count: 250))
        }
    }
}
