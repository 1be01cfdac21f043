import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// A file that fails the worker every time, or takes its process along: it stops after five attempts, where an operator
/// sees it and decides.
@Suite(.serialized) struct PoisonedFileTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n2026-01-06,1,Poison\n".utf8)
    private static let harmless = Array("date,amount\n2026-01-05,7\n".utf8)

    /// A fault of the database that only this file's rows meet.
    private static let poison = [
        """
        CREATE FUNCTION be_poisoned() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$
        """,
        """
        CREATE TRIGGER poison BEFORE INSERT ON transactions FOR EACH ROW WHEN (NEW.description = 'Poison')
        EXECUTE FUNCTION be_poisoned()
        """,
    ]

    @Test func stopsAfterFiveAttemptsInTheDeadLetterAndIsRetriedOrDropped() async throws {
        try await ServiceFixture.with { service in
            for statement in Self.poison { try await service.database.query(.once("poison", statement)) }
            let environment = service.serverEnvironment
            try await service.withServer(["METRICS_SAMPLE_SECONDS": "1"]) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let poisoned = try await upload(Self.content, client)
                let job = try await death(service, server)
                #expect(job.attempts == 5)
                #expect(job.lastError?.contains("Poison") == false && job.lastError?.isEmpty == false)

                let status = try #require(try await client.finalStatus(poisoned))
                #expect(status["status"]?.string == "failed")
                #expect(status["error_message"]?.string == "processing failed repeatedly")
                #expect(try await LargeStatement.holdings(service) == [0, 0, 0, 0])
                #expect(try await shows("matchbot_jobs_dead{kind=\"ingest\"} 1", service, server))
                let list = try await CommandRun.matchbot(["jobs", "list", "--state", "dead"], environment: environment)
                #expect(list.status == 0 && list.output.contains(job.id.description))

                // It is in nobody's way.
                let harmless = try await upload(Self.harmless, client)
                #expect(try await client.finalStatus(harmless)?["status"]?.string == "ready")

                // Once the cause is mended the operator gives it another chance.
                try await service.database.query(.once("mend", "DROP TRIGGER poison ON transactions"))
                let retry = try await CommandRun.matchbot(
                    ["jobs", "retry", job.id.description], environment: environment)
                #expect(retry.status == 0, "\(retry.errors)")
                let ready = try await service.eventually {
                    try await client.finalStatus(poisoned)?["status"]?.string == "ready" ? true : nil
                }
                #expect(ready == true)
                #expect(try await client.finalStatus(poisoned)?["row_count"]?.integer == 2)
                #expect(try await shows("matchbot_jobs_dead{kind=\"ingest\"} 0", service, server))
            }
        }
    }

    @Test func stopsAfterItHasTakenFiveProcessesAlong() async throws {
        try await ServiceFixture.with { service in
            let environment = service.serverEnvironment.merging(["INGESTION_LEASE_SECONDS": "2"]) { _, new in new }
            let token = try await service.tokens.token(for: UUID())
            let file = try await service.withServer(["INGESTION_WORKERS": "0"]) { server in
                try await upload(Self.content, MatchBotClient(service, server, token: token))
            }
            try await DatabaseBarrier.with(
                .insert(into: "transactions", when: "NEW.description = 'Poison'"), service.database
            ) { barrier in
                for attempt in 1...5 {
                    let server = try await ServerProcess.start(environment: environment)
                    let claimed = try await service.eventually {
                        try await JobQueue(database: service.database).jobs(in: .running, limit: 1).first
                            .flatMap { $0.attempts == attempt && $0.leasedUntil ?? .distantPast > Date() ? true : nil }
                    }
                    #expect(claimed == true, "attempt \(attempt)")
                    await server.kill()
                }
            }
            try await service.withServer(["INGESTION_LEASE_SECONDS": "2", "METRICS_SAMPLE_SECONDS": "1"]) { server in
                let client = MatchBotClient(service, server, token: token)
                #expect(try await client.finalStatus(file)?["status"]?.string == "failed")
                let job = try await death(service, server)
                #expect(job.attempts == 5 && job.lastError == "the worker did not come back")
                #expect(try await shows("matchbot_jobs_dead{kind=\"ingest\"} 1", service, server))
                let drop = try await CommandRun.matchbot(
                    ["jobs", "drop", job.id.description], environment: service.serverEnvironment)
                #expect(drop.status == 0, "\(drop.errors)")
                #expect(try await shows("matchbot_jobs_dead{kind=\"ingest\"} 0", service, server))
                #expect(try await client.finalStatus(file)?["status"]?.string == "failed")
            }
            #expect(try await LargeStatement.holdings(service) == [0, 0, 0, 0])
        }
    }

    private func upload(_ content: [UInt8], _ client: MatchBotClient) async throws -> String {
        let signed = try await client.sign(size: content.count, contentType: "text/csv")
        let file = try #require(signed.json["file_id"]?.string)
        #expect(try await client.upload(content, signed).status == 200)
        #expect(try await client.confirm(file).status == 200)
        return file
    }

    /// The ingestion that died; its pauses between attempts, minutes in all, are cut short.
    private func death(_ service: ServiceFixture, _ server: ServerProcess) async throws -> JobSummary {
        let queue = JobQueue(database: service.database)
        let dead = try await service.eventually(within: 60) { () -> JobSummary? in
            try await service.database.query(
                .once(
                    "hurry",
                    "UPDATE jobs SET run_at = now() WHERE kind = 'ingest' AND state = 'ready' AND run_at > now()"))
            try await service.database.query(.once("wake", "SELECT pg_notify('jobs', 'ingest')"))
            return try await queue.jobs(in: .dead, limit: 9).first { $0.kind == "ingest" }
        }
        return try #require(dead, "\(server.log)")
    }

    /// Whether the metrics come to have a line; the queue is looked at once a second.
    private func shows(_ line: String, _ service: ServiceFixture, _ server: ServerProcess) async throws -> Bool {
        try await service.eventually {
            let answer = try await service.send("GET", server.url + "/metrics")
            return String(decoding: answer.body, as: UTF8.self).contains("\n\(line)\n") ? true : nil
        } ?? false
    }
}
