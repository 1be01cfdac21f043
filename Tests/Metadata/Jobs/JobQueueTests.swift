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
            #expect(try await Set(queue.jobs(in: nil, limit: 9).map(\.state)) == [.ready, .running])
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
            #expect(try await queue.jobs(in: .dead, limit: 9).count == 1)
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
            #expect(try await queue.jobs(in: .dead, limit: 9).count == 1)
            #expect(try await FileRepository(database: database).file(file, owner: owner)?.status == .failed)
        }

        @Test func waitingEndsByANotificationByTimeAndByCancellation() async throws {
            let (_, queue) = try await queue()
            let clock = ContinuousClock()
            // The first wait starts listening and ends as that has begun.
            await queue.waitForWork(since: queue.mark, upTo: .seconds(5))
            var mark = queue.mark
            #expect(
                await clock.measure { await queue.waitForWork(since: mark, upTo: .milliseconds(200)) }
                    >= .milliseconds(190))

            mark = queue.mark
            let waiting = Task { [mark] in
                await clock.measure { await queue.waitForWork(since: mark, upTo: .seconds(20)) }
            }
            try await Task.sleep(for: .milliseconds(200))
            try await queue.enqueue(work)
            #expect(await waiting.value < .seconds(5))

            mark = queue.mark
            let cancelled = Task { [mark] in
                await clock.measure { await queue.waitForWork(since: mark, upTo: .seconds(20)) }
            }
            try await Task.sleep(for: .milliseconds(100))
            cancelled.cancel()
            #expect(await cancelled.value < .seconds(5))
        }

        @Test func whatIsQueuedBetweenLookingAndWaitingIsNotMissed() async throws {
            let (_, queue) = try await queue()
            await queue.waitForWork(since: queue.mark, upTo: .seconds(5))
            let mark = queue.mark
            #expect(try await queue.claim(worker: "w", lease: .seconds(1)) == nil)
            try await queue.enqueue(work)
            #expect(try await eventually { queue.mark != mark })
            // Another worker of this process that has looked since takes nothing away from this one.
            _ = try await queue.claim(worker: "x", kinds: [.ingest], lease: .seconds(1))
            let waited = await ContinuousClock().measure { await queue.waitForWork(since: mark, upTo: .seconds(20)) }
            #expect(waited < .seconds(1))
        }

        @Test func aJobPutBackWakesTheWorkersOnlyWhereItCanBeClaimedAtOnce() async throws {
            let (_, queue) = try await queue()
            await queue.waitForWork(since: queue.mark, upTo: .seconds(5))
            let start = queue.mark
            let id = try await queue.enqueue(work)
            #expect(try await eventually { queue.mark != start })
            var mark = queue.mark
            for pause in [Duration.milliseconds(1), .zero] {
                #expect(
                    try await eventually { try await queue.claim(worker: "w", lease: .seconds(60))?.id == id })
                #expect(try await queue.release(id, worker: "w", after: pause))
                let isWoken =
                    await ContinuousClock().measure {
                        await queue.waitForWork(since: mark, upTo: .milliseconds(500))
                    } < .milliseconds(400)
                #expect(isWoken == (pause == .zero))
                mark = queue.mark
            }
            #expect(try await queue.claim(worker: "w", lease: .seconds(60))?.id == id)
            #expect(try await queue.postpone(id, worker: "w", after: .zero, growingBy: .zero))
            await queue.waitForWork(since: mark, upTo: .milliseconds(300))
            #expect(queue.mark == mark)
        }

        @Test func aPostponedJobWaitsLongerTheLongerItHasWaited() async throws {
            let (database, queue) = try await queue()
            let id = try await queue.enqueue(work)
            for (age, pause) in [(0, 4), (20, 14), (60, 34), (10_000, 64)] {
                try await database.query(
                    .once(
                        "test",
                        "UPDATE jobs SET created_at = now() - make_interval(secs => $1::int8::float8), run_at = now()"),
                    [.int8(Int64(age))])
                #expect(
                    try await queue.claim(worker: "w", lease: .seconds(60)) == Job(id: id, payload: work, attempt: 1))
                #expect(
                    try await queue.postpone(id, worker: "w", after: .seconds(4), growingBy: .seconds(60)))
                let found = try await database.number(
                    "SELECT round(extract(epoch FROM run_at - updated_at))::int8 FROM jobs")
                #expect(found == Int64(pause))
            }
            #expect(try await queue.postpone(id, worker: "w", after: .zero, growingBy: .zero) == false)
        }

        @Test func finishedJobsAreForgottenAndOthersKept() async throws {
            let (database, queue) = try await queue()
            let id = try await queue.enqueue(work)
            try await queue.enqueue(work, after: .seconds(100))
            _ = try await queue.claim(worker: "w", lease: .seconds(1))
            #expect(try await queue.complete(id, worker: "w"))
            #expect(try await queue.removeFinished(before: Date(timeIntervalSinceNow: -60), limit: 9) == 0)
            #expect(try await queue.removeFinished(before: Date(timeIntervalSinceNow: 60), limit: 9) == 1)
            #expect(try await database.number("SELECT count(*) FROM jobs") == 1)
        }
    }
}
