import Foundation
import Metadata
import Testing

@testable import Housekeeping

extension Live {
    @Suite struct RaceTests {
        @Test func aSecondJanitorDoesNothingWhileOneIsAtWork() async throws {
            try await LivePlace.with { place in
                let records = HousekeepingStore(database: place.database)
                _ = try await place.pendingFile()
                try #require(try await records.acquireLease(holder: "other", duration: .seconds(60)))
                let busy = try await place.janitor(ahead: .days(2)).round(dryRun: false)
                #expect(busy == HousekeepingReport(outcome: .busy, isDryRun: false))
                #expect(try await place.janitor(ahead: .days(2)).round(dryRun: true).expiredUploads == 1)
                try await records.releaseLease(holder: "other", isCompleted: true)
                #expect(try await place.janitor(ahead: .days(2)).round(dryRun: false).expiredUploads == 1)
                // The lease was given back at the end of the round, and counts for those who ask for a pause.
                let pause = Duration.seconds(60)
                let early = try await place.janitor(ahead: .days(2)).round(dryRun: false, pause: pause)
                #expect(early.outcome == .busy)
                #expect(try await place.janitor(ahead: .days(2)).round(dryRun: false).outcome == .completed)
            }
        }

        @Test func manyJanitorsAtOnceDoEverythingOnce() async throws {
            try await LivePlace.with { place in
                for number in 0..<6 { _ = try await place.readyFile("file \(number)") }
                for number in 0..<6 { try await place.put(place.files, "files/orphan-\(number)") }
                let reports = try await withThrowingTaskGroup(of: HousekeepingReport.self) { group in
                    for _ in 0..<4 {
                        group.addTask { try await place.janitor(ahead: .days(31)).round(dryRun: false) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(reports.contains { $0.outcome == .completed })
                #expect(reports.allSatisfy { $0.outcome == .completed || $0.outcome == .busy })
                #expect(reports.reduce(0) { $0 + $1.archivedFiles } == 6)
                #expect(reports.reduce(0) { $0 + $1.removedOrphans } == 6)
            }
        }

        /// The lease is only for economy: without it the steps themselves must be safe.
        @Test func roundsThatIgnoreTheLeaseHarmNothing() async throws {
            try await LivePlace.with { place in
                var files: [FileID: String] = [:]
                for number in 0..<8 { files[try await place.readyFile("file \(number)").id] = "file \(number)" }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            let janitor = place.janitor(ahead: .days(31))
                            var round = Round(
                                janitor: janitor, isDryRun: false, lease: nil,
                                moment: Date(timeIntervalSinceNow: 31 * 86_400))
                            try await round.run()
                        }
                    }
                    try await group.waitForAll()
                }
                try await place.runDeletions()
                for (id, content) in files {
                    let record = try await place.record(id)
                    #expect(record.key.hasPrefix("archive/"))
                    #expect(try await place.bytes(record.bucket, record.key) == Array(content.utf8))
                }
                #expect(try await place.keys(place.files).count == files.count)
            }
        }

        @Test func aRoundThatLosesItsLeaseStops() async throws {
            try await LivePlace.with { place in
                for number in 0..<4 { try await place.put(place.files, "files/orphan-\(number)") }
                _ = try await place.pendingFile()
                // Expiring an upload takes longer than the lease has left, and meanwhile another takes over.
                try await place.database.query(
                    .once(
                        "test",
                        """
                        CREATE FUNCTION take_over() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            PERFORM pg_sleep(0.5);
                            UPDATE leases SET holder = 'another', held_until = now() + interval '1 minute';
                            RETURN NULL;
                        END
                        $$
                        """))
                try await place.database.query(
                    .once(
                        "test",
                        "CREATE TRIGGER t AFTER UPDATE ON file_uploads FOR EACH ROW EXECUTE FUNCTION take_over()"))
                let configuration = Janitor.Configuration(lease: .seconds(1))
                let report = try await place.janitor(configuration, ahead: .days(2)).round(dryRun: false)
                #expect(report.outcome == .leaseLost)
                #expect(report.expiredUploads == 1)
                #expect(report.removedOrphans == 0)
                #expect(try await place.keys(place.files).count == 4)
                #expect(try await place.number("SELECT count(*) FROM leases WHERE holder = 'another'") == 1)
            }
        }

        @Test func confirmationsThatRaceWithExpiryEndInOneOfTwoStates() async throws {
            try await LivePlace.with { place in
                var pending: [NewFile] = []
                for number in 0..<24 { pending.append(try await place.pendingFile("file \(number)")) }
                let files = pending
                // With the clock a day ahead, a copy that confirm has just made would count as an old orphan.
                let patient = Janitor.Configuration(orphanPeriod: .days(3))
                let hasty = Janitor.Configuration(orphanPeriod: .days(3), pageSize: 4, pagesPerRound: 1)
                let confirmed = try await withThrowingTaskGroup(of: FileID?.self) { group in
                    for (number, file) in files.enumerated() {
                        group.addTask {
                            try await Task.sleep(for: .milliseconds(number * 4))
                            return try await place.confirm(file) ? file.id : nil
                        }
                    }
                    group.addTask {
                        for _ in 0..<4 {
                            _ = try await place.janitor(hasty, ahead: .hours(26)).round(dryRun: false)
                            try await place.runDeletions()
                        }
                        return nil
                    }
                    return try await group.reduce(into: Set<FileID>()) { if let id = $1 { $0.insert(id) } }
                }
                for _ in 0..<3 { _ = try await place.janitor(patient, ahead: .hours(26)).round(dryRun: false) }
                try await place.runDeletions()
                for (number, file) in files.enumerated() {
                    let record = try await place.record(file.id)
                    #expect(record.status == (confirmed.contains(file.id) ? .confirmed : .failed))
                    guard record.status == .confirmed else { continue }
                    #expect(try await place.bytes(record.bucket, record.key) == Array("file \(number)".utf8))
                }
                #expect(try await place.keys(place.temporary).isEmpty)
                #expect(try await place.keys(place.files).count == confirmed.count)
            }
        }

        @Test func filesThatAreDeletedWhileTheyAreArchivedLeaveNothingBehind() async throws {
            try await LivePlace.with { place in
                var files: [FileID] = []
                for number in 0..<12 { files.append(try await place.readyFile("file \(number)").id) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (number, file) in files.enumerated() where number % 2 == 0 {
                        group.addTask {
                            try await Task.sleep(for: .milliseconds(number * 3))
                            _ = try await place.repository.deleteFile(file, owner: place.owner)
                        }
                    }
                    group.addTask { _ = try await place.janitor(ahead: .days(31)).round(dryRun: false) }
                    try await group.waitForAll()
                }
                try await place.runDeletions()
                #expect(try await place.keys(place.files).count == 6)
                for (number, file) in files.enumerated() where number % 2 == 1 {
                    let record = try await place.record(file)
                    #expect(try await place.bytes(record.bucket, record.key) == Array("file \(number)".utf8))
                }
            }
        }
    }
}
