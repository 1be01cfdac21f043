import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// The store or the database away, at start and in between, and the service killed in the middle of its work.
@Suite(.serialized) struct OutageTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)

    @Test func goesOnSigningAndConfirmingWhileTheStoreIsDown() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["MINIO_ENDPOINT": "127.0.0.1:1"]) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign()
                #expect(signed.status == 201)
                let answer = try await client.confirm(signed.json["file_id"]?.string ?? "")
                #expect(answer.status == 202)
                #expect(answer.json["processing_status"]?.string == "queued")
                let health = try await service.send("GET", server.url + "/health/storage")
                #expect(health.status == 503)
                #expect(try await service.send("GET", server.url + "/health/live").status == 200)
            }
        }
    }

    @Test func answersUnavailableWhileTheDatabaseIsDownAndRecoversWithoutARestart() async throws {
        try await ServiceFixture.with { service in
            let proxy = try await TCPGate.start(to: service.environment.databaseURL)
            var environment = service.serverEnvironment
            environment["DATABASE_URL"] = proxy.rewrite(environment["DATABASE_URL"] ?? "")
            try await service.withServer(environment) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                #expect(try await client.sign().status == 201)
                await proxy.close()
                let refused = try await client.call("GET", "/files")
                #expect(refused.status == 503)
                #expect(refused.code == "database_unavailable")
                #expect(!String(decoding: refused.response.body, as: UTF8.self).contains("postgres"))
                #expect(try await service.send("GET", server.url + "/health/ready").status == 503)
                #expect(try await service.send("GET", server.url + "/health/live").status == 200)
                try await proxy.open()
                let recovered = try await service.eventually {
                    try await client.call("GET", "/files").status == 200 ? true : nil
                }
                #expect(recovered == true)
            }
            await proxy.close()
        }
    }

    @Test func leavesExactlyTheRowsOfTheFileWhenItIsKilledAtAnyPoint() async throws {
        try await ServiceFixture.with { service in
            let rows = 60_000
            var text = "date,amount,description\n"
            for row in 0..<rows { text += "2026-01-\(10 + row % 19),\(row).25,Row \(row)\n" }
            let content = Array(text.utf8)
            let token = try await service.tokens.token(for: UUID())
            var file = ""
            try await service.withServer(["INGESTION_WORKERS": "0"]) { server in
                let client = MatchBotClient(service, server, token: token)
                let signed = try await client.sign(size: content.count, contentType: "text/csv")
                file = try #require(signed.json["file_id"]?.string)
                #expect(try await client.upload(content, signed).status == 200)
                #expect(try await client.confirm(file).status == 200)
            }
            // Four lives are cut short after different times; the fifth may end the work.
            for delay in [10, 60, 150, 300] {
                let server = try await ServerProcess.start(
                    environment: service.serverEnvironment.merging(["INGESTION_LEASE_SECONDS": "2"]) { _, new in new })
                try await Task.sleep(for: .milliseconds(delay))
                await server.kill()
                try await Task.sleep(for: .milliseconds(2_100))
            }
            try await service.withServer(["INGESTION_LEASE_SECONDS": "2"]) { server in
                let client = MatchBotClient(service, server, token: token)
                let status = try await client.finalStatus(file, within: 60)
                #expect(status?["status"]?.string == "ready")
                #expect(status?["row_count"]?.integer == Int64(rows))
            }
            var job = try await service.database.query(
                .once("attempts", "SELECT attempts::int8 FROM jobs WHERE kind = 'ingest'")
            ).first
            #expect(try (job?.integer() ?? 0) > 1, "no life was cut short while it worked, so this shows nothing")
            let stored = try await service.database.query(.once("count", "SELECT 1 FROM transactions")).count
            #expect(stored == rows)
        }
    }

    /// Another replica holds the lock under which the schema is changed: requests must wait, not fail as our mistake.
    @Test func isNotReadyBeforeTheSchemaIsUpToDate() async throws {
        try await ServiceFixture.with { service in
            try await service.database.query(.once("drop", "DROP TABLE schema_migrations, jobs, file_uploads CASCADE"))
            try await service.database.transaction { session in
                _ = try await session.query(.once("lock", "SELECT pg_advisory_xact_lock(5566240000000001)"))
                try await service.withServer { server in
                    let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                    let ready = try await client.service.send("GET", server.url + "/health/ready")
                    #expect(ready.status == 503)
                    #expect(String(decoding: ready.body, as: UTF8.self).contains("schema"))
                    let answer = try await client.call("GET", "/files")
                    #expect(answer.status == 503)
                    #expect(answer.code == "database_unavailable")
                }
            }
        }
    }

    @Test func endsInOrderWhenItIsAskedToStop() async throws {
        try await ServiceFixture.with { service in
            let server = try await ServerProcess.start(environment: service.serverEnvironment)
            let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
            #expect(try await client.sign().status == 201)
            #expect(await server.stop() == 0)
        }
    }
}
