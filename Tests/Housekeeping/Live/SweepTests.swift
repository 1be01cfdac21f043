import Foundation
import Housekeeping
import Metadata
import Storage
import Testing

extension Live {
    @Suite struct SweepTests {
        /// Everything else is out of the way: only objects are looked at.
        private let objectsOnly = Janitor.Configuration(
            unconfirmedPeriod: .days(36_500), archivePeriod: .days(36_500))

        @Test func whatAConfirmedFileLeftInTheTemporaryBucketGoesAnHourAfterItsURL() async throws {
            try await LivePlace.with { place in
                let file = try await place.pendingFile()
                try #require(try await place.confirm(file))
                // The job that should delete it is lost, or the client used its URL once more.
                try await place.forgetDeletions()
                #expect(
                    try await place.janitor(ahead: .seconds(7_100)).round(dryRun: false).removedTemporaryObjects == 0)
                #expect(
                    try await place.janitor(ahead: .seconds(7_300)).round(dryRun: false).removedTemporaryObjects == 1)
                #expect(try await place.bytes(file.bucket, file.key) == nil)
                let record = try await place.record(file.id)
                #expect(try await place.bytes(record.bucket, record.key) == Array("a,b\n1,2\n".utf8))
            }
        }

        @Test func whatWasUploadedForAFileThatFailedGoesAnHourAfterItsURL() async throws {
            try await LivePlace.with { place in
                let file = try await place.pendingFile()
                _ = try await place.repository.updateFileStatus(
                    file.id, from: [.pending], to: .failed, errorMessage: "rejected")
                #expect(try await place.janitor(ahead: .hours(1)).round(dryRun: false).removedTemporaryObjects == 0)
                #expect(try await place.janitor(ahead: .hours(3)).round(dryRun: false).removedTemporaryObjects == 1)
                #expect(try await place.keys(place.temporary).isEmpty)
            }
        }

        @Test func anObjectWhoseDeletionIsQueuedIsLeftToItsJob() async throws {
            try await LivePlace.with { place in
                let file = try await place.pendingFile()
                #expect(try await place.repository.deleteFile(file.id, owner: place.owner) == .deleted)
                let report = try await place.janitor(ahead: .days(9)).round(dryRun: false)
                #expect(report.checkedObjects == 1)
                #expect(report.orphanedObjects == 0)
                #expect(try await place.keys(place.temporary) == [file.key])
                try await place.runDeletions()
                #expect(try await place.keys(place.temporary).isEmpty)
            }
        }

        @Test func objectsWithoutRecordsAreToldAtOnceAndDeletedAfterADay() async throws {
            try await LivePlace.with { place in
                try await place.put(place.temporary, "temp/x/source/1.csv")
                try await place.put(place.temporary, "health/1")
                try await place.put(place.files, "files/x/1.csv")
                try await place.put(place.files, "archive/x/1.csv")
                for ahead in [Duration.zero, .hours(23)] {
                    let early = try await place.janitor(ahead: ahead).round(dryRun: false)
                    #expect(early.orphanedObjects == 4)
                    #expect(early.removedOrphans == 0)
                }
                let late = try await place.janitor(ahead: .hours(25)).round(dryRun: false)
                #expect(late.orphanedObjects == 4)
                #expect(late.removedOrphans == 4)
                #expect(try await place.keys(place.temporary).isEmpty)
                #expect(try await place.keys(place.files).isEmpty)
            }
        }

        @Test func whatOthersPutIntoTheBucketsIsNotTouched() async throws {
            try await LivePlace.with { place in
                try await place.put(place.temporary, "somebody/else")
                try await place.put(place.files, "exports/2026.csv")
                let report = try await place.janitor(ahead: .days(3650)).round(dryRun: false)
                #expect(report.checkedObjects == 0)
                #expect(try await place.keys(place.temporary) == ["somebody/else"])
                #expect(try await place.keys(place.files) == ["exports/2026.csv"])
            }
        }

        @Test(arguments: ["pending", "uploading", "uploaded", "confirmed", "processing", "ready", "failed"])
        func anObjectOfALiveRecordSurvivesWhateverHappens(status: String) async throws {
            try await LivePlace.with { place in
                let isUpload = ["pending", "uploading", "uploaded"].contains(status)
                let file = try await place.pendingFile("content of \(status)")
                if !isUpload { try #require(try await place.confirm(file)) }
                try await place.set(file.id, status: status)
                try await place.forgetDeletions()
                for ahead in [Duration.hours(25), .days(40), .days(3650)] {
                    _ = try await place.janitor(objectsOnly, ahead: ahead).round(dryRun: false)
                }
                // With the archive on, the place changes and the bytes don't.
                let archiving = Janitor.Configuration(unconfirmedPeriod: .days(36_500))
                for _ in 0..<2 { _ = try await place.janitor(archiving, ahead: .days(3650)).round(dryRun: false) }
                try await place.runDeletions()
                _ = try await place.janitor(archiving, ahead: .days(3650)).round(dryRun: false)
                let record = try await place.record(file.id)
                #expect(try await place.bytes(record.bucket, record.key) == Array("content of \(status)".utf8))
                #expect(record.key.hasPrefix("archive/") == (status == "ready"))
            }
        }

        @Test func aFileWhoseObjectIsGoneIsToldAndLeftAsItIs() async throws {
            try await LivePlace.with { place in
                let lost = try await place.readyFile()
                let kept = try await place.readyFile()
                try await place.store.delete(.init(bucket: lost.bucket, key: lost.key))
                let report = try await place.janitor().round(dryRun: false)
                #expect(report.checkedFiles == 2)
                #expect(report.filesWithoutObject == 1)
                let records = HousekeepingStore(database: place.database)
                #expect(try await records.missingObjectCount() == 1)
                #expect(try await place.record(lost.id).status == .ready)
                #expect(try await place.record(lost.id).key == lost.key)
                #expect(try await place.bytes(kept.bucket, kept.key) != nil)
                try await place.put(lost.bucket, lost.key)
                _ = try await place.janitor().round(dryRun: false)
                #expect(try await records.missingObjectCount() == 0)
            }
        }

        @Test func aDryRunTellsWhatTheNextRoundDoesAndChangesNothing() async throws {
            try await LivePlace.with { place in
                for _ in 0..<2 { _ = try await place.pendingFile() }
                let lost = try await place.pendingFile()
                try #require(try await place.confirm(lost))
                _ = try await place.readyFile()
                try await place.forgetDeletions()
                try await place.put(place.files, "files/orphan")
                let done = try await place.jobs.enqueue(.deleteObject(bucket: "b", key: "k"))
                _ = try await place.jobs.claim(worker: "w", kinds: [.deleteObject], lease: .seconds(60))
                try #require(try await place.jobs.complete(done, worker: "w"))
                let before = try await place.snapshot()
                let janitor = place.janitor(ahead: .days(40))
                var dry = try await janitor.round(dryRun: true)
                #expect(try await place.snapshot() == before)
                let real = try await janitor.round(dryRun: false)
                #expect(try await place.snapshot() != before)
                dry.isDryRun = false
                // A real round counts the copy that it made among the objects it looked at afterwards.
                #expect(real.checkedObjects == dry.checkedObjects + 1)
                dry.checkedObjects = real.checkedObjects
                #expect(dry == real)
                #expect(real.expiredUploads == 2)
                #expect(real.removedTemporaryObjects == 2)
                #expect(real.archivedFiles == 1)
                #expect(real.removedOrphans == 1)
                #expect(real.removedJobs == 1)
            }
        }
    }
}
