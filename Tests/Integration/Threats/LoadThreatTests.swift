import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// Rows 31 and 34 of `docs/THREATS.md`: more requests than can be served, or than are allowed.
@Suite(.serialized) struct LoadThreatTests {
    @Test("Threat 31: requests wait a bounded time for a connection that slow statements hold, and are told to return")
    func requestsWaitABoundedTimeForAConnection() async throws {
        try await ServiceFixture.with { service in
            let settings = ["DATABASE_POOL_SIZE": "2", "DATABASE_WAIT_SECONDS": "1", "INGESTION_WORKERS": "0"]
            try await service.withServer(settings) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                #expect(try await client.call("GET", "/files").status == 200)
                try await service.database.transaction("slow") { session in
                    _ = try await session.query(.once("lock", "LOCK TABLE file_uploads IN ACCESS EXCLUSIVE MODE"))
                    let holders = (0..<2).map { _ in Task { try await client.call("GET", "/files").status } }
                    try await Task.sleep(for: .milliseconds(300))
                    let start = ContinuousClock.now
                    let refused = try await client.call("GET", "/files")
                    #expect(start.duration(to: .now) < .seconds(3))
                    #expect(refused.status == 503)
                    #expect(refused.code == "database_unavailable")
                    #expect(refused.response.headers.contains { $0.name == "Retry-After" && $0.value == "2" })
                    let waiting = Task { try await client.call("GET", "/files").status }
                    try await Task.sleep(for: .milliseconds(200))
                    #expect(try await service.send("GET", server.url + "/health/live").status == 200)
                    _ = try await waiting.value
                    for holder in holders { holder.cancel() }
                }
                let isServed = try await service.eventually {
                    try await client.call("GET", "/files").status == 200 ? true : nil
                }
                #expect(isServed == true)
            }
        }
    }

    @Test("Threat 34: who asks is told by the token, whatever address the request claims to come from")
    func aSpoofedAddressBuysNoMoreSignings() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                for _ in 0..<10 { #expect(try await client.sign().status == 201) }
                for number in 1...5 {
                    let answer = try await client.call(
                        "POST", "/files/sign_upload", "{\"filename\":\"a.csv\",\"file_type\":\"source\"}",
                        headers: [
                            ("X-Forwarded-For", "203.0.113.\(number)"), ("Forwarded", "for=203.0.113.\(number)"),
                            ("X-Real-IP", "203.0.113.\(number)"),
                        ])
                    #expect(answer.status == 429)
                    #expect(answer.response.headers.contains { $0.name == "Retry-After" })
                }
            }
        }
    }
}
