import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct FileCreationTests {
        let limit = RateLimit(count: 10, window: .seconds(60))

        private func create(
            _ database: Database, _ files: [NewFile], _ limit: RateLimit?
        ) async throws -> [CreateFileOutcome] {
            let repository = FileRepository(database: database)
            return try await withThrowingTaskGroup(of: CreateFileOutcome.self) { group in
                for file in files {
                    group.addTask { try await repository.createFileRecord(file, rateLimit: limit) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }

        private func isCreated(_ outcome: CreateFileOutcome) -> Bool {
            if case .created = outcome { true } else { false }
        }

        @Test func thirtyAtOnceOfANewUserCreateExactlyTen() async throws {
            try await withPool({
                $0.poolSize = 20
                $0.acquireTimeout = .seconds(30)
            }) { database in
                for _ in 0..<20 {
                    let owner = UserID.random()
                    let outcomes = try await create(
                        database, (0..<30).map { _ in Fixtures.newFile(owner: owner) }, limit)
                    #expect(outcomes.filter(isCreated).count == 10)
                    #expect(
                        try await database.number(
                            "SELECT count(*) FROM file_uploads WHERE user_id = $1::uuid", [.id(owner)]) == 10)
                    for case .rateLimited(let pause) in outcomes {
                        #expect(pause > .seconds(50) && pause <= .seconds(60))
                    }
                }
            }
        }

        @Test func usersAtOnceDoNotLimitOrBlockEachOther() async throws {
            try await withPool({
                $0.poolSize = 20
                $0.acquireTimeout = .seconds(30)
            }) { database in
                let owners = (0..<10).map { _ in UserID.random() }
                let files = (0..<110).map { Fixtures.newFile(owner: owners[$0 % 10]) }.shuffled()
                let outcomes = try await create(database, files, limit)
                #expect(outcomes.filter(isCreated).count == 100)
            }
        }

        @Test func theWindowSlidesAndRefusedRequestsAreNotCounted() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            let owner = UserID.random()
            let short = RateLimit(count: 2, window: .milliseconds(600))
            func sign() async throws -> CreateFileOutcome {
                try await repository.createFileRecord(Fixtures.newFile(owner: owner), rateLimit: short)
            }
            #expect(isCreated(try await sign()))
            try await Task.sleep(for: .milliseconds(300))
            #expect(isCreated(try await sign()))
            guard case .rateLimited(let pause) = try await sign() else { throw Fixtures.Unexpected() }
            #expect(pause <= .milliseconds(300))
            try await Task.sleep(for: pause + .milliseconds(20))
            #expect(isCreated(try await sign()))
            #expect(!isCreated(try await sign()))
        }

        @Test func stampsFromTheFutureDoNotLockAUserOut() async throws {
            let database = try TestDatabase.required().database
            let owner = UserID.random()
            try await database.query(
                .once(
                    "test",
                    """
                    INSERT INTO rate_limits (user_id, operation, stamps, last_admitted)
                    SELECT $1::uuid, 'sign_upload', array_agg(now() + interval '1 hour'), $1::uuid
                    FROM generate_series(1, 10)
                    """), [.id(owner)])
            let outcome = try await FileRepository(database: database).createFileRecord(
                Fixtures.newFile(owner: owner), rateLimit: limit)
            #expect(isCreated(outcome))
        }

        @Test func withoutALimitNothingIsCounted() async throws {
            let database = try TestDatabase.required().database
            let owner = UserID.random()
            let outcomes = try await create(database, (0..<15).map { _ in Fixtures.newFile(owner: owner) }, nil)
            #expect(outcomes.allSatisfy(isCreated))
            #expect(
                try await database.number(
                    "SELECT count(*) FROM rate_limits WHERE user_id = $1::uuid", [.id(owner)]) == 0)
        }

        @Test func anotherUsersReconciliationIsRefusedAndNothingIsStoredOrCounted() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let foreign = try await Fixtures.reconciliation(database, owner: .random())
            let stranger = UserID.random()
            for reconciliation in [foreign, .random()] {
                let outcome = try await repository.createFileRecord(
                    Fixtures.newFile(owner: stranger, reconciliation: reconciliation), rateLimit: limit)
                #expect(outcome == .reconciliationNotFound)
            }
            #expect(
                try await database.number(
                    """
                    SELECT (SELECT count(*) FROM users WHERE id = $1::uuid)
                        + (SELECT count(*) FROM rate_limits WHERE user_id = $1::uuid)
                    """, [.id(stranger)]) == 0)
            let own = try await Fixtures.reconciliation(database, owner: owner)
            let file = Fixtures.newFile(owner: owner, reconciliation: own)
            #expect(try await repository.createFileRecord(file, rateLimit: limit) == .created(file.id))
            #expect(try await repository.file(file.id, owner: owner)?.reconciliationID == own)
        }

        @Test func theRecordHoldsWhatWasGiven() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            let owner = UserID.random()
            let file = Fixtures.newFile(owner: owner, filename: "'; DROP TABLE file_uploads; -- \u{1F4C4} e\u{301}.csv")
            _ = try await repository.createFileRecord(file, rateLimit: nil)
            let record = try #require(try await repository.file(file.id, owner: owner))
            #expect(record.filename.unicodeScalars.elementsEqual(file.filename.unicodeScalars))
            #expect(record.userID == owner && record.fileType == .source && record.status == .pending)
            #expect(record.bucket == file.bucket && record.key == file.key && record.contentType == "text/csv")
            #expect(record.declaredSize == 1234 && record.size == nil && record.ingestionID == nil)
            #expect(abs(record.uploadExpiresAt.timeIntervalSince(file.uploadExpiresAt)) < 0.000_001)
            #expect(abs(record.createdAt.timeIntervalSinceNow) < 60)
        }

        @Test func theSameIdentityTwiceIsAConstraintViolation() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            let file = Fixtures.newFile(owner: .random())
            _ = try await repository.createFileRecord(file, rateLimit: nil)
            let error = await #expect(throws: DatabaseError.self) {
                try await repository.createFileRecord(file, rateLimit: nil)
            }
            #expect(error?.code == .constraintViolation)
        }

        @Test func aFilenameBeyond255CharactersIsInvalidData() async throws {
            let repository = FileRepository(database: try TestDatabase.required().database)
            let owner = UserID.random()
            let longest = Fixtures.newFile(owner: owner, filename: String(repeating: "\u{1F4C4}", count: 255))
            #expect(try await repository.createFileRecord(longest, rateLimit: nil) == .created(longest.id))
            let error = await #expect(throws: DatabaseError.self) {
                let file = Fixtures.newFile(owner: owner, filename: String(repeating: "x", count: 256))
                return try await repository.createFileRecord(file, rateLimit: nil)
            }
            #expect(error?.code == .invalidData)
        }
    }
}
