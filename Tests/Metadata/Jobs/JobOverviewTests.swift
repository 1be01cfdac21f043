import Foundation
import Testing
import TracePropagation
import Tracing

@testable import Metadata

extension Live {
    @Suite(.database) struct JobOverviewTests {
        private func queue() async throws -> (Database, JobQueue) {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "DELETE FROM jobs"))
            return (database, JobQueue(database: database))
        }

        private let work = JobPayload.deleteObject(bucket: "b", key: "k")

        @Test func countsEveryStateByKindAndTellsHowLongTheOldestHasWaited() async throws {
            let (database, queue) = try await queue()
            try await queue.enqueue(work)
            try await queue.enqueue(work)
            try await queue.enqueue(work, after: .seconds(60))
            try await queue.enqueue(.ingest(file: .random(), ingestion: .random()))
            let dead = try await queue.enqueue(.ingest(file: .random(), ingestion: .random()))
            try await database.query(
                .once("test", "UPDATE jobs SET state = 'dead' WHERE id = $1::uuid"), [.id(dead)])
            try await database.query(
                .once(
                    "test", "UPDATE jobs SET run_at = now() - interval '90 s' WHERE state = 'ready' AND run_at <= now()"
                ))
            _ = try await queue.claim(worker: "w", kinds: [.deleteObject], lease: .seconds(60))
            let kinds = Dictionary(uniqueKeysWithValues: try await queue.overview().map { ($0.kind, $0) })
            #expect(Set(kinds.keys) == Set(JobKind.allCases.map(\.rawValue)))
            let deletions = try #require(kinds["delete_object"])
            #expect((deletions.ready, deletions.scheduled, deletions.running, deletions.dead) == (1, 1, 1, 0))
            #expect((89.0...120).contains(deletions.oldestReady.timeInterval))
            let ingestions = try #require(kinds["ingest"])
            #expect((ingestions.ready, ingestions.scheduled, ingestions.running, ingestions.dead) == (1, 0, 0, 1))
            #expect(kinds["confirm"] == JobOverview(kind: "confirm"))
        }

        /// The table holds every job of the last seven days; looking at it must not mean reading it.
        @Test func readsIndexesAndNotTheTable() async throws {
            let (database, _) = try await queue()
            try await database.query(
                .once(
                    "test",
                    """
                    INSERT INTO jobs (kind, payload, state) SELECT 'ingest', '{}', 'done' FROM generate_series(1, 20000)
                    """))
            try await database.query(.once("test", "ANALYZE jobs"))
            let lines = try await database.query(
                .once("explain", "EXPLAIN " + JobQueue.overviewText.replacing("$1::int8", with: "10000"))
            ).map { row throws(DatabaseError) in try row.text() }
            #expect(lines.contains { $0.contains("idx_jobs_dead") })
            #expect(!lines.contains { $0.contains("Seq Scan on jobs") }, "\(lines.joined(separator: "\n"))")
        }

        /// A trace goes on behind the queue, whatever statement has put the job there.
        @Test func aJobKnowsTheRequestAndTheTraceThatQueuedIt() async throws {
            let (database, queue) = try await queue()
            let trace = TraceContext.root(isSampled: true)
            let origin = ChangeOrigin.request("7f", operation: "confirmUpload")
            try await ServiceContext.withValue(.work(of: "7f", in: trace)) {
                try await ChangeOrigin.$current.withValue(origin) {
                    let owner = UserID.random()
                    let file = try await Fixtures.file(database, owner: owner)
                    guard case .confirmed = try await Fixtures.confirm(database, file, owner: owner) else {
                        return #expect(Bool(false), "not confirmed")
                    }
                }
            }
            let job = try #require(try await queue.claim(worker: "w", kinds: [.ingest], lease: .seconds(60)))
            #expect(job.requestID == "7f")
            #expect(job.trace == trace)
        }

        @Test func aJobThatNoRequestQueuedKnowsNone() async throws {
            let (_, queue) = try await queue()
            try await queue.enqueue(work)
            let job = try #require(try await queue.claim(worker: "w", lease: .seconds(60)))
            #expect(job.requestID == nil && job.trace == nil)
        }
    }
}

extension Duration {
    fileprivate var timeInterval: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
