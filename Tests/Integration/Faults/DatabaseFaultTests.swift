import ContractRuntime
import Foundation
import TestSupport
import Testing

/// Each step of each flow while the way to PostgreSQL fails, with a COPY under way, and recovery without a restart.
@Suite(.serialized) struct DatabaseFaultTests {
    /// A fault and whether statements get through all the same.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let fault: Fault
        var isAnswered = false
        var testDescription: String { name }

        static let all = [
            Case(name: "refuse", fault: .refuse),
            Case(name: "hang", fault: .hang),
            Case(name: "reset at start", fault: .reset(afterAnswered: 0)),
            Case(name: "reset in the middle of an answer", fault: .reset(afterAnswered: 20)),
            Case(name: "truncate", fault: .truncate(afterAnswered: 20)),
            Case(name: "delay", fault: .delay(100), isAnswered: true),
        ]
    }

    @Test(arguments: Case.all) func losesNothingAndRecovers(from fault: Case) async throws {
        let statement = LargeStatement()
        try await FaultedService.with { faulted in
            let files = try await FaultedFiles.prepare(
                faulted, statement: statement.content, statementRows: Int64(statement.stored))
            try await copyHalf(faulted)
            try await faulted.database.set(fault.fault)
            try await faulted.store.set(nil)
            async let housekeeping = faulted.housekeeping()
            try await meanwhile(fault, faulted, files)
            let command = try await housekeeping
            #expect(command.status == (fault.isAnswered ? 0 : 1), "\(command.errors)")
            try await faulted.database.set(nil)
            let lifted = ContinuousClock.now
            let signed = try await signedAfterwards(faulted)
            #expect(lifted.duration(to: .now) < .seconds(8), "the pool came back late")
            try await files.expectTheirEnd(faulted, others: [signed])
        }
    }

    /// While nothing passes the worker can neither go on nor say that it lives. It must not hold its rows for longer than
    /// its lease: from then on another worker may want to write them.
    @Test func aCopyThatHangsIsGivenUpWithTheLeaseAndItsSessionEndsWithTheConnection() async throws {
        let statement = LargeStatement()
        try await FaultedService.with { faulted in
            try await faulted.holdIngestions()
            let file = try await faulted.upload(statement.content)
            #expect(try await faulted.client.confirm(file).status == 200)
            try await faulted.stopHolding()
            try await copyHalf(faulted)
            try await faulted.database.set(.hang)
            try await faulted.store.set(nil)
            let start = ContinuousClock.now
            let isGivenUp = try await faulted.service.eventually(within: 30) {
                faulted.server.log.contains("Job ended") ? true : nil
            }
            #expect(isGivenUp == true)
            // The lease of 3 s, or a second in which nothing was taken; then one statement to give the job back.
            #expect(start.duration(to: .now) < .seconds(9), "\(faulted.server.log.suffix(2_000))")
            try await faulted.database.set(nil)
            let isEnded = try await faulted.service.eventually(within: 5) {
                let copies = try await faulted.number(
                    "SELECT count(*) FROM pg_stat_progress_copy WHERE datname = current_database()")
                return copies == 0 ? true : nil
            }
            #expect(isEnded == true, "the server still waits for the connection that was given up")
            let isReady = try await faulted.service.eventually(within: 30) {
                try await faulted.releaseJobs()
                return try await faulted.status(of: file) == "ready" ? true : nil
            }
            #expect(isReady == true, "\(faulted.server.log.suffix(2_000))")
            #expect(try await LargeStatement.holdings(faulted.service) == statement.holdings)
            try await Invariants.expect(faulted)
        }
    }

    /// Lets the worker read and write a part of the statement, and stand in the middle of its COPY.
    private func copyHalf(_ faulted: FaultedService) async throws {
        try await faulted.store.set(.stall(afterAnswered: 1_500_000))
        try await faulted.releaseJobs()
        let isCopying = try await faulted.service.eventually {
            let copies = try await faulted.number(
                "SELECT count(*) FROM pg_stat_progress_copy WHERE datname = current_database() AND tuples_processed > 0"
            )
            return copies > 0 && faulted.store.isStalled ? true : nil
        }
        #expect(isCopying == true, "no COPY is under way:\n\(faulted.server.log)")
    }

    private func meanwhile(_ fault: Case, _ faulted: FaultedService, _ files: FaultedFiles) async throws {
        let client = faulted.client
        func allowed(_ status: Int) -> Set<Int> { [fault.isAnswered ? status : 503] }
        let steps: [(String, @Sendable () async throws -> MatchBotClient.Answer, Int)] = [
            ("sign", { try await client.sign() }, 201),
            ("confirm", { try await client.confirm(files.uploaded) }, 200),
            ("status", { try await client.call("GET", "/files/\(files.ready)/status") }, 200),
            ("list", { try await client.call("GET", "/files") }, 200),
            ("download_url", { try await client.call("POST", "/files/\(files.ready)/download_url") }, 200),
            ("delete", { try await client.call("DELETE", "/files/\(files.doomed)") }, 204),
        ]
        for (name, step, status) in steps {
            let start = ContinuousClock.now
            faulted.expect(try await step(), allowed(status), name)
            // The wait for a connection, one statement with its grace, and as much again for a repeated read.
            #expect(start.duration(to: .now) < .seconds(10), "\(name) took too long")
        }
        let url = faulted.server.url
        #expect(
            try await faulted.service.send("GET", url + "/health/ready").status == (fault.isAnswered ? 200 : 503))
        #expect(try await faulted.service.send("GET", url + "/health/live").status == 200)
        #expect(try await faulted.storageHealth() == [200, 200, 200])
    }

    /// Signs as soon as the service takes it, and uploads.
    private func signedAfterwards(_ faulted: FaultedService) async throws -> String {
        let signed = try await faulted.service.eventually(within: 30) {
            let answer = try await faulted.client.sign(
                size: FaultedFiles.content.count, contentType: "text/csv")
            faulted.expect(answer, [201, 503], "sign afterwards")
            return answer.status == 201 ? answer : nil
        }
        let answer = try #require(signed, "the database is not used again:\n\(faulted.server.log.suffix(3_000))")
        #expect(try await faulted.client.upload(FaultedFiles.content, answer).status == 200)
        return try #require(answer.json["file_id"]?.string)
    }
}
