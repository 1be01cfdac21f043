import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct JobAdministrationTests {
        private func queue() async throws -> (Database, JobQueue) {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "DELETE FROM jobs"))
            return (database, JobQueue(database: database))
        }

        private let work = JobPayload.deleteObject(bucket: "b", key: "k")

        private func file(_ database: Database, _ id: FileID, owner: UserID) async throws -> FileRecord {
            try #require(try await FileRepository(database: database).file(id, owner: owner))
        }

        /// A confirmed file whose job has died, and the job.
        private func deadIngestion(
            _ database: Database, _ queue: JobQueue
        ) async throws -> (file: FileID, owner: UserID, job: JobID, ingestion: IngestionID) {
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            guard case .confirmed(let ingestion) = try await Fixtures.confirm(database, file, owner: owner) else {
                throw Fixtures.Unexpected()
            }
            var id: JobID?
            for _ in 1...5 {
                let job = try #require(try await queue.claim(worker: "w", kinds: [.ingest], lease: .seconds(60)))
                id = job.id
                try await queue.retry(job.id, worker: "w", after: .zero, error: "the store was away")
            }
            #expect(try await self.file(database, file, owner: owner).status == .failed)
            return (file, owner, try #require(id), ingestion)
        }

        @Test func aReleasedJobIsReadyAtOnceAndTheAttemptDoesNotCount() async throws {
            let (_, queue) = try await queue()
            let id = try await queue.enqueue(work)
            for _ in 0..<7 {
                let job = try #require(try await queue.claim(worker: "w", lease: .seconds(60)))
                #expect(job.attempt == 1)
                #expect(try await queue.release(id, worker: "other") == false)
                #expect(try await queue.release(id, worker: "w"))
                #expect(try await queue.release(id, worker: "w") == false)
            }
            #expect(try await queue.jobs(in: nil, limit: 9).map(\.state) == [.ready])
        }

        @Test func aReleasedJobWakesAWaitingWorker() async throws {
            let (_, queue) = try await queue()
            let id = try await queue.enqueue(work)
            _ = try await queue.claim(worker: "w", lease: .seconds(60))
            let waiting = Task {
                let start = ContinuousClock.now
                while true {
                    let mark = queue.mark
                    if try await queue.claim(worker: "x", lease: .seconds(60)) != nil { break }
                    await queue.waitForWork(since: mark, upTo: .seconds(20))
                }
                return ContinuousClock.now - start
            }
            try await Task.sleep(for: .milliseconds(500))
            #expect(try await queue.release(id, worker: "w"))
            #expect(try await waiting.value < .seconds(10))
        }

        @Test func jobsAreListedByStateTheLastChangedFirst() async throws {
            let (_, queue) = try await queue()
            let first = try await queue.enqueue(work)
            let second = try await queue.enqueue(.ingest(file: .random(), ingestion: .random()), after: .seconds(60))
            #expect(try await queue.claim(worker: "w", lease: .seconds(60))?.id == first)
            let all = try await queue.jobs(in: nil, limit: 10)
            #expect(all.map(\.id) == [first, second])
            #expect(all.map(\.state) == [.running, .ready])
            #expect(all.first?.leasedBy == "w")
            #expect(all.first?.bucket == "b")
            #expect(all.first?.key == "k")
            #expect(all.last?.fileID != nil)
            #expect(all.last?.kind == "ingest")
            #expect(try await queue.jobs(in: .ready, limit: 10).map(\.id) == [second])
            #expect(try await queue.jobs(in: nil, limit: 1).count == 1)
            #expect(try await queue.jobs(in: .dead, limit: 10).isEmpty)
        }

        @Test func aDeadIngestionThatIsRevivedCanBeDone() async throws {
            let (database, queue) = try await queue()
            let dead = try await deadIngestion(database, queue)
            #expect(try await queue.revive(dead.job) == .changed)
            #expect(try await file(database, dead.file, owner: dead.owner).status == .confirmed)
            #expect(try await file(database, dead.file, owner: dead.owner).errorMessage == nil)
            let job = try #require(try await queue.claim(worker: "w", kinds: [.ingest], lease: .seconds(60)))
            #expect(job.id == dead.job)
            #expect(job.attempt == 1)
            let store = IngestionStore(database: database)
            let task = try #require(try await store.begin(dead.ingestion))
            let result = IngestionResult(rowCount: 0, sha256: "00")
            #expect(try await store.commit(task, job: job.id, worker: "w") { _ in result })
            #expect(try await file(database, dead.file, owner: dead.owner).status == .ready)
        }

        @Test func everyDeadJobIsRevivedAtOnceAndNoOther() async throws {
            let (database, queue) = try await queue()
            let first = try await deadIngestion(database, queue)
            let second = try await deadIngestion(database, queue)
            let running = try await queue.enqueue(work)
            #expect(try await queue.claim(worker: "w", kinds: [.deleteObject], lease: .seconds(60))?.id == running)
            #expect(try await queue.reviveAllDead() == 2)
            #expect(try await queue.reviveAllDead() == 0)
            let ready = try await queue.jobs(in: .ready, limit: 10).filter { $0.kind == "ingest" }
            #expect(Set(ready.map(\.id)) == [first.job, second.job])
            #expect(try await queue.jobs(in: .running, limit: 10).map(\.attempts) == [1])
        }

        @Test func onlyWaitingAndDeadJobsAreRevived() async throws {
            let (_, queue) = try await queue()
            let id = try await queue.enqueue(work, after: .seconds(3600))
            #expect(try await queue.claim(worker: "w", lease: .seconds(60)) == nil)
            #expect(try await queue.revive(id) == .changed)
            #expect(try await queue.claim(worker: "w", lease: .seconds(60))?.id == id)
            #expect(try await queue.revive(id) == .refused(.running))
            #expect(try await queue.complete(id, worker: "w"))
            #expect(try await queue.revive(id) == .refused(.done))
            #expect(try await queue.revive(.random()) == .notFound)
        }

        @Test func aDroppedJobIsGoneUnlessAWorkerHoldsIt() async throws {
            let (_, queue) = try await queue()
            let id = try await queue.enqueue(work)
            _ = try await queue.claim(worker: "w", lease: .milliseconds(200))
            #expect(try await queue.drop(id) == .refused(.running))
            try await Task.sleep(for: .milliseconds(300))
            #expect(try await queue.drop(id) == .changed)
            #expect(try await queue.drop(id) == .notFound)
            #expect(try await queue.jobs(in: nil, limit: 10).isEmpty)
        }

        @Test func theFileOfADroppedIngestionFails() async throws {
            let (database, queue) = try await queue()
            let owner = UserID.random()
            let id = try await Fixtures.file(database, owner: owner)
            try await Fixtures.confirm(database, id, owner: owner)
            let jobs = try await queue.jobs(in: .ready, limit: 10).filter { $0.fileID == id }
            #expect(try await queue.drop(try #require(jobs.first).id) == .changed)
            #expect(try await file(database, id, owner: owner).status == .failed)
        }

        @Test func aFileIsLeftAloneWhenItsFinishedConfirmationIsDropped() async throws {
            let (database, queue) = try await queue()
            let owner = UserID.random()
            let id = try await Fixtures.file(database, owner: owner)
            guard case .confirmed(let ingestion) = try await Fixtures.confirm(database, id, owner: owner) else {
                throw Fixtures.Unexpected()
            }
            let job = try await queue.enqueue(.confirm(file: id, ingestion: ingestion, announcedSize: nil))
            _ = try await queue.claim(worker: "w", kinds: [.confirm], lease: .seconds(60))
            #expect(try await queue.complete(job, worker: "w"))
            #expect(try await queue.drop(job) == .changed)
            #expect(try await queue.drop(job) == .notFound)
            #expect(try await file(database, id, owner: owner).status == .confirmed)
        }

        @Test func finishedJobsAreForgottenTheOldestFirstAndAtMostSoMany() async throws {
            let (_, queue) = try await queue()
            for _ in 0..<3 {
                let id = try await queue.enqueue(work)
                _ = try await queue.claim(worker: "w", lease: .seconds(60))
                #expect(try await queue.complete(id, worker: "w"))
            }
            try await queue.enqueue(work)
            let future = Date(timeIntervalSinceNow: 60)
            #expect(try await queue.removeFinished(before: Date(timeIntervalSinceNow: -60), limit: 10) == 0)
            #expect(try await queue.removeFinished(before: future, limit: 2) == 2)
            #expect(try await queue.removeFinished(before: future, limit: 2) == 1)
            #expect(try await queue.jobs(in: nil, limit: 10).map(\.state) == [.ready])
        }
    }
}
