import Foundation
import Housekeeping
import Metadata
import Storage
import Testing

extension Live {
    @Suite struct ArchiveTests {
        @Test(arguments: LivePlace.Store.allCases)
        func anArchivedFileIsDownloadedWithTheSameBytes(store: LivePlace.Store) async throws {
            try await LivePlace.with(store) { place in
                let content = String(repeating: "2026-01-01,12.50,coffee é\n", count: 2_000)
                let file = try await place.readyFile(content)
                #expect(try await place.janitor(ahead: .days(29)).round(dryRun: false).archivedFiles == 0)
                let report = try await place.janitor(ahead: .days(31)).round(dryRun: false)
                #expect(report.archivedFiles == 1)
                #expect(report.failedArchives == 0)
                #expect(report.orphanedObjects == 0)
                guard
                    case .available(let record) = try await place.repository.recordDownload(
                        file.id, owner: place.owner)
                else {
                    Issue.record("the archived file can't be downloaded")
                    return
                }
                #expect(record.status == .ready)
                #expect(record.bucket == place.files)
                #expect(record.key.hasPrefix("archive/\(place.owner)/\(file.id)/"))
                #expect(record.key.hasSuffix(".csv"))
                let fromArchive = try await place.download(record.key)
                #expect(fromArchive.status == 200)
                #expect(fromArchive.bytes == Array(content.utf8))
                // A URL that was handed out before goes on working for a while.
                let fromOldPlace = try await place.download(file.key)
                #expect(fromOldPlace.status == 200)
                #expect(fromOldPlace.bytes == Array(content.utf8))
                try await place.runDeletions()
                #expect(try await place.download(file.key).status == 404)
                #expect(try await place.download(record.key).bytes == Array(content.utf8))
                #expect(try await place.number("SELECT count(*) FROM file_uploads WHERE archived_at > now()") == 1)
                let again = try await place.janitor(ahead: .days(62)).round(dryRun: false)
                #expect(again.archivedFiles == 0)
                #expect(again.filesWithoutObject == 0)
            }
        }

        @Test func theOldObjectIsLeftToItsJobHoweverOldItIs() async throws {
            try await LivePlace.with { place in
                let file = try await place.readyFile()
                for _ in 0..<2 {
                    let report = try await place.janitor(ahead: .days(31)).round(dryRun: false)
                    #expect(report.removedOrphans == 0)
                }
                #expect(try await place.bytes(file.bucket, file.key) != nil)
            }
        }

        @Test func aFileWhoseObjectIsMissingOrAnotherIsCountedAndDoesNotHoldUpOthers() async throws {
            try await LivePlace.with { place in
                let lost = try await place.readyFile("one")
                let changed = try await place.readyFile("two")
                let resized = try await place.readyFile("three")
                let good = try await place.readyFile("four")
                try await place.store.delete(ObjectLocation(bucket: lost.bucket, key: lost.key))
                try await place.put(changed.bucket, changed.key, "other bytes")
                try await place.database.query(
                    .once("test", "UPDATE file_uploads SET file_size_bytes = 1 WHERE id = $1::uuid"),
                    [.id(resized.id)])
                let configuration = Janitor.Configuration(archivesPerRound: 1)
                var archived = 0
                var failed = 0
                for _ in 0..<4 {
                    let report = try await place.janitor(configuration, ahead: .days(31)).round(dryRun: false)
                    archived += report.archivedFiles
                    failed += report.failedArchives
                }
                #expect(archived == 1)
                #expect(failed == 3)
                #expect(try await place.record(good.id).key.hasPrefix("archive/"))
                for file in [lost, changed, resized] {
                    #expect(try await place.record(file.id).key == file.key)
                    #expect(try await place.record(file.id).status == .ready)
                }
                #expect(try await place.keys(place.files, prefix: "archive/").count == 1)
            }
        }

        @Test func aCopyThatACrashLeftBehindIsSweptAndTheFileArchivedAllTheSame() async throws {
            try await LivePlace.with { place in
                let file = try await place.readyFile("content")
                let leftover = "archive/\(place.owner)/\(file.id)/\(UUID().uuidString.lowercased()).csv"
                try await place.put(place.files, leftover, "content")
                let report = try await place.janitor(ahead: .days(31)).round(dryRun: false)
                #expect(report.archivedFiles == 1)
                #expect(report.removedOrphans == 1)
                let record = try await place.record(file.id)
                #expect(record.key != leftover)
                #expect(try await place.bytes(record.bucket, record.key) == Array("content".utf8))
            }
        }

        /// SeaweedFS takes every class's name; the JuiceFS gateway has two, of which this is none.
        @Test(arguments: [(LivePlace.Store.seaweedFS, "GLACIER_IR"), (.juiceFS, nil)] as [(LivePlace.Store, String?)])
        func theArchiveHasItsStorageClassWhereTheStoreHasOne(store: LivePlace.Store, expected: String?) async throws {
            try await LivePlace.with(store) { place in
                let files = [try await place.readyFile("one"), try await place.readyFile("two")]
                let configuration = Janitor.Configuration(archiveStorageClass: StorageClass("GLACIER_IR"))
                let report = try await place.janitor(configuration, ahead: .days(31)).round(dryRun: false)
                #expect(report.archivedFiles == 2 && report.failedArchives == 0)
                for file in files {
                    let record = try await place.record(file.id)
                    #expect(record.key.hasPrefix("archive/"))
                    let metadata = try await place.store.head(ObjectLocation(bucket: record.bucket, key: record.key))
                    #expect(metadata.storageClass == expected)
                    #expect(try await place.download(record.key).status == 200)
                }
            }
        }
    }
}
