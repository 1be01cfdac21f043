import ContractRuntime
import ContractVerifier
import Foundation
import Metadata
import OpenAPI
import Storage
import TestSupport
import Testing
import YAML

/// Sets up the states that the contract names under `x-states`.
struct ScenarioStates {
    let fixture: ContractFixture
    /// Part of every object's name, so that no scenario finds what another has uploaded.
    private let scenario = UUID().uuidString

    init(fixture: ContractFixture) {
        self.fixture = fixture
    }

    private var files: FileRepository { FileRepository(database: fixture.service.database) }
    private var buckets: BucketNames { fixture.service.storage.buckets }

    /// A state that the contract names and these tests do not know.
    struct Unknown: Error, CustomStringConvertible {
        let name: String
        var description: String { "the state '\(name)' is not set up by ScenarioStates; add it" }
    }

    /// Forgets everything, then sets a state up.
    func setUp(_ name: String?) async throws {
        try await fixture.service.database.query(
            .once(
                "forget",
                """
                TRUNCATE users, reconciliations, file_uploads, file_ingestions, transactions, rejected_rows, jobs,
                    rate_limits, idempotency_keys CASCADE
                """))
        try await fixture.service.database.query(.once("resume", "DROP TRIGGER IF EXISTS postpone ON jobs"))
        switch name {
        case nil, "no_file", "database_down", "storage_clock_skewed": break
        case "file_pending": try await makePending()
        case "storage_down":
            try await makePending()
            // The other server's worker reaches the store, and would carry the confirmation out before it is looked at.
            try await postponeJobs()
        case "file_uploaded": try await makeUploaded()
        case "file_uploaded_too_short": try await makeUploaded(content: Array("date,amoun".utf8))
        case "file_uploaded_as_another_kind":
            try await makeUploaded(content: [0x50, 0x4B, 0x03, 0x04] + ContractFixture.content.dropFirst(4))
        case "confirmation_queued":
            try await makeUploaded()
            try await postponeJobs()
            let outcome = try await files.deferConfirmation(
                ContractFixture.file, owner: ContractFixture.user, announcedSize: nil, reconciliationID: nil,
                metadataJSON: nil, declaredHash: nil)
            try await fixture.service.database.query(.once("resume", "DROP TRIGGER postpone ON jobs"))
            guard case .confirmed = outcome else { throw Unknown(name: "deferred: \(outcome)") }
        case "file_confirmed": try await makeConfirmed(postpones: true)
        case "file_ready", "file_ready_and_storage_clock_skewed": try await makeFinal(.ready)
        case "file_partly_rejected": try await makeFinal(.ready, content: ContractFixture.partlyRejectedContent)
        case "file_wholly_rejected": try await makeFinal(.failed, content: ContractFixture.whollyRejectedContent)
        case "file_failed": try await makeFinal(.failed, content: ContractFixture.unreadableContent)
        case "file_rejected":
            try await makePending()
            _ = try await files.updateFileStatus(
                ContractFixture.file, from: [.pending], to: .failed, errorMessage: "The upload had another size.")
        case "file_of_another_user": try await makeConfirmed(owner: ContractFixture.stranger, postpones: true)
        case "reconciliation_and_file_ready":
            try await makeFinal(.ready)
            try await makeReconciliation(ContractFixture.reconciliation, owner: ContractFixture.user)
        case "reconciliation_of_another_user":
            try await makeFinal(.ready)
            try await makeReconciliation(ContractFixture.foreignReconciliation, owner: ContractFixture.stranger)
        case "file_uploaded_and_foreign_reconciliation":
            try await makeUploaded()
            try await makeReconciliation(ContractFixture.foreignReconciliation, owner: ContractFixture.stranger)
        case "ten_uploads_signed": try await signUploads(10)
        case "upload_signed_with_key": try await signWithKey()
        case "ten_uploads_signed_with_key":
            try await signWithKey()
            try await signUploads(9)
        case "quota_used_up": try await useQuotaUp()
        case "usage_asked_sixty_times": try await askForUsage(60)
        case let name?: throw Unknown(name: name)
        }
    }

    private func makePending(owner: UserID = ContractFixture.user, id: FileID = ContractFixture.file) async throws {
        let outcome = try await files.createFileRecord(newFile(owner: owner, id: id), rateLimit: nil)
        #expect(outcome == .created(id))
    }

    private func newFile(owner: UserID, id: FileID) -> NewFile {
        NewFile(
            id: id, owner: owner, reconciliationID: nil, filename: "transactions.csv", fileType: .source,
            bucket: buckets.temporaryUploads, key: "temp/\(owner)/source/\(scenario)/\(id).csv",
            contentType: "text/csv",
            declaredSize: 142, uploadMethod: "put", uploadExpiresAt: Date().addingTimeInterval(3_600))
    }

    private func makeUploaded(
        owner: UserID = ContractFixture.user, content: [UInt8] = ContractFixture.content
    ) async throws {
        try await makePending(owner: owner)
        let file = newFile(owner: owner, id: ContractFixture.file)
        _ = try await fixture.service.objects.put(
            ObjectLocation(bucket: file.bucket, key: file.key), bytes: content, contentType: "text/csv")
    }

    /// Confirms as the service does. A postponed job is not worked off during the scenario.
    private func makeConfirmed(
        owner: UserID = ContractFixture.user, content: [UInt8] = ContractFixture.content, postpones: Bool
    ) async throws {
        try await makeUploaded(owner: owner, content: content)
        let file = newFile(owner: owner, id: ContractFixture.file)
        let target = ObjectLocation(
            bucket: buckets.reconciliationFiles, key: "files/\(owner)/\(scenario)/\(file.id).csv")
        let objects = fixture.service.objects
        let source = ObjectLocation(bucket: file.bucket, key: file.key)
        let found = try await objects.head(source)
        let etag = try await objects.copy(source, to: target, ifSourceMatches: found.etag)
        let database = fixture.service.database
        if postpones { try await postponeJobs() }
        let outcome = try await files.confirmUpload(
            file.id, owner: owner,
            object: ConfirmedObject(
                bucket: target.bucket, key: target.key, size: found.size, etag: etag, contentType: "text/csv"),
            reconciliationID: nil, metadataJSON: nil, declaredHash: nil)
        if postpones {
            try await database.query(.once("resume", "DROP TRIGGER postpone ON jobs"))
        }
        guard case .confirmed = outcome else { throw Unknown(name: "confirmed: \(outcome)") }
    }

    /// Lets new jobs fall due in an hour, so that the server's workers leave them alone during the scenario.
    private func postponeJobs() async throws {
        let database = fixture.service.database
        try await database.query(
            .once(
                "makePostpone",
                """
                CREATE OR REPLACE FUNCTION postpone() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN NEW.run_at := now() + interval '1 hour'; RETURN NEW; END $$
                """))
        try await database.query(
            .once(
                "postpone",
                "CREATE OR REPLACE TRIGGER postpone BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION postpone()"))
    }

    /// Confirms, and waits until the server's worker has come to an end with the file.
    private func makeFinal(
        _ status: Metadata.FileStatus, content: [UInt8] = ContractFixture.content
    ) async throws {
        try await makeConfirmed(content: content, postpones: false)
        let record = try await fixture.service.eventually { () -> FileRecord? in
            let record = try await files.file(ContractFixture.file, owner: ContractFixture.user)
            return record.flatMap { $0.status == .ready || $0.status == .failed ? $0 : nil }
        }
        #expect(record?.status == status, "\(record?.errorMessage ?? "no error")")
    }

    private func makeReconciliation(_ id: ReconciliationID, owner: UserID) async throws {
        let database = fixture.service.database
        try await database.query(
            .once("makeUser", "INSERT INTO users (id) VALUES ($1::uuid) ON CONFLICT DO NOTHING"), [.id(owner)])
        try await database.query(
            .once(
                "makeReconciliation",
                "INSERT INTO reconciliations (id, user_id, name) VALUES ($1::uuid, $2::uuid, 'January')"),
            [.id(id), .id(owner)])
    }

    /// Sends the example itself, since the answer must be known by the request.
    private func signWithKey() async throws {
        let scenario = try #require(
            Scenarios.all.first { $0.operation == "signUpload" && $0.name == "repeated" })
        let token = try await fixture.service.tokens.token(subject: ContractFixture.user.description)
        var headers = scenario.headers.map { ($0.name, $0.value) }
        headers += [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")]
        let response = try await fixture.service.send(
            scenario.method, fixture.server.url + scenario.path, headers: headers,
            body: scenario.body.map { Array($0.utf8) })
        #expect(response.status == 201)
    }

    private func useQuotaUp() async throws {
        let operation = try #require(fixture.document.operations.first { $0.identifier == "signUpload" })
        let bytes = try #require(operation.extensions["x-quota"]?["bytes"]?.scalar?.text)
        var file = newFile(owner: ContractFixture.user, id: ContractFixture.file)
        file.maximumSize = try #require(Int64(bytes))
        #expect(try await files.createFileRecord(file, rateLimit: nil) == .created(file.id))
    }

    private func askForUsage(_ times: Int) async throws {
        let limiter = RateLimiter(database: fixture.service.database)
        for _ in 0..<times {
            let outcome = try await limiter.admit(
                ContractFixture.user, RateLimit(count: times, window: .seconds(60), operation: "getUsage"))
            #expect(outcome == .admitted)
        }
    }

    private func signUploads(_ count: Int) async throws {
        for _ in 0..<count {
            let id = FileID.random()
            let outcome = try await files.createFileRecord(
                newFile(owner: ContractFixture.user, id: id), rateLimit: RateLimit(count: 10, window: .seconds(60)))
            #expect(outcome == .created(id))
        }
    }
}
