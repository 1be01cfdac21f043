import Foundation
import Housekeeping
import Metadata
import Testing

extension Live {
    @Suite struct RecordRuleTests {
        @Test func anUploadThatNobodyConfirmsForADayFailsAndItsObjectGoes() async throws {
            try await LivePlace.with { place in
                let file = try await place.pendingFile()
                let other = try await place.pendingFile(isUploaded: false)
                // The URL expires in an hour; a day after that is 25 hours from now.
                let early = try await place.janitor(ahead: .hours(24)).round(dryRun: false)
                #expect(early.expiredUploads == 0)
                #expect(try await place.record(file.id).status == .pending)
                let late = try await place.janitor(ahead: .hours(26)).round(dryRun: false)
                #expect(late.outcome == .completed)
                #expect(late.isComplete)
                #expect(late.expiredUploads == 2)
                for id in [file.id, other.id] {
                    let record = try await place.record(id)
                    #expect(record.status == .failed)
                    #expect(record.errorMessage?.hasPrefix("expired") == true)
                }
                try await place.runDeletions()
                #expect(try await place.bytes(file.bucket, file.key) == nil)
            }
        }

        @Test func aFileThatWasConfirmedNeverExpires() async throws {
            try await LivePlace.with { place in
                let file = try await place.pendingFile()
                try #require(try await place.confirm(file))
                let report = try await place.janitor(ahead: .days(3650)).round(dryRun: false)
                #expect(report.expiredUploads == 0)
                #expect(try await place.record(file.id).status == .confirmed)
            }
        }

        @Test func finishedJobsAreForgottenAfterAWeekAndOthersNever() async throws {
            try await LivePlace.with { place in
                let work = JobPayload.deleteObject(bucket: "b", key: "k")
                let done = try await place.jobs.enqueue(work)
                _ = try await place.jobs.claim(worker: "w", lease: .seconds(60))
                try #require(try await place.jobs.complete(done, worker: "w"))
                let ready = try await place.jobs.enqueue(work)
                #expect(try await place.janitor(ahead: .days(6)).round(dryRun: false).removedJobs == 0)
                #expect(try await place.janitor(ahead: .days(8)).round(dryRun: false).removedJobs == 1)
                #expect(try await place.jobs.jobs(in: nil, limit: 10).map(\.id) == [ready])
            }
        }

        @Test func aRoundDoesABoundedAmountAndTheNextGoesOn() async throws {
            try await LivePlace.with { place in
                for number in 0..<5 { try await place.put(place.files, "files/orphan-\(number)") }
                for _ in 0..<3 { _ = try await place.pendingFile(isUploaded: false) }
                let configuration = Janitor.Configuration(pageSize: 2, pagesPerRound: 1)
                let janitor = place.janitor(configuration, ahead: .hours(30))
                var orphans: [Int] = []
                var expired: [Int] = []
                for _ in 0..<3 {
                    let report = try await janitor.round(dryRun: false)
                    orphans.append(report.removedOrphans)
                    expired.append(report.expiredUploads)
                    #expect(report.isComplete == (orphans.count == 3))
                }
                #expect(orphans == [2, 2, 1])
                #expect(expired == [2, 1, 0])
                #expect(try await place.keys(place.files).isEmpty)
            }
        }
    }
}
