import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct FileRepositoryTests {
        private func set() throws -> (Database, FileRepository, UserID) {
            let database = try TestDatabase.required().database
            return (database, FileRepository(database: database), .random())
        }

        @Test func anotherUsersFileIsUnknownToEveryMethod() async throws {
            let (database, repository, owner) = try set()
            let file = try await Fixtures.file(database, owner: owner)
            let stranger = UserID.random()
            let reconciliation = try await Fixtures.reconciliation(database, owner: stranger)
            for id in [file, .random()] {
                #expect(try await repository.file(id, owner: stranger) == nil)
                #expect(try await repository.getFileStatus(id.rawValue, owner: stranger) == nil)
                #expect(try await Fixtures.confirm(database, id, owner: stranger) == .notFound)
                #expect(
                    try await repository.linkToReconciliation(id, owner: stranger, reconciliationID: reconciliation)
                        == .fileNotFound)
                #expect(try await repository.recordDownload(id, owner: stranger) == .notFound)
                #expect(try await repository.deleteFile(id, owner: stranger) == .notFound)
                #expect(
                    try await repository.transactions(of: id, owner: stranger, afterLine: nil, limit: 10) == nil)
            }
            #expect(try await repository.files(owner: stranger, limit: 10).isEmpty)
            #expect(try await repository.file(file, owner: owner)?.status == .pending)
        }

        @Test func statusIsFoundByFileAndByIngestion() async throws {
            let (database, repository, owner) = try set()
            let file = try await Fixtures.file(database, owner: owner)
            #expect(try await repository.getFileStatus(file.rawValue, owner: owner)?.id == file)
            guard case .confirmed(let ingestion) = try await Fixtures.confirm(database, file, owner: owner) else {
                throw Fixtures.Unexpected()
            }
            let record = try await repository.getFileStatus(ingestion.rawValue, owner: owner)
            #expect(record?.id == file && record?.ingestionID == ingestion && record?.status == .confirmed)
            #expect(try await repository.getFileStatus(ingestion.rawValue, owner: .random()) == nil)
        }

        @Test func statusChangesOnlyAlongLegalTransitions() async throws {
            let (database, repository, owner) = try set()
            let file = try await Fixtures.file(database, owner: owner)
            func change(_ from: Set<FileStatus>, _ to: FileStatus) async throws -> Bool {
                try await repository.updateFileStatus(file, from: from, to: to, errorMessage: nil)
            }
            #expect(try await change([.pending], .ready) == false)
            #expect(try await change([.uploading], .uploaded) == false)
            #expect(try await change([.pending, .uploaded], .uploading))
            #expect(try await change([.uploading], .uploaded))
            #expect(try await change([.uploaded], .pending) == false)
            var record = try #require(try await repository.file(file, owner: owner))
            #expect(record.uploadCompletedAt != nil)
            #expect(
                try await repository.updateFileStatus(
                    file, from: Set(FileStatus.allCases), to: .failed, errorMessage: "no"))
            #expect(try await change(Set(FileStatus.allCases), .confirmed) == false)
            record = try #require(try await repository.file(file, owner: owner))
            #expect(record.status == .failed && record.errorMessage == "no")
            #expect(try await Fixtures.confirm(database, file, owner: owner) == .illegalState(.failed))
        }

        @Test func linkingNeedsBothToBeTheOwners() async throws {
            let (database, repository, owner) = try set()
            let file = try await Fixtures.file(database, owner: owner)
            let own = try await Fixtures.reconciliation(database, owner: owner)
            let foreign = try await Fixtures.reconciliation(database, owner: .random())
            func link(_ id: ReconciliationID) async throws -> LinkOutcome {
                try await repository.linkToReconciliation(file, owner: owner, reconciliationID: id)
            }
            #expect(try await link(foreign) == .reconciliationNotFound)
            #expect(try await repository.file(file, owner: owner)?.reconciliationID == nil)
            guard case .linked(let record) = try await link(own) else { throw Fixtures.Unexpected() }
            #expect(record.reconciliationID == own)
            #expect(try await repository.file(file, owner: owner) == record)
        }

        @Test func downloadsAreCountedOnceConfirmed() async throws {
            let (database, repository, owner) = try set()
            let file = try await Fixtures.file(database, owner: owner)
            #expect(try await repository.recordDownload(file, owner: owner) == .notUploaded(.pending))
            try await Fixtures.confirm(database, file, owner: owner)
            for count: Int64 in 1...3 {
                guard case .available(let record) = try await repository.recordDownload(file, owner: owner) else {
                    throw Fixtures.Unexpected()
                }
                #expect(record.downloadCount == count && record.bucket == "reconciliation-files")
            }
        }

        @Test func pagesShowEveryFileOnceNewestFirst() async throws {
            let (database, repository, owner) = try set()
            for _ in 0..<25 { _ = try await Fixtures.file(database, owner: owner) }
            // Several files in one microsecond: the identity orders them.
            try await database.query(
                .once(
                    "test",
                    "UPDATE file_uploads SET created_at = date_trunc('minute', created_at) WHERE user_id = $1::uuid"),
                [.id(owner)])
            let all = try await repository.files(owner: owner, limit: 100)
            var paged: [FileRecord] = []
            var cursor: FileCursor?
            repeat {
                let page = try await repository.files(owner: owner, after: cursor, limit: 7)
                paged += page
                cursor = page.last.map { FileCursor(after: $0) }.flatMap { FileCursor($0.description) }
            } while cursor != nil
            #expect(paged == all)
            #expect(Set(paged.map(\.id)).count == 25)
        }

        @Test func listsAreFiltered() async throws {
            let (database, repository, owner) = try set()
            let reconciliation = try await Fixtures.reconciliation(database, owner: owner)
            let linked = try await Fixtures.file(database, owner: owner)
            let confirmed = try await Fixtures.file(database, owner: owner)
            _ = try await repository.linkToReconciliation(linked, owner: owner, reconciliationID: reconciliation)
            try await Fixtures.confirm(database, confirmed, owner: owner)
            func list(_ status: FileStatus?, _ reconciliation: ReconciliationID?) async throws -> [FileID] {
                let cursor = FileCursor(createdAt: Date(timeIntervalSinceNow: 60), id: .random())
                let first = try await repository.files(
                    owner: owner, status: status, reconciliationID: reconciliation, limit: 10)
                let later = try await repository.files(
                    owner: owner, status: status, reconciliationID: reconciliation, after: cursor, limit: 10)
                #expect(first == later)
                return first.map(\.id)
            }
            #expect(try await list(nil, nil) == [confirmed, linked])
            #expect(try await list(.confirmed, nil) == [confirmed])
            #expect(try await list(nil, reconciliation) == [linked])
            #expect(try await list(.confirmed, reconciliation) == [])
            #expect(try await list(.pending, reconciliation) == [linked])
        }

        @Test func unconfirmedUploadsExpireOnce() async throws {
            let (database, repository, owner) = try set()
            let stale = try await Fixtures.file(database, owner: owner, expiresIn: -7200)
            let fresh = try await Fixtures.file(database, owner: owner)
            let confirmed = try await Fixtures.file(database, owner: owner, expiresIn: -7200)
            try await Fixtures.confirm(database, confirmed, owner: owner)
            let expired = try await repository.expireUploads(before: Date(timeIntervalSinceNow: -3600))
            #expect(expired.contains(stale) && !expired.contains(fresh) && !expired.contains(confirmed))
            #expect(try await repository.expireUploads(before: Date(timeIntervalSinceNow: -3600)).isEmpty)
            #expect(try await repository.file(stale, owner: owner)?.status == .failed)
        }
    }
}
