import Foundation
import Housekeeping
import Metadata
import Testing

extension Live {
    @Suite struct RetentionTests {
        @Test func idempotencyKeysAreForgottenAfterADay() async throws {
            try await LivePlace.with { place in
                let file = NewFile(
                    id: .random(), owner: place.owner, reconciliationID: nil, filename: "a.csv", fileType: .source,
                    bucket: place.temporary, key: "temp/a.csv", contentType: nil, declaredSize: 1, uploadMethod: "put",
                    uploadExpiresAt: Date(timeIntervalSinceNow: 3_600))
                _ = try await place.repository.createFileRecord(
                    file, rateLimit: nil,
                    idempotencyKey: IdempotencyKey(name: "k", fingerprint: "f", signedAt: Date()))
                let early = try await place.janitor(ahead: .hours(23)).round(dryRun: false)
                #expect(early.removedIdempotencyKeys == 0)
                let dry = try await place.janitor(ahead: .hours(25)).round(dryRun: true)
                #expect(dry.removedIdempotencyKeys == 1)
                let late = try await place.janitor(ahead: .hours(25)).round(dryRun: false)
                #expect(late.removedIdempotencyKeys == 1)
                #expect(try await place.janitor(ahead: .hours(25)).round(dryRun: false).removedIdempotencyKeys == 0)
            }
        }

        @Test func auditEventsAreForgottenAfterTheirPeriod() async throws {
            try await LivePlace.with { place in
                for days in [200, 90, 10] {
                    try await place.database.query(
                        .once(
                            "test",
                            """
                            INSERT INTO audit_events (occurred_at, actor, action, user_id)
                            VALUES (now() - $2::interval, 'user', 'test', $1::uuid)
                            """), [.id(place.owner), .interval(.seconds(days * 86_400))])
                }
                let configuration = Janitor.Configuration(auditPeriod: .seconds(100 * 86_400))
                let dry = try await place.janitor(configuration).round(dryRun: true)
                #expect(dry.removedAuditEvents == 1)
                #expect(try await place.janitor(configuration).round(dryRun: false).removedAuditEvents == 1)
                let kept = try await AuditTrail(database: place.database).events(of: place.owner, limit: 10)
                #expect(kept.count == 2)
            }
        }

        @Test func whatARoundDoesIsInTheAuditTrail() async throws {
            try await LivePlace.with { place in
                let expired = try await place.pendingFile(isUploaded: false)
                let rejected = try await place.pendingFile()
                _ = try await place.repository.updateFileStatus(
                    rejected.id, from: [.pending], to: .failed, errorMessage: "another size")
                _ = try await place.janitor(ahead: .hours(26)).round(dryRun: false)
                #expect(try await place.bytes(rejected.bucket, rejected.key) == nil)
                let trail = AuditTrail(database: place.database)
                let expiry = try #require(try await trail.events(of: expired.id, limit: 1).first)
                #expect(expiry.action == "fail" && expiry.actor == "housekeeping" && expiry.userID == place.owner)
                let removal = try #require(try await trail.events(of: rejected.id, limit: 1).first)
                #expect(removal.action == "remove_object" && removal.actor == "housekeeping")
            }
        }
    }
}
