import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct JobQueueTests {
        /// A queue that nothing else is in.
        private func queue() async throws -> (Database, JobQueue) {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "DELETE FROM jobs"))
            return (database, JobQueue(database: database))
        }

        private let work = JobPayload.deleteObject(bucket: "b", key: "k/é'\"\\")

        @Test func oneJobGoesToOneOfManyWorkers() async throws {
            let (_, queue) = try await queue()
            for _ in 0..<20 {
                let id = try await queue.enqueue(work)
                let jobs = try await withThrowingTaskGroup(of: Job?.self) { group in
                    for worker in 0..<5 {
                        group.addTask { try await queue.claim(worker: "w\(worker)", lease: .seconds(60)) }
                    }
                    return try await group.reduce(into: []) { $0 += $1.map { [$0] } ?? [] }
                }
                #expect(jobs == [Job(id: id, payload: work, attempt: 1)])
            }
        }

        @Test func kindsAndPausesAreRespected() async throws {
            let (_, queue) = try await queue()
            let ingest = JobPayload.ingest(file: .random(), ingestion: .random())
            try await queue.enqueue(ingest)
            try await queue.enqueue(work, after: .seconds(60))
            #expect(try await queue.claim(worker: "w", kinds: [.deleteObject], lease: .seconds(60)) == nil)
            #expect(try await queue.claim(worker: "w", kinds: [.ingest], lease: .seconds(60))?.payload == ingest)
            #expect(try await queue.statistics() == JobStatistics(ready: 1, running: 1, dead: 0))
        }

        @Test func anExpiredLeaseIsClaimableAgainAndTheFirstWorkerHasLostIt() async throws {
            let (_, queue) = try await queue()
            let id = try await queue.enqueue(work)
            #expect(try await queue.claim(worker: "slow", lease: .milliseconds(200))?.id == id)
            #expect(try await queue.claim(worker: "fast", lease: .seconds(60)) == nil)
            try await Task.sleep(for: .milliseconds(300))
            #expect(
                try await queue.claim(worker: "fast", lease: .seconds(60)) == Job(id: id, payload: work, attempt: 2))
            #expect(try await queue.heartbeat(id, worker: "slow", lease: .seconds(60)) == false)
            #expect(try await queue.complete(id, worker: "slow") == false)
            try await queue.retry(id, worker: "slow", after: .zero, error: "x")
            #expect(try await queue.claim(worker: "third", lease: .seconds(60)) == nil)
            #expect(try await queue.complete(id, worker: "fast"))
            #expect(try await queue.complete(id, worker: "fast") == false)
        }

        @Test func aHeartbeatKeepsTheLease() async throws {
            let (_, queue) = try await queue()
            let id = try await queue.enqueue(work)
            _ = try await queue.claim(worker: "w", lease: .milliseconds(300))
            for _ in 0..<4 {
                try await Task.sleep(for: .milliseconds(150))
                #expect(try await queue.heartbeat(id, worker: "w", lease: .milliseconds(300)))
                #expect(try await queue.claim(worker: "x", lease: .seconds(1)) == nil)
            }
        }

        @Test func theFifthFailureIsTheEndAndFailsTheFile() async throws {
            let (database, queue) = try await queue()
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            try await Fixtures.confirm(database, file, owner: owner)
            for attempt in 1...5 {
                let job = try #require(try await queue.claim(worker: "w", kinds: [.ingest], lease: .seconds(60)))
                #expect(job.attempt == attempt)
                try await queue.retry(job.id, worker: "w", after: .zero, error: "attempt \(attempt)")
            }
            #expect(try await queue.claim(worker: "w", kinds: [.ingest], lease: .seconds(60)) == nil)
            #expect(try await queue.statistics().dead == 1)
            #expect(try await database.text("SELECT last_error FROM jobs WHERE state = 'dead'") == "attempt 5")
            #expect(try await FileRepository(database: database).file(file, owner: owner)?.status == .failed)
        }

        @Test func aWorkerThatNeverComesBackIsGivenUpAfterFiveLeases() async throws {
            let (database, queue) = try await queue()
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            try await Fixtures.confirm(database, file, owner: owner)
            for attempt in 1...5 {
                let job = try await queue.claim(worker: "w", kinds: [.ingest], lease: .milliseconds(1))
                #expect(job?.attempt == attempt)
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await queue.claim(worker: "w", kinds: [.ingest], lease: .seconds(1)) == nil)
            #expect(try await queue.statistics().dead == 1)
            #expect(try await FileRepository(database: database).file(file, owner: owner)?.status == .failed)
        }

        @Test func waitingEndsByANotificationByTimeAndByCancellation() async throws {
            let (_, queue) = try await queue()
            let clock = ContinuousClock()
            // The first wait starts listening and ends as that has begun.
            _ = try await queue.claim(worker: "w", lease: .seconds(1))
            await queue.waitForWork(upTo: .seconds(5))
            _ = try await queue.claim(worker: "w", lease: .seconds(1))
            #expect(await clock.measure { await queue.waitForWork(upTo: .milliseconds(200)) } >= .milliseconds(190))

            let waiting = Task { await clock.measure { await queue.waitForWork(upTo: .seconds(20)) } }
            try await Task.sleep(for: .milliseconds(200))
            try await queue.enqueue(work)
            #expect(await waiting.value < .seconds(5))

            _ = try await queue.claim(worker: "w", lease: .seconds(1))
            let cancelled = Task { await clock.measure { await queue.waitForWork(upTo: .seconds(20)) } }
            try await Task.sleep(for: .milliseconds(100))
            cancelled.cancel()
            #expect(await cancelled.value < .seconds(5))
        }

        @Test func whatIsQueuedBetweenLookingAndWaitingIsNotMissed() async throws {
            let (database, queue) = try await queue()
            await queue.waitForWork(upTo: .seconds(5))
            #expect(try await queue.claim(worker: "w", lease: .seconds(1)) == nil)
            try await queue.enqueue(work)
            _ = try await database.number("SELECT count(*) FROM (SELECT pg_sleep(0.2)) AS pause")
            let waited = await ContinuousClock().measure { await queue.waitForWork(upTo: .seconds(20)) }
            #expect(waited < .seconds(1))
        }

        @Test func finishedJobsAreForgottenAndOthersKept() async throws {
            let (database, queue) = try await queue()
            let id = try await queue.enqueue(work)
            try await queue.enqueue(work, after: .seconds(100))
            _ = try await queue.claim(worker: "w", lease: .seconds(1))
            #expect(try await queue.complete(id, worker: "w"))
            #expect(try await queue.removeFinished(before: Date(timeIntervalSinceNow: -60)) == 0)
            #expect(try await queue.removeFinished(before: Date(timeIntervalSinceNow: 60)) == 1)
            #expect(try await database.number("SELECT count(*) FROM jobs") == 1)
        }
    }
}
