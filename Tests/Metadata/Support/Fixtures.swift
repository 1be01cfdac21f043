import Foundation
import Testing

@testable import Metadata

/// What many tests need in the database.
enum Fixtures {
    static func newFile(
        owner: UserID, id: FileID = .random(), reconciliation: ReconciliationID? = nil,
        filename: String = "transactions.csv", expiresIn seconds: Double = 3600
    ) -> NewFile {
        NewFile(
            id: id, owner: owner, reconciliationID: reconciliation, filename: filename, fileType: .source,
            bucket: "temp-uploads", key: "temp/\(owner)/source/\(id).csv", contentType: "text/csv",
            declaredSize: 1234, uploadMethod: "put", uploadExpiresAt: Date(timeIntervalSinceNow: seconds))
    }

    /// A pending file of a user.
    static func file(_ database: Database, owner: UserID, expiresIn seconds: Double = 3600) async throws -> FileID {
        let file = newFile(owner: owner, expiresIn: seconds)
        let outcome = try await FileRepository(database: database).createFileRecord(file, rateLimit: nil)
        try #require(outcome == .created(file.id))
        return file.id
    }

    static func reconciliation(_ database: Database, owner: UserID) async throws -> ReconciliationID {
        let id = ReconciliationID.random()
        try await database.query(
            .once("test", "INSERT INTO users (id) VALUES ($1::uuid) ON CONFLICT DO NOTHING"), [.id(owner)])
        try await database.query(
            .once("test", "INSERT INTO reconciliations (id, user_id) VALUES ($1::uuid, $2::uuid)"),
            [.id(id), .id(owner)])
        return id
    }

    static func object(_ file: FileID) -> ConfirmedObject {
        ConfirmedObject(
            bucket: "reconciliation-files", key: "files/\(file).csv", size: 1234, etag: "\"abc\"",
            contentType: "text/csv")
    }

    @discardableResult
    static func confirm(_ database: Database, _ file: FileID, owner: UserID) async throws -> ConfirmOutcome {
        try await FileRepository(database: database).confirmUpload(
            file, owner: owner, object: object(file), reconciliationID: nil, metadataJSON: nil, declaredHash: nil)
    }

    /// A confirmed file whose ingestion `worker` has claimed and begun.
    static func task(
        _ database: Database, worker: String, lease: Duration = .seconds(60)
    ) async throws -> (owner: UserID, job: Job, task: IngestionTask) {
        let owner = UserID.random()
        let file = try await file(database, owner: owner)
        guard case .confirmed(let ingestion) = try await confirm(database, file, owner: owner) else {
            throw Unexpected()
        }
        try await database.query(
            .once("test", "UPDATE jobs SET state = 'done' WHERE state = 'ready' AND payload->>'file_id' <> $1::text"),
            [.text(file.description)])
        let job = try #require(
            try await JobQueue(database: database).claim(worker: worker, kinds: [.ingest], lease: lease))
        let task = try #require(try await IngestionStore(database: database).begin(ingestion))
        return (owner, job, task)
    }

    struct Unexpected: Error {}
}
