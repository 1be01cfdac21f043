public import Foundation

/// A file that must have an object, and where.
public struct StoredFile: Sendable, Hashable {
    /// The file's identity.
    public var id: FileID
    /// Where the file is in its life.
    public var status: FileStatus
    /// The bucket that must hold the object.
    public var bucket: String
    /// The object's name there.
    public var key: String
}

extension HousekeepingStore {
    private static let stored = Statement(
        "storedFiles", isReadOnly: true,
        """
        SELECT id, status, bucket, storage_path
        FROM file_uploads
        WHERE status IN ('confirmed', 'processing', 'ready') AND ($1::uuid IS NULL OR id > $1::uuid)
        ORDER BY id
        LIMIT $2::int8
        """)

    /// Files from `confirmed` on, in the order of their identities, after `id`; nil begins.
    public func storedFiles(after id: FileID?, limit: Int) async throws(DatabaseError) -> [StoredFile] {
        let result = try await database.query(Self.stored, [.id(id), .int8(Int64(max(0, limit)))])
        return try result.map { row throws(DatabaseError) in try Self.storedFile(row: &row) }
    }

    private static let current = Statement(
        "storedFile", isReadOnly: true,
        """
        SELECT id, status, bucket, storage_path
        FROM file_uploads
        WHERE id = $1::uuid AND status IN ('confirmed', 'processing', 'ready')
        """)

    /// The file as it is now; nil when it's gone or needs no object any more.
    public func storedFile(_ id: FileID) async throws(DatabaseError) -> StoredFile? {
        guard var row = try await database.query(Self.current, [.id(id)]).first else { return nil }
        return try Self.storedFile(row: &row)
    }

    private static func storedFile(row: inout RowReader) throws(DatabaseError) -> StoredFile {
        let id: FileID = try row.identifier()
        let status: FileStatus = try row.value()
        let bucket = try row.text()
        return StoredFile(id: id, status: status, bucket: bucket, key: try row.text())
    }

    private static let unconfirmed = Statement(
        "countUnconfirmed", isReadOnly: true,
        """
        SELECT count(*) FROM (
            SELECT FROM file_uploads
            WHERE status IN ('pending', 'uploading') AND upload_expires_at < $1::timestamptz
            LIMIT $2::int8
        ) AS stale
        """)

    /// How many uploads ``FileRepository/expireUploads(before:limit:message:)`` would fail, counted up to `limit`.
    public func countUnconfirmed(before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        try await count(Self.unconfirmed, before: moment, limit: limit)
    }

    private static let finished = Statement(
        "countFinishedJobs", isReadOnly: true,
        """
        SELECT count(*) FROM (
            SELECT FROM jobs WHERE state = 'done' AND updated_at < $1::timestamptz LIMIT $2::int8
        ) AS old
        """)

    /// How many jobs ``JobQueue/removeFinished(before:limit:)`` would remove, counted up to `limit`.
    public func countFinishedJobs(before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        try await count(Self.finished, before: moment, limit: limit)
    }

    private func count(_ statement: Statement, before moment: Date, limit: Int) async throws(DatabaseError) -> Int {
        let result = try await database.query(statement, [.timestamp(moment), .int8(Int64(max(0, limit)))])
        guard var row = result.first else { return 0 }
        return Int(clamping: try row.integer())
    }
}
