import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// The commands of `matchbot` besides `serve`, run as an operator runs them.
@Suite(.serialized) struct CommandTests {
    @Test func namesEveryMistakeOfTheConfigurationAndExits() async throws {
        let run = try await CommandRun.matchbot(
            ["serve"],
            environment: [
                "MATCHBOT_PORT": "eighty", "JWT_SECRET": "short-and-secret",
                "MINIO_ENDPOINT": "ftp://user:hunter2@host", "LOG_LEVEL": "loud",
            ])
        #expect(run.status == 78)
        let names = [
            "MATCHBOT_PORT", "JWT_SECRET", "MINIO_ENDPOINT", "LOG_LEVEL", "DATABASE_URL", "MINIO_ACCESS_KEY",
            "MINIO_SECRET_KEY",
        ]
        for name in names { #expect(run.errors.contains(name), "\(name)") }
        #expect(!run.errors.contains("hunter2") && !run.errors.contains("short-and-secret"))
    }

    @Test func makesTokensThatTheServiceTakes() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let run = try await CommandRun.matchbot(["token"], environment: service.serverEnvironment)
                #expect(run.status == 0)
                let token = run.output.trimmingCharacters(in: .whitespacesAndNewlines)
                #expect(try await MatchBotClient(service, server, token: token).call("GET", "/files").status == 200)
            }
        }
    }

    @Test func migratesOnceAndThenHasNothingToDo() async throws {
        try await ServiceFixture.with { service in
            let run = try await CommandRun.matchbot(["migrate"], environment: service.serverEnvironment)
            #expect(run.status == 0)
            #expect(run.output == "The schema is up to date.\n")
        }
    }

    @Test func listsRetriesAndDropsJobs() async throws {
        try await ServiceFixture.with { service in
            let environment = service.serverEnvironment
            let queue = JobQueue(database: service.database)
            let dead = try await queue.enqueue(.deleteObject(bucket: "none", key: "gone.csv"))
            let ready = try await queue.enqueue(.deleteObject(bucket: "none", key: "kept.csv"), after: .seconds(3_600))
            try await service.database.query(
                .once("kill", "UPDATE jobs SET state = 'dead', attempts = 5 WHERE id = $1::uuid"), [.id(dead)])

            let list = try await CommandRun.matchbot(["jobs", "list", "--state", "dead"], environment: environment)
            #expect(list.status == 0)
            #expect(list.output.contains(dead.description) && !list.output.contains(ready.description))

            let json = try await CommandRun.matchbot(["jobs", "list", "--json"], environment: environment)
            let jobs = try JSONValue.read(jsonBytes: Array(json.output.utf8)).elements
            #expect(Set(jobs.compactMap { $0["id"]?.string }) == [dead.description, ready.description])

            #expect(
                try await CommandRun.matchbot(["jobs", "retry", "--all-dead"], environment: environment).status == 0)
            #expect(try await queue.jobs(in: .dead, limit: 9).isEmpty)

            let drop = try await CommandRun.matchbot(["jobs", "drop", ready.description], environment: environment)
            #expect(drop.status == 0)
            #expect(try await queue.jobs(in: .ready, limit: 9).count == 1)
            let again = try await CommandRun.matchbot(["jobs", "drop", ready.description], environment: environment)
            #expect(again.status != 0)
        }
    }

    @Test func keepsHouseDryAndForReal() async throws {
        try await ServiceFixture.with { service in
            for arguments in [["housekeeping", "--dry-run"], ["housekeeping"]] {
                let run = try await CommandRun.matchbot(arguments, environment: service.serverEnvironment)
                #expect(run.status == 0, "\(run.errors)")
                #expect(!run.output.isEmpty)
            }
        }
    }
}
