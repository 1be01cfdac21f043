import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// The store or the database away, at start and in between.
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
            let proxy = try await FaultProxy.start(to: service.environment.databaseURL)
            var environment = service.serverEnvironment
            environment["DATABASE_URL"] = proxy.rewrite(environment["DATABASE_URL"] ?? "")
            try await service.withServer(environment) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                #expect(try await client.sign().status == 201)
                try await proxy.set(.refuse)
                let refused = try await client.call("GET", "/files")
                #expect(refused.status == 503)
                #expect(refused.code == "database_unavailable")
                #expect(!String(decoding: refused.response.body, as: UTF8.self).contains("postgres"))
                #expect(try await service.send("GET", server.url + "/health/ready").status == 503)
                #expect(try await service.send("GET", server.url + "/health/live").status == 200)
                try await proxy.set(nil)
                let recovered = try await service.eventually {
                    try await client.call("GET", "/files").status == 200 ? true : nil
                }
                #expect(recovered == true)
            }
            try await proxy.set(.refuse)
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
