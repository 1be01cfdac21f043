import Foundation
import Metadata
import Storage
import Testing

extension LivePlace {
    /// A signed and uploaded file that nobody confirmed; its URL expires in an hour.
    func pendingFile(_ content: String = "a,b\n1,2\n", isUploaded: Bool = true) async throws -> NewFile {
        let id = FileID.random()
        let file = NewFile(
            id: id, owner: owner, reconciliationID: nil, filename: "a.csv", fileType: .source, bucket: temporary,
            key: "temp/\(owner)/source/\(id).csv", contentType: "text/csv", declaredSize: nil, uploadMethod: "put",
            uploadExpiresAt: Date(timeIntervalSinceNow: 3600))
        try #require(try await repository.createFileRecord(file, rateLimit: nil) == .created(id))
        if isUploaded { try await put(temporary, file.key, content) }
        return file
    }

    /// Confirms as the service does: look, copy what was seen to a name of its own, record, else take the copy away.
    @discardableResult
    func confirm(_ file: NewFile) async throws -> Bool {
        let source = ObjectLocation(bucket: file.bucket, key: file.key)
        let target = ObjectLocation(
            bucket: files, key: "files/\(owner)/\(file.id)/\(UUID().uuidString.lowercased()).csv")
        let seen: ObjectMetadata
        let etag: String
        do throws(StorageError) {
            seen = try await store.head(source)
            etag = try await store.copy(source, to: target, ifSourceMatches: seen.etag)
        } catch {
            guard error.code == .objectNotFound || error.code == .preconditionFailed else { throw error }
            return false
        }
        let outcome = try await repository.confirmUpload(
            file.id, owner: owner,
            object: ConfirmedObject(
                bucket: target.bucket, key: target.key, size: seen.size, etag: etag, contentType: nil),
            reconciliationID: nil, metadataJSON: nil, declaredHash: nil)
        if case .confirmed = outcome { return true }
        try await store.delete(target)
        return false
    }

    /// A file that is ready now.
    func readyFile(_ content: String = "a,b\n1,2\n") async throws -> FileRecord {
        let file = try await pendingFile(content)
        try #require(try await confirm(file))
        try await set(file.id, status: "ready")
        return try await record(file.id)
    }

    /// Puts a file into a state, whatever the rules say.
    func set(_ id: FileID, status: String) async throws {
        try await database.query(
            .once("test", "UPDATE file_uploads SET status = $2::text, processed_at = now() WHERE id = $1::uuid"),
            [.id(id), .text(status)])
    }

    func record(_ id: FileID) async throws -> FileRecord {
        try #require(try await repository.file(id, owner: owner))
    }

    func put(_ bucket: String, _ key: String, _ content: String = "orphan") async throws {
        _ = try await store.put(
            ObjectLocation(bucket: bucket, key: key), bytes: Array(content.utf8), contentType: "text/csv")
    }

    /// Does every queued deletion now, whenever it was due.
    func runDeletions() async throws {
        try await database.query(
            .once("test", "UPDATE jobs SET run_at = now() WHERE kind = 'delete_object' AND state = 'ready'"))
        while let job = try await jobs.claim(worker: "test", kinds: [.deleteObject], lease: .seconds(60)) {
            guard case .deleteObject(let bucket, let key) = job.payload else { continue }
            try await store.delete(ObjectLocation(bucket: bucket, key: key))
            try #require(try await jobs.complete(job.id, worker: "test"))
        }
    }

    func forgetDeletions() async throws {
        try await database.query(.once("test", "DELETE FROM jobs WHERE kind = 'delete_object'"))
    }

    /// Everything that housekeeping could change, as one text.
    func snapshot() async throws -> String {
        var parts: [String] = []
        for table in ["file_uploads", "file_ingestions", "jobs", "leases", "housekeeping_progress"] {
            let result = try await database.query(
                .once("test", "SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM \(table) AS t"))
            var row = try #require(result.first)
            parts.append(try row.text())
        }
        for bucket in [temporary, files] { parts += try await keys(bucket) }
        return parts.joined(separator: "\n")
    }

    /// The only column of the only row, a number.
    func number(_ sql: String) async throws -> Int64 {
        var row = try #require(try await database.query(.once("test", sql)).first)
        return try row.integer()
    }
}
