import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct HousekeepingStoreTests {
        private func store() async throws -> (Database, HousekeepingStore) {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "DELETE FROM jobs"))
            try await database.query(.once("test", "DELETE FROM leases"))
            return (database, HousekeepingStore(database: database))
        }

        @Test func theLeaseBelongsToOneUntilItIsGivenUpOrRunsOut() async throws {
            let (_, store) = try await store()
            #expect(try await store.acquireLease(holder: "a", duration: .milliseconds(300)))
            #expect(try await store.acquireLease(holder: "b", duration: .seconds(60)) == false)
            #expect(try await store.renewLease(holder: "b", duration: .seconds(60)) == false)
            #expect(try await store.renewLease(holder: "a", duration: .milliseconds(300)))
            try await Task.sleep(for: .milliseconds(400))
            #expect(try await store.renewLease(holder: "a", duration: .seconds(60)) == false)
            #expect(try await store.acquireLease(holder: "b", duration: .seconds(60)))
            try await store.releaseLease(holder: "a", isCompleted: true)
            #expect(try await store.acquireLease(holder: "c", duration: .seconds(60)) == false)
            try await store.releaseLease(holder: "b", isCompleted: true)
            #expect(try await store.acquireLease(holder: "c", duration: .seconds(60)))
        }

        @Test func afterACompletedRoundTheNextOneWaitsAndAfterAFailedOneItDoesNot() async throws {
            let (_, store) = try await store()
            func acquire(_ holder: String, pause: Duration) async throws -> Bool {
                try await store.acquireLease(holder: holder, duration: .seconds(60), pause: pause)
            }
            #expect(try await acquire("a", pause: .seconds(600)))
            try await store.releaseLease(holder: "a", isCompleted: true)
            #expect(try await acquire("b", pause: .seconds(600)) == false)
            #expect(try await acquire("b", pause: .zero))
            try await store.releaseLease(holder: "b", isCompleted: false)
            #expect(try await acquire("c", pause: .seconds(600)))
        }

        @Test func aFileThatHasNoObjectCountsUntilItIsFoundAgainOrNeedsNone() async throws {
            let (database, store) = try await store()
            try await database.query(.once("test", "DELETE FROM missing_objects"))
            let owner = UserID.random()
            var files: [FileID] = []
            for _ in 0..<3 {
                let file = try await Fixtures.file(database, owner: owner)
                try await Fixtures.confirm(database, file, owner: owner)
                files.append(file)
            }
            try await store.noteMissingObjects(checked: files, missing: Array(files.prefix(2)))
            #expect(try await store.missingObjectCount() == 2)
            // Another part of the files says nothing about these.
            try await store.noteMissingObjects(checked: [.random()], missing: [.random()])
            try await store.noteMissingObjects(checked: [files[2]], missing: [])
            #expect(try await store.missingObjectCount() == 2)
            try await store.noteMissingObjects(checked: [files[0]], missing: [])
            #expect(try await store.missingObjectCount() == 1)
            let repository = FileRepository(database: database)
            #expect(try await repository.deleteFile(files[1], owner: owner) == .deleted)
            #expect(try await store.missingObjectCount() == 0)
        }

        @Test func theObjectOfAFileWhoseConfirmationHasDiedIsNeededWhileItsJobIsThere() async throws {
            let (database, store) = try await store()
            let owner = UserID.random()
            let repository = FileRepository(database: database)
            let new = Fixtures.newFile(owner: owner)
            _ = try await repository.createFileRecord(new, rateLimit: nil)
            _ = try await repository.deferConfirmation(
                new.id, owner: owner, announcedSize: nil, reconciliationID: nil, metadataJSON: nil, declaredHash: nil)
            let queue = JobQueue(database: database)
            var job: Job?
            for _ in 1...5 {
                job = try await queue.claim(worker: "w", kinds: [.confirm], lease: .seconds(60))
                try await queue.retry(try #require(job).id, worker: "w", after: .zero, error: "the store was away")
            }
            #expect(try await repository.file(new.id, owner: owner)?.status == .failed)
            func standing() async throws -> ObjectStanding? {
                try await store.standings(bucket: new.bucket, keys: [new.key])[new.key]
            }
            #expect(try await standing() == .needed)
            #expect(try await queue.drop(try #require(job).id) == .changed)
            guard case .released = try await standing() else {
                Issue.record("the object of a file that nobody can revive is still needed")
                return
            }
        }

        @Test func ofManyAtOnceOneGetsTheLease() async throws {
            let (_, store) = try await store()
            let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<10 {
                    group.addTask { try await store.acquireLease(holder: "h\(number)", duration: .seconds(60)) }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
        }

        @Test func aPositionIsKeptUntilItIsReset() async throws {
            let (_, store) = try await store()
            #expect(try await store.position(of: "t") == nil)
            try await store.setPosition(of: "t", to: nil)
            try await store.setPosition(of: "t", to: "one")
            try await store.setPosition(of: "t", to: "two")
            try await store.setPosition(of: "u", to: "other")
            #expect(try await store.position(of: "t") == "two")
            try await store.setPosition(of: "t", to: nil)
            #expect(try await store.position(of: "t") == nil)
            #expect(try await store.position(of: "u") == "other")
        }

        @Test func anUploadIsNeededUntilItsFileFailsOrMoves() async throws {
            let (database, store) = try await store()
            let owner = UserID.random()
            let repository = FileRepository(database: database)
            let new = Fixtures.newFile(owner: owner)
            _ = try await repository.createFileRecord(new, rateLimit: nil)
            func standing() async throws -> ObjectStanding? {
                try await store.standings(bucket: new.bucket, keys: [new.key])[new.key]
            }
            for status in [FileStatus.pending, .uploading, .uploaded] {
                if status != .pending {
                    _ = try await repository.updateFileStatus(
                        new.id, from: Set(FileStatus.allCases), to: status, errorMessage: nil)
                }
                #expect(try await standing() == .needed)
            }
            _ = try await repository.updateFileStatus(new.id, from: [.uploaded], to: .failed, errorMessage: "x")
            let expiry = try #require(try await repository.file(new.id, owner: owner)).uploadExpiresAt
            #expect(try await standing() == .released(uploadExpiresAt: expiry))
            #expect(try await store.standings(bucket: "another", keys: [new.key]) == [new.key: .unknown])
        }

        @Test func aConfirmedObjectIsNeededWhateverBecomesOfItsFile() async throws {
            let (database, store) = try await store()
            let owner = UserID.random()
            let new = Fixtures.newFile(owner: owner)
            _ = try await FileRepository(database: database).createFileRecord(new, rateLimit: nil)
            try await Fixtures.confirm(database, new.id, owner: owner)
            let object = Fixtures.object(new.id)
            for status in ["confirmed", "processing", "ready", "failed"] {
                try await database.query(
                    .once("test", "UPDATE file_uploads SET status = $1::text WHERE id = $2::uuid"),
                    [.text(status), .id(new.id)])
                let found = try await store.standings(bucket: object.bucket, keys: [object.key, "files/other"])
                #expect(found == [object.key: .needed, "files/other": .unknown])
            }
            // The original: its deletion is queued; once that job is gone the record alone tells.
            #expect(
                try await store.standings(bucket: new.bucket, keys: [new.key]) == [new.key: .awaitingDeletion])
            try await database.query(.once("test", "UPDATE jobs SET state = 'dead'"))
            guard case .released = try await store.standings(bucket: new.bucket, keys: [new.key])[new.key] else {
                Issue.record("a confirmed file's original is still needed")
                return
            }
        }

        @Test func anObjectWhoseFileWasDeletedAwaitsItsJobAndIsUnknownAfterIt() async throws {
            let (database, store) = try await store()
            let owner = UserID.random()
            let new = Fixtures.newFile(owner: owner)
            let repository = FileRepository(database: database)
            _ = try await repository.createFileRecord(new, rateLimit: nil)
            #expect(try await repository.deleteFile(new.id, owner: owner) == .deleted)
            #expect(
                try await store.standings(bucket: new.bucket, keys: [new.key]) == [new.key: .awaitingDeletion])
            try await database.query(.once("test", "UPDATE jobs SET state = 'done'"))
            #expect(try await store.standings(bucket: new.bucket, keys: [new.key]) == [new.key: .unknown])
            #expect(try await store.standings(bucket: new.bucket, keys: []).isEmpty)
        }

        /// With sequential scans forbidden the planner uses whatever index fits: a scan that is left has none.
        @Test func everyLookUpOfAnObjectHasItsIndex() async throws {
            let (database, _) = try await store()
            for (condition, table, index) in [
                (
                    "bucket = 'b' AND storage_path = 'k' AND (bucket <> upload_bucket OR storage_path <> upload_path)",
                    "file_uploads", "idx_file_uploads_location"
                ),
                ("upload_bucket = 'b' AND upload_path = 'k'", "file_uploads", "file_uploads_upload_path_key"),
                (
                    "kind = 'delete_object' AND state IN ('ready', 'running') AND payload->>'bucket' = 'b'"
                        + " AND payload->>'key' = 'k'", "jobs", "idx_jobs_deletions"
                ),
            ] {
                let plan = try await database.transaction { session in
                    try await session.query(.once("test", "SET LOCAL enable_seqscan = off"))
                    let result = try await session.query(
                        .once("test", "EXPLAIN SELECT FROM \(table) WHERE \(condition)"))
                    return try result.map { row throws(DatabaseError) in try row.text() }.joined(separator: "\n")
                }
                #expect(plan.contains(index), "\(plan)")
            }
        }
    }
}
