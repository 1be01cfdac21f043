import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct QuotaTests {
        private let generous = Quota(files: 1_000_000, bytes: 1 << 50)

        private func file(owner: UserID, bytes: Int64?, most: Int64? = nil) -> NewFile {
            var file = Fixtures.newFile(owner: owner)
            file.declaredSize = bytes
            file.maximumSize = most ?? bytes ?? 0
            return file
        }

        /// What the counters must say, counted anew.
        private func recount(_ database: Database, _ owner: UserID) async throws -> Usage {
            let sql = """
                SELECT count(bytes), coalesce(sum(bytes), 0)::int8 FROM (
                    SELECT counted_bytes(status, etag, file_size_bytes, reserved_bytes) AS bytes
                    FROM file_uploads WHERE user_id = $1::uuid
                ) AS counted
                """
            var row = try #require(try await database.query(.once("test", sql), [.id(owner)]).first)
            let files = try row.integer()
            return Usage(files: files, bytes: try row.integer())
        }

        @Test(arguments: [Quota(files: 7, bytes: nil), Quota(files: nil, bytes: 799), Quota(files: 7, bytes: 700)])
        func thirtyAtOnceOfANewUserStayExactlyWithinTheQuota(_ quota: Quota) async throws {
            try await withPool({
                $0.poolSize = 20
                $0.acquireTimeout = .seconds(30)
            }) { database in
                let repository = FileRepository(database: database)
                for _ in 0..<10 {
                    let owner = UserID.random()
                    let outcomes = try await withThrowingTaskGroup(of: CreateFileOutcome.self) { group in
                        for _ in 0..<30 {
                            group.addTask {
                                try await repository.createFileRecord(
                                    file(owner: owner, bytes: 100), rateLimit: nil, quota: quota)
                            }
                        }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    let refused = outcomes.filter { $0 == .quotaExceeded(Usage(files: 7, bytes: 700)) }
                    #expect(refused.count == 23)
                    #expect(try await repository.usage(of: owner) == Usage(files: 7, bytes: 700))
                    #expect(try await recount(database, owner) == Usage(files: 7, bytes: 700))
                }
            }
        }

        @Test func theLastByteFitsAndOneMoreDoesNot() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            let owner = UserID.random()
            let quota = Quota(files: nil, bytes: 100)
            let first = file(owner: owner, bytes: 60)
            #expect(try await repository.createFileRecord(first, rateLimit: nil, quota: quota) == .created(first.id))
            let large = file(owner: owner, bytes: 41)
            #expect(
                try await repository.createFileRecord(large, rateLimit: nil, quota: quota)
                    == .quotaExceeded(Usage(files: 1, bytes: 60)))
            let small = file(owner: owner, bytes: 40)
            #expect(try await repository.createFileRecord(small, rateLimit: nil, quota: quota) == .created(small.id))
        }

        @Test func aRefusalCountsForNothing() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let limit = RateLimit(count: 1, window: .seconds(60))
            let none = Quota(files: 0, bytes: nil)
            for _ in 0..<3 {
                let outcome = try await repository.createFileRecord(
                    file(owner: owner, bytes: 1), rateLimit: limit, quota: none)
                #expect(outcome == .quotaExceeded(Usage(files: 0, bytes: 0)))
            }
            let sql = "SELECT count(*) FROM users WHERE id = $1::uuid"
            #expect(try await database.number(sql, [.id(owner)]) == 0)
            let file = file(owner: owner, bytes: 1)
            #expect(
                try await repository.createFileRecord(file, rateLimit: limit, quota: generous) == .created(file.id))
        }

        @Test func anUploadOfUnknownSizeCountsWithTheMostUntilItIsConfirmed() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let open = file(owner: owner, bytes: nil, most: 5_000)
            _ = try await repository.createFileRecord(open, rateLimit: nil, quota: generous)
            #expect(try await repository.usage(of: owner) == Usage(files: 1, bytes: 5_000))
            try await Fixtures.confirm(database, open.id, owner: owner)
            #expect(try await repository.usage(of: owner) == Usage(files: 1, bytes: 1_234))
        }

        @Test func whatIsRejectedExpiredOrDeletedIsGivenBack() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let rejected = try await Fixtures.file(database, owner: owner)
            let expired = try await Fixtures.file(database, owner: owner, expiresIn: -10)
            let pending = try await Fixtures.file(database, owner: owner)
            let stored = try await Fixtures.file(database, owner: owner)
            try await Fixtures.confirm(database, stored, owner: owner)
            #expect(try await repository.usage(of: owner) == Usage(files: 4, bytes: 4 * 1_234))
            _ = try await repository.updateFileStatus(rejected, from: [.pending], to: .failed, errorMessage: "no")
            #expect(try await repository.usage(of: owner).files == 3)
            #expect(try await repository.expireUploads(before: Date()).contains(expired))
            #expect(try await repository.usage(of: owner).files == 2)
            for file in [pending, stored, rejected, expired] {
                #expect(try await repository.deleteFile(file, owner: owner) == .deleted)
            }
            #expect(try await repository.usage(of: owner) == Usage(files: 0, bytes: 0))
        }

        /// Its object is kept until its owner deletes it, or a user could fill the store with files that cannot be read.
        @Test func aFileThatFailsAfterItsConfirmationStillCounts() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let (owner, job, task) = try await Fixtures.task(database, worker: "quota")
            #expect(
                try await IngestionStore(database: database).fail(
                    task, job: job.id, worker: "quota", message: "unreadable", hash: nil))
            #expect(try await repository.usage(of: owner) == Usage(files: 1, bytes: 1_234))
            #expect(try await repository.deleteFile(task.fileID, owner: owner) == .deleted)
            #expect(try await repository.usage(of: owner) == Usage(files: 0, bytes: 0))
        }

        @Test func countersStayRightWhileFilesComeAndGoAtOnce() async throws {
            try await withPool({
                $0.poolSize = 16
                $0.acquireTimeout = .seconds(30)
            }) { database in
                let repository = FileRepository(database: database)
                let owners = [UserID.random(), UserID.random()]
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<120 {
                        let owner = owners[number % 2]
                        group.addTask {
                            let file = file(owner: owner, bytes: 1_234)
                            let outcome = try await repository.createFileRecord(
                                file, rateLimit: nil, quota: generous)
                            #expect(outcome == .created(file.id))
                            if number % 3 > 0 { try await Fixtures.confirm(database, file.id, owner: owner) }
                            if number % 4 > 1 { _ = try await repository.deleteFile(file.id, owner: owner) }
                        }
                    }
                    try await group.waitForAll()
                }
                for owner in owners {
                    let usage = try await repository.usage(of: owner)
                    #expect(usage.files > 0)
                    #expect(try await recount(database, owner) == usage)
                }
            }
        }

        @Test func deletingManyFilesAtOnceIsCountedByUser() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owners = [UserID.random(), UserID.random()]
            for owner in owners {
                _ = try await Fixtures.reconciliation(database, owner: owner)
                try await database.query(
                    .once(
                        "test",
                        """
                        INSERT INTO file_uploads (user_id, filename, file_type, bucket, storage_path, upload_bucket,
                            upload_path, upload_method, upload_expires_at, reserved_bytes)
                        SELECT $1::uuid, 'a.csv', 'source', 'temp', 'k/' || $1::uuid || n, 'temp',
                            'k/' || $1::uuid || n, 'put', now(), n
                        FROM generate_series(1, 300) AS n
                        """), [.id(owner)])
                #expect(try await repository.usage(of: owner) == Usage(files: 300, bytes: 45_150))
            }
            try await database.query(
                .once("test", "DELETE FROM file_uploads WHERE user_id = $1::uuid AND reserved_bytes > 100"),
                [.id(owners[0])])
            #expect(try await repository.usage(of: owners[0]) == Usage(files: 100, bytes: 5_050))
            #expect(try await repository.usage(of: owners[1]) == Usage(files: 300, bytes: 45_150))
        }

        @Test func aUserWithoutFilesUsesNothing() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            #expect(try await repository.usage(of: .random()) == Usage(files: 0, bytes: 0))
        }
    }
}
