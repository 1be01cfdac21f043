import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct DeferredConfirmationTests {
        private struct Deferred {
            let database: Database
            let files: FileRepository
            let jobs: JobQueue
            let owner: UserID
            let file: FileID
            let ingestion: IngestionID
        }

        private func deferred(expiresIn seconds: Double = 3_600) async throws -> Deferred {
            let database = try TestDatabase.required().database
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner, expiresIn: seconds)
            let files = FileRepository(database: database)
            try await database.query(.once("test", "UPDATE jobs SET state = 'done' WHERE state = 'ready'"))
            let outcome = try await files.deferConfirmation(
                file, owner: owner, announcedSize: 77, reconciliationID: nil, metadataJSON: #"{"a": 1}"#,
                declaredHash: nil)
            guard case .confirmed(let ingestion) = outcome else { throw Fixtures.Unexpected() }
            return Deferred(
                database: database, files: files, jobs: JobQueue(database: database), owner: owner, file: file,
                ingestion: ingestion)
        }

        private func claim(_ deferred: Deferred) async throws -> Job {
            try #require(
                try await deferred.jobs.claim(worker: "worker", kinds: [.confirm], lease: .seconds(60)))
        }

        @Test func theFileIsUploadedAndAJobKnowsWhatWasAnnounced() async throws {
            let deferred = try await deferred()
            let record = try #require(try await deferred.files.file(deferred.file, owner: deferred.owner))
            #expect(record.status == .uploaded && record.ingestionID == deferred.ingestion)
            #expect(record.metadataJSON == #"{"a": 1}"#)
            let job = try await claim(deferred)
            #expect(
                job.payload == .confirm(file: deferred.file, ingestion: deferred.ingestion, announcedSize: 77))
            #expect(try await deferred.files.deferredUpload(deferred.ingestion)?.id == deferred.file)
        }

        @Test func confirmingAgainInEitherWayChangesNothing() async throws {
            let deferred = try await deferred()
            let again = try await deferred.files.deferConfirmation(
                deferred.file, owner: deferred.owner, announcedSize: nil, reconciliationID: nil, metadataJSON: nil,
                declaredHash: nil)
            #expect(again == .alreadyConfirmed(deferred.ingestion, .uploaded))
            let direct = try await Fixtures.confirm(deferred.database, deferred.file, owner: deferred.owner)
            #expect(direct == .alreadyConfirmed(deferred.ingestion, .uploaded))
            #expect(
                try await deferred.files.deferConfirmation(
                    deferred.file, owner: .random(), announcedSize: nil, reconciliationID: nil, metadataJSON: nil,
                    declaredHash: nil) == .notFound)
        }

        /// However direct and deferred confirmations meet, there is one ingestion and one job that leads to it.
        @Test func directAndDeferredConfirmationsMayRace() async throws {
            try await withPool({
                $0.poolSize = 20
                $0.acquireTimeout = .seconds(30)
            }) { database in
                let files = FileRepository(database: database)
                for _ in 0..<20 {
                    let owner = UserID.random()
                    let file = try await Fixtures.file(database, owner: owner)
                    let outcomes = try await withThrowingTaskGroup(of: ConfirmOutcome.self) { group in
                        for number in 0..<10 {
                            group.addTask {
                                number.isMultiple(of: 2)
                                    ? try await Fixtures.confirm(database, file, owner: owner)
                                    : try await files.deferConfirmation(
                                        file, owner: owner, announcedSize: nil, reconciliationID: nil,
                                        metadataJSON: nil, declaredHash: nil)
                            }
                        }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(outcomes.count { if case .confirmed = $0 { true } else { false } } == 1)
                    #expect(
                        try await database.number(
                            "SELECT count(*) FROM jobs WHERE kind <> 'delete_object' AND payload->>'file_id' = $1::text",
                            [.text(file.description)]) == 1)
                }
            }
        }

        @Test func aCheckedObjectIsConfirmedAndItsIngestionQueued() async throws {
            let deferred = try await deferred()
            let job = try await claim(deferred)
            let object = Fixtures.object(deferred.file)
            #expect(
                try await !deferred.files.confirmDeferred(
                    deferred.file, ingestion: deferred.ingestion, object: object, job: job.id, worker: "another"))
            #expect(
                try await deferred.files.confirmDeferred(
                    deferred.file, ingestion: deferred.ingestion, object: object, job: job.id, worker: "worker"))
            let record = try #require(try await deferred.files.file(deferred.file, owner: deferred.owner))
            #expect(record.status == .confirmed && record.size == 1_234 && record.key == object.key)
            #expect(record.uploadCompletedAt != nil)
            #expect(
                try await deferred.jobs.claim(worker: "worker", kinds: [.ingest], lease: .seconds(60))?.payload
                    == .ingest(file: deferred.file, ingestion: deferred.ingestion))
            #expect(try await deferred.files.deferredUpload(deferred.ingestion) == nil)
        }

        @Test func aRefusedObjectFailsTheFileAndIsDeleted() async throws {
            let deferred = try await deferred()
            let job = try await claim(deferred)
            #expect(
                try await deferred.files.refuseDeferred(
                    deferred.file, ingestion: deferred.ingestion, message: "Nothing there.", job: job.id,
                    worker: "worker"))
            let record = try #require(try await deferred.files.file(deferred.file, owner: deferred.owner))
            #expect(record.status == .failed && record.errorMessage == "Nothing there.")
            let deletion = try await deferred.jobs.claim(worker: "w", kinds: [.deleteObject], lease: .seconds(60))
            #expect(deletion?.payload == .deleteObject(bucket: record.bucket, key: record.key))
        }

        @Test func aDeferredUploadDoesNotExpireAndItsObjectIsNeeded() async throws {
            let deferred = try await deferred(expiresIn: -200_000)
            let expired = try await deferred.files.expireUploads(before: Date(), limit: 10_000)
            #expect(!expired.contains(deferred.file))
            let record = try #require(try await deferred.files.file(deferred.file, owner: deferred.owner))
            let standings = try await HousekeepingStore(database: deferred.database).standings(
                bucket: record.bucket, keys: [record.key])
            #expect(standings[record.key] == .needed)
        }

        @Test func aDeletedFileLeavesTheJobNothingToDo() async throws {
            let deferred = try await deferred()
            let job = try await claim(deferred)
            #expect(try await deferred.files.deleteFile(deferred.file, owner: deferred.owner) == .deleted)
            #expect(try await deferred.files.deferredUpload(deferred.ingestion) == nil)
            #expect(
                try await !deferred.files.confirmDeferred(
                    deferred.file, ingestion: deferred.ingestion, object: Fixtures.object(deferred.file), job: job.id,
                    worker: "worker"))
        }

        @Test func aDeadJobFailsTheFileAndASecondChanceBringsItBack() async throws {
            let deferred = try await deferred()
            for attempt in 1...JobQueue.maximumAttempts {
                try await deferred.database.query(
                    .once("test", "UPDATE jobs SET run_at = now() WHERE kind = 'confirm'"))
                let job = try await claim(deferred)
                #expect(job.attempt == attempt)
                try await deferred.jobs.retry(job.id, worker: "worker", after: .zero, error: "changed")
            }
            #expect(try await deferred.files.file(deferred.file, owner: deferred.owner)?.status == .failed)
            let dead = try #require(
                try await deferred.jobs.jobs(in: .dead, limit: 100).first { $0.fileID == deferred.file })
            #expect(try await deferred.jobs.revive(dead.id) == .changed)
            #expect(try await deferred.files.file(deferred.file, owner: deferred.owner)?.status == .uploaded)
        }
    }
}
