import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct IdempotencyKeyTests {
        private let signedAt = Date(timeIntervalSince1970: 1_769_264_730)
        private var key: IdempotencyKey { key("8e03978e-40d5-43e8-bc93-6894a57f9324", "one") }
        /// The same key with another request.
        private var other: IdempotencyKey { key(key.name, "two") }

        private func key(_ name: String, _ fingerprint: String) -> IdempotencyKey {
            IdempotencyKey(name: name, fingerprint: fingerprint, signedAt: signedAt)
        }

        private func create(
            _ repository: FileRepository, _ file: NewFile, _ key: IdempotencyKey, limit: RateLimit? = nil,
            quota: Quota? = nil
        ) async throws -> CreateFileOutcome {
            try await repository.createFileRecord(
                file, rateLimit: limit, quota: quota, idempotencyKey: key)
        }

        private func signed(_ file: NewFile) -> SignedUpload {
            let microseconds = PostgresTime.microseconds(of: file.uploadExpiresAt)
            return SignedUpload(
                file: file.id, bucket: file.bucket, key: file.key, signedAt: signedAt,
                expiresAt: PostgresTime.date(microseconds: microseconds))
        }

        @Test func theSameRequestIsDoneOnceHoweverManyArriveAtOnce() async throws {
            try await withPool({
                $0.poolSize = 20
                $0.acquireTimeout = .seconds(30)
            }) { database in
                let repository = FileRepository(database: database)
                for _ in 0..<10 {
                    let owner = UserID.random()
                    let outcomes = try await withThrowingTaskGroup(of: CreateFileOutcome.self) { group in
                        for _ in 0..<20 {
                            group.addTask { try await create(repository, Fixtures.newFile(owner: owner), key) }
                        }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    let created = outcomes.compactMap { if case .created(let id) = $0 { id } else { nil } }
                    let repeated = outcomes.compactMap {
                        if case .repeated(let upload) = $0 { upload.file } else { nil }
                    }
                    #expect(created.count == 1 && repeated.count == 19)
                    #expect(Set(repeated) == Set(created))
                    #expect(try await repository.usage(of: owner).files == 1)
                }
            }
        }

        @Test func aRepetitionTellsAllThatTheAnswerWasMadeOfAndCountsForNothing() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let file = Fixtures.newFile(owner: owner)
            let limit = RateLimit(count: 1, window: .seconds(60))
            let quota = Quota(files: 1, bytes: 1_234)
            #expect(try await create(repository, file, key, limit: limit, quota: quota) == .created(file.id))
            for _ in 0..<3 {
                let outcome = try await create(
                    repository, Fixtures.newFile(owner: owner), key, limit: limit, quota: quota)
                #expect(outcome == .repeated(signed(file)))
            }
            #expect(try await repository.usage(of: owner) == Usage(files: 1, bytes: 1_234))
            #expect(try await repository.deleteFile(file.id, owner: owner) == .deleted)
            #expect(
                try await create(repository, Fixtures.newFile(owner: owner), key) == .repeated(signed(file)))
        }

        @Test func anotherRequestUnderTheKeyIsRefusedAndKeysOfOthersAreTheirOwn() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            let owner = UserID.random()
            _ = try await create(repository, Fixtures.newFile(owner: owner), key)
            #expect(
                try await create(repository, Fixtures.newFile(owner: owner), other) == .idempotencyKeyReused)
            #expect(try await repository.usage(of: owner).files == 1)
            let stranger = Fixtures.newFile(owner: .random())
            #expect(try await create(repository, stranger, other) == .created(stranger.id))
        }

        @Test func aRefusedRequestDoesNotUseItsKeyUp() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            let owner = UserID.random()
            let full = try await create(
                repository, Fixtures.newFile(owner: owner), key, quota: Quota(files: 0, bytes: nil))
            #expect(full == .quotaExceeded(Usage(files: 0, bytes: 0)))
            let file = Fixtures.newFile(owner: owner)
            #expect(try await create(repository, file, key) == .created(file.id))
        }

        @Test func aKeyIsForgottenAfterADay() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            _ = try await create(repository, Fixtures.newFile(owner: owner), key)
            try await database.query(
                .once(
                    "test",
                    "UPDATE idempotency_keys SET created_at = now() - interval '24 hours' WHERE user_id = $1::uuid"),
                [.id(owner)])
            let later = Fixtures.newFile(owner: owner)
            #expect(try await create(repository, later, other) == .created(later.id))
            #expect(
                try await create(repository, Fixtures.newFile(owner: owner), other) == .repeated(signed(later)))
        }

        @Test func housekeepingRemovesOldKeysOnlyAndAtMostSoMany() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let store = HousekeepingStore(database: database)
            let owner = UserID.random()
            for number in 1...4 {
                _ = try await create(repository, Fixtures.newFile(owner: owner), key("key-\(number)", "one"))
            }
            try await database.query(
                .once(
                    "test",
                    """
                    UPDATE idempotency_keys SET created_at = now() - interval '25 hours'
                    WHERE user_id = $1::uuid AND key <> 'key-4'
                    """), [.id(owner)])
            let deadline = Date(timeIntervalSinceNow: -86_400)
            #expect(try await store.countIdempotencyKeys(before: deadline, limit: 2) == 2)
            #expect(try await store.removeIdempotencyKeys(before: deadline, limit: 2) == 2)
            #expect(try await store.removeIdempotencyKeys(before: deadline, limit: 10) == 1)
            let sql = "SELECT count(*) FROM idempotency_keys WHERE user_id = $1::uuid AND key = 'key-4'"
            #expect(try await database.number(sql, [.id(owner)]) == 1)
        }
    }
}
