import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// `kill -9` at each step of an ingestion, and at times spread over all of it: the next life leaves exactly the rows of
/// the file, once.
@Suite(.serialized) struct IngestionKillTests {
    /// The step that a life is cut short in, and what has to be seen before.
    enum Step: String, CaseIterable, CustomTestStringConvertible {
        case claimed, opening, downloading, copyingTransactions, copyingRejectedRows, finishing, committing, committed

        var testDescription: String { rawValue }

        /// Where the database holds the worker up; nil for steps that are reached otherwise.
        var barrier: DatabaseBarrier.Moment? {
            switch self {
            case .claimed: .update(of: "file_uploads", when: "NEW.status = 'processing'")
            case .copyingTransactions:
                .insert(into: "transactions", when: "NEW.line_number = \(LargeStatement.line(50_002))")
            case .copyingRejectedRows:
                .insert(into: "rejected_rows", when: "NEW.line_number = \(LargeStatement.line(9_000))")
            case .finishing: .update(of: "file_uploads", when: "NEW.status IN ('ready', 'failed')")
            case .committing: .commit(of: "file_ingestions", when: "NEW.status IN ('finished', 'failed')")
            case .opening, .downloading, .committed: nil
            }
        }

        /// Whether the rows are committed although the worker never learns of it.
        var commits: Bool { self == .committing || self == .committed }
    }

    private static let lease = ["INGESTION_LEASE_SECONDS": "2"]

    @Test(arguments: Step.allCases) func leavesTheRowsOnceWhenItIsKilled(while step: Step) async throws {
        try await kill(while: step, LargeStatement())
    }

    @Test(arguments: [Step.copyingRejectedRows, .finishing, .committing])
    func leavesTheReasonsOnceWhenAFileWithoutUsableRowsKeepsItBusy(while step: Step) async throws {
        try await kill(while: step, LargeStatement(isUsable: false))
    }

    private func kill(while step: Step, _ statement: LargeStatement) async throws {
        try await ServiceFixture.with { service in
            let token = try await service.tokens.token(for: UUID())
            let file = try await statement.confirm(service, token: token)
            let gate = try await FaultProxy.start(to: service.environment.endpoint(of: service.store))
            let environment = service.serverEnvironment.merging(Self.lease) { _, new in new }
                .merging(["MINIO_ENDPOINT": gate.endpoint]) { _, new in new }
            if let moment = step.barrier {
                try await DatabaseBarrier.with(moment, service.database) { barrier in
                    let server = try await ServerProcess.start(environment: environment)
                    let isReached = try await service.eventually { try await barrier.isReached ? true : nil }
                    #expect(isReached == true, "the step was not reached:\n\(server.log)")
                    #expect(try await LargeStatement.holdings(service) == [0, 0, 0, 0])
                    await server.kill()
                }
            } else {
                try await kill(step, environment, gate, service)
            }
            await gate.close()
            if step.commits {
                let isCommitted = try await service.eventually {
                    try await LargeStatement.holdings(service) == statement.holdings ? true : nil
                }
                #expect(isCommitted == true)
            }
            try await check(file, statement, claims: step.commits ? 1 : 2, service, token)
        }
    }

    /// Reaches the steps that depend on the store's bytes, or that are over.
    private func kill(
        _ step: Step, _ environment: [String: String], _ gate: FaultProxy, _ service: ServiceFixture
    ) async throws {
        switch step {
        case .opening: try await gate.set(.stall(afterAnswered: 0))
        // What the store answers at start is small, so this ends in the middle of the object.
        case .downloading: try await gate.set(.stall(afterAnswered: 1_500_000))
        default: break
        }
        let server = try await ServerProcess.start(environment: environment)
        let isReached = try await service.eventually {
            switch step {
            case .committed: try await LargeStatement.holdings(service)[0] > 0 ? true : nil
            case .downloading: gate.isStalled ? true : nil
            default: try await isProcessing(service) ? true : nil
            }
        }
        #expect(isReached == true, "the step was not reached:\n\(server.log)")
        await server.kill()
    }

    private func isProcessing(_ service: ServiceFixture) async throws -> Bool {
        try await service.database.query(
            .once("processing", "SELECT 1 FROM file_uploads WHERE status = 'processing'")
        ).count > 0
    }

    /// The next life ends the work; `claims` says how often the job must have been taken.
    private func check(
        _ file: String, _ statement: LargeStatement, claims: Int64, _ service: ServiceFixture, _ token: String
    ) async throws {
        try await service.withServer(Self.lease) { server in
            let client = MatchBotClient(service, server, token: token)
            let status = try #require(try await client.finalStatus(file, within: 60))
            let isUsable = statement.stored > 0
            #expect(status["status"]?.string == (isUsable ? "ready" : "failed"), "\(server.log)")
            #expect(status["row_count"]?.integer == (isUsable ? Int64(statement.stored) : nil))
            #expect(status["rejected_row_count"]?.integer == Int64(statement.rejected))
        }
        #expect(try await LargeStatement.holdings(service) == statement.holdings)
        var job = try await service.database.query(
            .once("job", "SELECT attempts::int8, state FROM jobs WHERE kind = 'ingest'")
        ).first
        #expect(try job?.integer() == claims, "the life was not cut short where it should have been")
        #expect(try job?.text() == "done")
    }

    /// Four lives of each file are cut short after different times; the fifth may end the work.
    @Test(arguments: [[20, 80, 140, 200], [60, 120, 260, 400], [100, 180, 320, 600]])
    func leavesTheRowsOnceWhenItIsKilledAtAnyTime(after delays: [Int]) async throws {
        try await ServiceFixture.with { service in
            let statement = LargeStatement()
            let token = try await service.tokens.token(for: UUID())
            let file = try await statement.confirm(service, token: token)
            for delay in delays {
                let server = try await ServerProcess.start(
                    environment: service.serverEnvironment.merging(Self.lease) { _, new in new })
                try await Task.sleep(for: .milliseconds(delay))
                await server.kill()
                let holdings = try await LargeStatement.holdings(service)
                #expect([[0, 0, 0, 0], statement.holdings].contains(holdings))
                try await Task.sleep(for: .milliseconds(2_100))
            }
            try await service.withServer(Self.lease) { server in
                let status = try await MatchBotClient(service, server, token: token).finalStatus(file, within: 60)
                #expect(status?["status"]?.string == "ready", "\(server.log)")
            }
            #expect(try await LargeStatement.holdings(service) == statement.holdings)
        }
    }

    /// The other kind of job: its object is gone and the queue doesn't know yet.
    @Test func finishesADeletionThatWasKilledBehindTheStore() async throws {
        try await ServiceFixture.with { service in
            let queue = JobQueue(database: service.database)
            let place = ObjectLocation(bucket: service.storage.buckets.temporaryUploads, key: "temp/left.csv")
            _ = try await service.objects.put(place, bytes: [1, 2, 3], contentType: "text/csv")
            let job = try await queue.enqueue(.deleteObject(bucket: place.bucket, key: place.key))
            try await DatabaseBarrier.with(.update(of: "jobs", when: "NEW.state = 'done'"), service.database) {
                barrier in
                let server = try await ServerProcess.start(
                    environment: service.serverEnvironment.merging(Self.lease) { _, new in new })
                let isReached = try await service.eventually { try await barrier.isReached ? true : nil }
                #expect(isReached == true)
                await #expect(throws: StorageError.self) { try await service.objects.head(place) }
                await server.kill()
                // The server's session ends without its statement, so that the deletion stays undone.
                _ = try await service.database.query(
                    .once(
                        "terminate",
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event = 'advisory'
                        """))
            }
            #expect(try await queue.jobs(in: .running, limit: 9).count == 1)
            try await service.withServer(Self.lease) { _ in
                let isDone = try await service.eventually {
                    try await queue.jobs(in: .done, limit: 9).contains { $0.id == job } ? true : nil
                }
                #expect(isDone == true)
            }
        }
    }
}
