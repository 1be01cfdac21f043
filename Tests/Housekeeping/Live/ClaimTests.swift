import Foundation
import Metadata
import Storage
import Testing

@testable import Housekeeping

extension Live {
    @Suite struct ClaimTests {
        @Test(arguments: LivePlace.Store.allCases)
        func theFirstRoundClaimsTheBucketsAndOlderObjectsAreNeverDeleted(store: LivePlace.Store) async throws {
            try await LivePlace.with(store, isClaimed: false) { place in
                try await place.put(place.files, "files/from-before")
                try await Task.sleep(for: .milliseconds(1_100))
                let dry = try await place.janitor(ahead: .days(9)).round(dryRun: true)
                #expect(dry.orphanedObjects == 1)
                #expect(dry.removedOrphans == 0)
                #expect(try await place.bytes(place.files, BucketClaim.key) == nil)
                #expect(try await place.janitor(ahead: .days(9)).round(dryRun: false).removedOrphans == 0)
                #expect(try await place.bytes(place.files, BucketClaim.key)?.count == 36)
                try await place.put(place.files, "files/from-after")
                let report = try await place.janitor(ahead: .days(9)).round(dryRun: false)
                #expect(report.orphanedObjects == 2)
                #expect(report.removedOrphans == 1)
                #expect(!report.isForeignStore)
                #expect(try await place.keys(place.files) == ["files/from-before"])
            }
        }

        @Test func aJanitorOfAnotherDatabaseDeletesNothingThatItHasNoRecordOf() async throws {
            try await LivePlace.with { place in
                let file = try await place.readyFile()
                try await LivePlace.with { wrong in
                    let janitor = Janitor(
                        buckets: place.storage.buckets, store: place.store, database: wrong.database,
                        logger: silentLogger, now: { Date(timeIntervalSinceNow: 90 * 86_400) })
                    let report = try await janitor.round(dryRun: false)
                    #expect(report.isForeignStore)
                    #expect(report.removedOrphans == 0)
                }
                #expect(try await place.bytes(file.bucket, file.key) != nil)
                #expect(try await place.janitor().round(dryRun: false).isForeignStore == false)
            }
        }

        @Test func aClaimWithOtherBytesIsForeign() async throws {
            try await LivePlace.with { place in
                let id = try await HousekeepingStore(database: place.database).installationID()
                let claim = BucketClaim(installation: id, bucket: place.files, store: place.store)
                guard case .ours = try await claim.read() else {
                    Issue.record("the buckets aren't claimed")
                    return
                }
                for content in ["", id.uuidString, String(repeating: "x", count: 100_000)] {
                    try await place.put(place.files, BucketClaim.key, content)
                    #expect(try await claim.read() == .foreign)
                }
            }
        }
    }
}
