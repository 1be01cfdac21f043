import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct AuditTrailTests {
        @discardableResult
        private func request<Value: Sendable>(
            _ identifier: String = "req-1", operation: String = "test",
            _ body: @Sendable () async throws -> Value
        ) async throws -> Value {
            try await ChangeOrigin.$current.withValue(
                .request(identifier, operation: operation), operation: body)
        }

        @Test func eachChangeWritesItsEventWithWhoMadeIt() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let jobs = JobQueue(database: database)
            let store = IngestionStore(database: database)
            let owner = UserID.random()
            let reconciliation = try await Fixtures.reconciliation(database, owner: owner)
            let file = Fixtures.newFile(owner: owner)
            _ = try await request("r-sign") { try await repository.createFileRecord(file, rateLimit: nil) }
            let confirmed = try await request("r-confirm") {
                try await Fixtures.confirm(database, file.id, owner: owner)
            }
            guard case .confirmed(let ingestion) = confirmed else { throw Fixtures.Unexpected() }
            try await ChangeOrigin.$current.withValue(.worker) { () async throws -> Void in
                let job = try #require(try await jobs.claim(worker: "w", kinds: [.ingest], lease: .seconds(60)))
                let task = try #require(try await store.begin(ingestion))
                #expect(
                    try await store.commit(task, job: job.id, worker: "w") { _ in
                        IngestionResult(rowCount: 0, sha256: String(repeating: "a", count: 64))
                    })
            }
            _ = try await request("r-link") {
                try await repository.linkToReconciliation(file.id, owner: owner, reconciliationID: reconciliation)
            }
            _ = try await request("r-download") { try await repository.recordDownload(file.id, owner: owner) }
            _ = try await request("r-delete") { try await repository.deleteFile(file.id, owner: owner) }

            let events = try await AuditTrail(database: database).events(of: file.id, limit: 100).reversed()
            #expect(
                events.map(\.action) == ["sign", "confirm", "process", "ready", "link", "download", "delete"])
            #expect(
                events.map { $0.requestID ?? $0.actor }
                    == ["r-sign", "r-confirm", "worker", "worker", "r-link", "r-download", "r-delete"])
            #expect(events.allSatisfy { $0.outcome == .done && $0.userID == owner && $0.ownerID == owner })
            #expect(events.map(\.actor) == ["user", "user", "worker", "worker", "user", "user", "user"])
            #expect(try #require(events.first?.detailsJSON).contains("transactions.csv"))
        }

        @Test func whatHousekeepingAndAPersonAtTheDatabaseDoIsToldApart() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let owner = UserID.random()
            let expired = try await Fixtures.file(database, owner: owner, expiresIn: -10)
            let touched = try await Fixtures.file(database, owner: owner)
            _ = try await ChangeOrigin.$current.withValue(.housekeeping) {
                try await repository.expireUploads(before: Date(), message: "too late")
            }
            try await database.query(
                .once("test", "UPDATE file_uploads SET status = 'failed' WHERE id = $1::uuid"), [.id(touched)])
            let trail = AuditTrail(database: database)
            let expiry = try #require(try await trail.events(of: expired, limit: 1).first)
            #expect(expiry.action == "fail" && expiry.actor == "housekeeping")
            #expect(try #require(expiry.detailsJSON).contains("too late"))
            let touch = try #require(try await trail.events(of: touched, limit: 1).first)
            #expect(touch.action == "fail" && touch.actor == "database" && touch.requestID == nil)
        }

        /// The origin belongs to the transaction: the next user of the connection must not inherit it.
        @Test func anOriginDoesNotOutliveItsStatement() async throws {
            try await withPool({ $0.poolSize = 1 }) { database in
                let owner = UserID.random()
                _ = try await request { try await Fixtures.file(database, owner: owner) }
                let second = try await Fixtures.file(database, owner: owner)
                let event = try #require(try await AuditTrail(database: database).events(of: second, limit: 1).first)
                #expect(event.actor == "database" && event.requestID == nil)
            }
        }

        @Test func whatIsRolledBackLeavesNoEvent() async throws {
            let database = try TestDatabase.required().database
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            await #expect(throws: Fixtures.Unexpected.self) {
                try await database.transaction { session in
                    try await session.query(
                        .once("test", "DELETE FROM file_uploads WHERE id = $1::uuid"), [.id(file)])
                    throw Fixtures.Unexpected()
                }
            }
            #expect(try await AuditTrail(database: database).events(of: file, limit: 10).map(\.action) == ["sign"])
            #expect(try await FileRepository(database: database).usage(of: owner).files == 1)
        }

        @Test func aTransactionTakesTheOriginAlong() async throws {
            let database = try TestDatabase.required().database
            let file = try await Fixtures.file(database, owner: .random())
            try await request("r-7") {
                try await database.transaction { session in
                    try await session.query(
                        .once("test", "DELETE FROM file_uploads WHERE id = $1::uuid"), [.id(file)])
                }
            }
            let event = try #require(try await AuditTrail(database: database).events(of: file, limit: 1).first)
            #expect(event.action == "delete" && event.requestID == "r-7")
        }

        @Test func everyWayToAskForAnothersFileIsRecordedApartFromAnUnknownOne() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let (owner, stranger) = (UserID.random(), UserID.random())
            let foreign = try await Fixtures.file(database, owner: owner)
            let unknown = FileID.random()
            for file in [foreign, unknown] {
                let probes: [@Sendable () async throws -> Bool] = [
                    { try await repository.file(file, owner: stranger) == nil },
                    { try await repository.getFileStatus(file.rawValue, owner: stranger) == nil },
                    { try await repository.recordDownload(file, owner: stranger) == .notFound },
                    { try await repository.deleteFile(file, owner: stranger) == .notFound },
                    { try await repository.transactions(of: file, owner: stranger, afterLine: nil, limit: 1) == nil },
                    { try await repository.rejectedRows(of: file, owner: stranger, afterLine: nil, limit: 1) == nil },
                    { try await Fixtures.confirm(database, file, owner: stranger) == .notFound },
                    {
                        try await repository.linkToReconciliation(
                            file, owner: stranger, reconciliationID: .random()) == .fileNotFound
                    },
                ]
                for (number, probe) in probes.enumerated() {
                    let isRefused = try await request("r-9", operation: "probe\(number)") { try await probe() }
                    #expect(isRefused)
                }
            }
            let trail = AuditTrail(database: database)
            for (file, reason, owner) in [
                (foreign, "file_of_another_user", Optional(owner)), (unknown, "no_such_file", nil),
            ] {
                let refused = try await trail.events(of: file, limit: 100).filter { $0.outcome == .refused }
                #expect(refused.count == 8)
                for event in refused {
                    #expect(event.action == "access" && event.actor == "user" && event.requestID == "r-9")
                    #expect(event.userID == stranger && event.ownerID == owner)
                    #expect(try #require(event.detailsJSON).contains(reason))
                    #expect(try #require(event.detailsJSON).contains("probe"))
                }
            }
            #expect(try await trail.events(of: stranger, limit: 100).count == 16)
            #expect(try await trail.events(of: owner, limit: 100).filter { $0.userID == stranger }.count == 8)
        }

        @Test func repeatedProbesAreOneEventWithTheirNumber() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let (owner, stranger) = (UserID.random(), UserID.random())
            let foreign = try await Fixtures.file(database, owner: owner)
            for file in [foreign, foreign, .random(), foreign] {
                _ = try await request { try await repository.file(file, owner: stranger) }
            }
            let refused = try await AuditTrail(database: database).events(of: foreign, limit: 100)
                .filter { $0.outcome == .refused }
            // An hour may have ended between two of them.
            #expect((1...2).contains(refused.count))
            let details = refused.compactMap(\.detailsJSON).joined()
            #expect(details.contains("\"count\": 3") || refused.count == 2)
        }

        /// Otherwise anyone with a token could fill the disk with made-up identifiers.
        @Test func probesForAnyNumberOfFilesLeaveABoundedNumberOfEvents() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let stranger = UserID.random()
            for _ in 0..<150 {
                _ = try await request { try await repository.file(.random(), owner: stranger) }
            }
            let events = try await AuditTrail(database: database).events(of: stranger, limit: 1_000)
            #expect((101...202).contains(events.count))
            let rest = try #require(events.first?.detailsJSON)
            #expect(rest.contains("too_many_to_name"))
            #expect(events.first?.fileID == nil)
        }

        @Test func whatAWorkerDeletesIsRecordedAlsoWhenTheFileIsGone() async throws {
            let database = try TestDatabase.required().database
            let owner = UserID.random()
            let file = try await Fixtures.file(database, owner: owner)
            _ = try await FileRepository(database: database).deleteFile(file, owner: owner)
            let sql = "UPDATE jobs SET state = 'done' WHERE kind = 'delete_object' AND payload->>'of_file' = $1::text"
            try await ChangeOrigin.$current.withValue(.worker) {
                try await database.query(.once("test", sql), [.text(file.description)])
            }
            let event = try #require(try await AuditTrail(database: database).events(of: file, limit: 1).first)
            #expect(event.action == "remove_object" && event.actor == "worker")
            #expect(event.userID == owner && event.ownerID == owner)
            #expect(try #require(event.detailsJSON).contains("key"))
        }

        @Test func anothersReconciliationIsRecorded() async throws {
            let database = try TestDatabase.required().database
            let repository = FileRepository(database: database)
            let (owner, stranger) = (UserID.random(), UserID.random())
            let foreign = try await Fixtures.reconciliation(database, owner: owner)
            let file = try await Fixtures.file(database, owner: stranger)
            for reconciliation in [foreign, .random()] {
                let link = try await request(operation: "link") {
                    try await repository.linkToReconciliation(file, owner: stranger, reconciliationID: reconciliation)
                }
                #expect(link == .reconciliationNotFound)
                let sign = try await request(operation: "sign") {
                    try await repository.createFileRecord(
                        Fixtures.newFile(owner: stranger, reconciliation: reconciliation), rateLimit: nil)
                }
                #expect(sign == .reconciliationNotFound)
            }
            let events = try await AuditTrail(database: database).events(of: stranger, limit: 100)
            let refused = events.filter { $0.outcome == .refused }
            #expect(refused.count == 4 && refused.filter { $0.fileID == file }.count == 2)
            let foreigners = refused.filter { $0.detailsJSON?.contains("reconciliation_of_another_user") == true }
            #expect(foreigners.count == 2 && foreigners.allSatisfy { $0.ownerID == owner })
            #expect(refused.filter { $0.detailsJSON?.contains("no_such_reconciliation") == true }.count == 2)
        }

        @Test func withoutARequestARefusalIsNotRecorded() async throws {
            let database = try TestDatabase.required().database
            let unknown = FileID.random()
            #expect(try await FileRepository(database: database).file(unknown, owner: .random()) == nil)
            #expect(try await AuditTrail(database: database).events(of: unknown, limit: 10).isEmpty)
        }

        @Test(arguments: [
            "UPDATE audit_events SET actor = 'nobody'", "DELETE FROM audit_events", "TRUNCATE audit_events",
            "WITH s AS (SELECT set_config('matchbot.audit_retention', 'on', true) AS x) "
                + "DELETE FROM audit_events USING s WHERE s.x = 'on'",
        ])
        func eventsCannotBeChanged(_ sql: String) async throws {
            let database = try TestDatabase.required().database
            let file = try await Fixtures.file(database, owner: .random())
            let error = await #expect(throws: DatabaseError.self) {
                try await database.query(.once("test", sql))
            }
            #expect(error?.code == .constraintViolation)
            #expect(try await AuditTrail(database: database).events(of: file, limit: 10).count == 1)
        }

        @Test func retentionForgetsOldEventsAndNeverYoungOnes() async throws {
            let database = try TestDatabase.required().database
            let trail = AuditTrail(database: database)
            let file = FileID.random()
            for days in [500, 401, 399, 31, 29, 0] {
                try await database.query(
                    .once(
                        "test",
                        """
                        INSERT INTO audit_events (occurred_at, actor, action, file_id)
                        VALUES (now() - $2::interval, 'user', 'test', $1::uuid)
                        """), [.id(file), .interval(.seconds(days * 86_400))])
            }
            let deadline = Date(timeIntervalSinceNow: -400 * 86_400)
            #expect(try await trail.countEvents(before: deadline, limit: 1_000) == 2)
            #expect(try await trail.removeEvents(before: deadline, limit: 1_000) == 2)
            #expect(try await trail.events(of: file, limit: 10).count == 4)
            #expect(try await trail.removeEvents(before: Date(timeIntervalSinceNow: 86_400), limit: 1_000) == 2)
            #expect(try await trail.events(of: file, limit: 10).count == 2)
        }

        @Test func theRemovalOfAnObjectNamesTheFileItWasUploadedFor() async throws {
            let database = try TestDatabase.required().database
            let trail = AuditTrail(database: database)
            let owner = UserID.random()
            let file = Fixtures.newFile(owner: owner)
            _ = try await FileRepository(database: database).createFileRecord(file, rateLimit: nil)
            try await trail.recordRemoval(bucket: file.bucket, key: file.key, reason: "not_needed")
            let event = try #require(try await trail.events(of: file.id, limit: 1).first)
            #expect(event.action == "remove_object" && event.actor == "housekeeping" && event.ownerID == owner)
            try await trail.recordRemoval(bucket: "b", key: "orphan-7", reason: "no_record")
            let sql = "SELECT count(*) FROM audit_events WHERE file_id IS NULL AND details->>'key' = 'orphan-7'"
            #expect(try await database.number(sql) == 1)
        }
    }

    @Suite struct ChangeOriginTests {
        @Test func ofARequestsIdentifierOnlyVisibleCharactersAreKeptAndNotTooMany() {
            let origin = ChangeOrigin.request("a b\u{0}\nc\u{E9}" + String(repeating: "x", count: 500), operation: "o")
            #expect(origin.requestID == "abc" + String(repeating: "x", count: 125))
            #expect(origin.actor == .user && origin.operation == "o")
        }
    }
}
