import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct FileConfirmationTests {
        @Test func twentyAtOnceMakeOneIngestionAndOneJob() async throws {
            try await withPool({
                $0.poolSize = 20
                $0.acquireTimeout = .seconds(30)
            }) { database in
                for _ in 0..<10 {
                    let owner = UserID.random()
                    let file = try await Fixtures.file(database, owner: owner)
                    let outcomes = try await withThrowingTaskGroup(of: ConfirmOutcome.self) { group in
                        for _ in 0..<20 {
                            group.addTask { try await Fixtures.confirm(database, file, owner: owner) }
                        }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    let winners = outcomes.compactMap { if case .confirmed(let id) = $0 { id } else { nil } }
                    let winner = try #require(winners.first)
                    #expect(winners.count == 1)
                    #expect(outcomes.filter { $0 == .alreadyConfirmed(winner, .confirmed) }.count == 19)
                    #expect(
                        try await database.number(
                            "SELECT count(*) FROM file_ingestions WHERE file_id = $1::uuid", [.id(file)]) == 1)
                    #expect(
                        try await database.number(
                            "SELECT count(*) FROM jobs WHERE kind = 'ingest' AND payload->>'file_id' = $1::text",
                            [.text(file.description)]) == 1)
                }
            }
        }

        @Test func theRecordHoldsTheVerifiedObject() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            let reconciliation = try await Fixtures.reconciliation(database, owner: owner)
            let outcome = try await repository.confirmUpload(
                file, owner: owner, object: Fixtures.object(file), reconciliationID: reconciliation,
                metadataJSON: #"{"columns": ["date", "é\"'"]}"#, declaredHash: String(repeating: "a", count: 64))
            guard case .confirmed(let ingestion) = outcome else { throw Fixtures.Unexpected() }
            let record = try #require(try await repository.file(file, owner: owner))
            #expect(record.status == .confirmed && record.ingestionID == ingestion)
            #expect(record.bucket == "reconciliation-files" && record.key == "files/\(file).csv")
            #expect(record.size == 1234 && record.etag == "\"abc\"" && record.reconciliationID == reconciliation)
            #expect(record.metadataJSON == #"{"columns": ["date", "é\"'"]}"#)
            #expect(record.uploadCompletedAt != nil)
        }

        @Test func anotherUsersReconciliationChangesNothing() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            let foreign = try await Fixtures.reconciliation(database, owner: .random())
            let outcome = try await repository.confirmUpload(
                file, owner: owner, object: Fixtures.object(file), reconciliationID: foreign, metadataJSON: nil,
                declaredHash: nil)
            #expect(outcome == .reconciliationNotFound)
            #expect(try await repository.file(file, owner: owner)?.status == .pending)
        }

        @Test func brokenMetadataIsInvalidDataAndChangesNothing() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            let error = await #expect(throws: DatabaseError.self) {
                try await repository.confirmUpload(
                    file, owner: owner, object: Fixtures.object(file), reconciliationID: nil, metadataJSON: "{",
                    declaredHash: nil)
            }
            #expect(error?.code == .invalidData)
            #expect(try await repository.file(file, owner: owner)?.status == .pending)
        }

        @Test func theUploadedOriginalIsDeletedAfterItsURLHasExpired() async throws {
            let database = try TestDatabase.required().database
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            try await Fixtures.confirm(database, file, owner: owner)
            let pause = try await database.number(
                """
                SELECT extract(epoch FROM run_at - now())::int8 FROM jobs
                WHERE kind = 'delete_object' AND payload->>'bucket' = 'temp-uploads' AND payload->>'key' LIKE $1::text
                """, [.text("%\(file)%")])
            #expect(pause > 3600 && pause <= 3660)
        }

        @Test func deletingRemovesEverythingAndQueuesTheObjects() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            try await Fixtures.confirm(database, file, owner: owner)
            try await database.query(
                .once("test", "INSERT INTO transactions VALUES ($1::uuid, 1, now(), 1.50, 'x')"), [.id(file)])
            try await database.query(.once("test", "DELETE FROM jobs"))
            #expect(try await repository.deleteFile(file, owner: owner) == .deleted)
            #expect(try await repository.deleteFile(file, owner: owner) == .notFound)
            #expect(
                try await database.number(
                    """
                    SELECT (SELECT count(*) FROM file_uploads WHERE id = $1::uuid)
                        + (SELECT count(*) FROM file_ingestions WHERE file_id = $1::uuid)
                        + (SELECT count(*) FROM transactions WHERE file_id = $1::uuid)
                    """, [.id(file)]) == 0)
            #expect(try await database.number("SELECT count(*) FROM jobs WHERE kind = 'delete_object'") == 2)
        }
    }
}
