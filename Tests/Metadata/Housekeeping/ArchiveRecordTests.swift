import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct ArchiveRecordTests {
        /// A file that was ready so long ago.
        private func readyFile(
            _ database: Database, owner: UserID, daysAgo: Int
        ) async throws -> FileID {
            let file = try await Fixtures.file(database, owner: owner)
            try await Fixtures.confirm(database, file, owner: owner)
            try await database.query(
                .once(
                    "test",
                    """
                    UPDATE file_uploads SET status = 'ready', processed_at = now() - $2::int8 * interval '1 day'
                    WHERE id = $1::uuid
                    """), [.id(file), .int8(Int64(daysAgo))])
            return file
        }

        private func database() async throws -> (Database, HousekeepingStore) {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "DELETE FROM file_uploads"))
            try await database.query(.once("test", "DELETE FROM jobs"))
            return (database, HousekeepingStore(database: database))
        }

        private func copy(_ candidate: ArchiveCandidate) -> ConfirmedObject {
            ConfirmedObject(
                bucket: candidate.bucket, key: "archive/\(candidate.id)", size: 1234, etag: "new", contentType: nil)
        }

        @Test func candidatesComePageByPageTheLongestFinishedFirst() async throws {
            let (database, store) = try await database()
            let owner = UserID.random()
            var files: [FileID] = []
            for days in [40, 32, 36, 29] { files.append(try await readyFile(database, owner: owner, daysAgo: days)) }
            let deadline = Date(timeIntervalSinceNow: -30 * 86_400)
            var found: [FileID] = []
            var position: String?
            repeat {
                let page = try await store.archiveCandidates(readyBefore: deadline, after: position, limit: 2)
                found += page.map(\.id)
                position = page.count == 2 ? page.last?.position : nil
            } while position != nil
            #expect(found == [files[0], files[2], files[1]])
        }

        @Test func anArchivedFileIsDownloadedFromItsNewPlaceAndItsOldObjectGoesLater() async throws {
            let (database, store) = try await database()
            let owner = UserID.random()
            let file = try await readyFile(database, owner: owner, daysAgo: 31)
            let candidate = try #require(
                try await store.archiveCandidates(readyBefore: Date(), after: nil, limit: 1).first)
            #expect(candidate.userID == owner)
            #expect(candidate.etag == Fixtures.object(file).etag)
            #expect(candidate.size == 1234)
            let isMoved = try await store.archive(
                candidate, to: copy(candidate), at: Date(), deletingSourceAfter: .seconds(7200))
            #expect(isMoved)
            let outcome = try await FileRepository(database: database).recordDownload(file, owner: owner)
            guard case .available(let record) = outcome else { throw Fixtures.Unexpected() }
            #expect(record.key == "archive/\(file)")
            #expect(record.etag == "new")
            #expect(try await store.archiveCandidates(readyBefore: Date(), after: nil, limit: 1).isEmpty)
            let jobs = try await JobQueue(database: database).jobs(in: .ready, limit: 10)
            let deletion = try #require(jobs.first { $0.key == candidate.key })
            #expect((7100...7210).contains(deletion.runAt.timeIntervalSinceNow))
            #expect(try await database.number("SELECT count(*) FROM file_uploads WHERE archived_at IS NOT NULL") == 1)
        }

        @Test func nothingIsArchivedTwiceOrAfterTheFileWasDeleted() async throws {
            let (database, store) = try await database()
            let owner = UserID.random()
            let file = try await readyFile(database, owner: owner, daysAgo: 31)
            let candidate = try #require(
                try await store.archiveCandidates(readyBefore: Date(), after: nil, limit: 1).first)
            let copy = copy(candidate)
            let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        try await store.archive(candidate, to: copy, at: Date(), deletingSourceAfter: .zero)
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1)
            #expect(
                try await database.number("SELECT count(*) FROM jobs WHERE payload->>'key' = 'files/\(file).csv'") == 1)
            _ = try await FileRepository(database: database).deleteFile(file, owner: owner)
            #expect(try await store.archive(candidate, to: copy, at: Date(), deletingSourceAfter: .zero) == false)
            #expect(
                try await store.standings(bucket: copy.bucket, keys: [copy.key]) == [copy.key: .awaitingDeletion])
        }

        @Test func filesThatMustHaveAnObjectComeInTheOrderOfTheirIdentities() async throws {
            let (database, store) = try await database()
            let owner = UserID.random()
            var files: [FileID] = []
            for _ in 0..<5 { files.append(try await readyFile(database, owner: owner, daysAgo: 1)) }
            _ = try await Fixtures.file(database, owner: owner)
            files.sort { $0.description < $1.description }
            let first = try await store.storedFiles(after: nil, limit: 3)
            let rest = try await store.storedFiles(after: first.last?.id, limit: 3)
            #expect((first + rest).map(\.id) == files)
            #expect(first.first?.key == "files/\(files[0]).csv")
            #expect(try await store.storedFile(files[0]) == first.first)
            _ = try await FileRepository(database: database).deleteFile(files[0], owner: owner)
            #expect(try await store.storedFile(files[0]) == nil)
        }

        @Test func whatWouldBeDoneIsCountedUpToALimit() async throws {
            let (database, store) = try await database()
            let owner = UserID.random()
            for _ in 0..<3 { _ = try await Fixtures.file(database, owner: owner, expiresIn: -60) }
            #expect(try await store.countUnconfirmed(before: Date(), limit: 10) == 3)
            #expect(try await store.countUnconfirmed(before: Date(), limit: 2) == 2)
            #expect(try await store.countUnconfirmed(before: Date(timeIntervalSinceNow: -120), limit: 2) == 0)
            let queue = JobQueue(database: database)
            let id = try await queue.enqueue(.deleteObject(bucket: "b", key: "k"))
            _ = try await queue.claim(worker: "w", lease: .seconds(60))
            #expect(try await queue.complete(id, worker: "w"))
            #expect(try await store.countFinishedJobs(before: Date(timeIntervalSinceNow: 60), limit: 10) == 1)
            #expect(try await store.countFinishedJobs(before: Date(timeIntervalSinceNow: -60), limit: 10) == 0)
        }
    }
}
