public import Foundation

/// A finished file that is old enough for the archive.
public struct ArchiveCandidate: Sendable, Hashable {
    /// The file's identity.
    public var id: FileID
    /// The file's owner.
    public var userID: UserID
    /// The bucket that holds the object now.
    public var bucket: String
    /// The object's name there.
    public var key: String
    /// The object's entity tag as it was confirmed; nil when it isn't recorded.
    public var etag: String?
    /// The object's size in bytes; nil when it isn't recorded.
    public var size: Int64?
    /// Where to go on after this candidate.
    public var position: String

    /// A candidate with these parts.
    public init(
        id: FileID, userID: UserID, bucket: String, key: String, etag: String?, size: Int64?, position: String
    ) {
        self.id = id
        self.userID = userID
        self.bucket = bucket
        self.key = key
        self.etag = etag
        self.size = size
        self.position = position
    }
}

extension HousekeepingStore {
    private static let candidates = Statement(
        "archiveCandidates", isReadOnly: true,
        """
        SELECT id, user_id, bucket, storage_path, etag, file_size_bytes, processed_at
        FROM file_uploads
        WHERE status = 'ready' AND archived_at IS NULL AND processed_at < $1::timestamptz
            AND (processed_at, id) > ($2::timestamptz, $3::uuid)
        ORDER BY processed_at, id
        LIMIT $4::int8
        """)

    /// Files that were ready before `moment` and aren't archived, the longest finished first.
    ///
    /// `position` is that of the last candidate before, or nil to begin.
    public func archiveCandidates(
        readyBefore moment: Date, after position: String?, limit: Int
    ) async throws(DatabaseError) -> [ArchiveCandidate] {
        let cursor =
            position.flatMap(FileCursor.init(_:))
            ?? FileCursor(createdAt: .distantPast, id: FileID(UUID(uuid: UUID.lowest)))
        let result = try await database.query(
            Self.candidates,
            [.timestamp(moment), .timestamp(cursor.createdAt), .id(cursor.id), .int8(Int64(max(0, limit)))])
        return try result.map { row throws(DatabaseError) in
            let id: FileID = try row.identifier()
            let owner: UserID = try row.identifier()
            let bucket = try row.text()
            let key = try row.text()
            let etag = try row.optionalText()
            let size = try row.optionalInteger()
            let position = FileCursor(createdAt: try row.timestamp(), id: id).description
            return ArchiveCandidate(
                id: id, userID: owner, bucket: bucket, key: key, etag: etag, size: size, position: position)
        }
    }

    private static let archiving = Statement(
        "archiveFile",
        """
        WITH moved AS (
            UPDATE file_uploads
            SET bucket = $4::text, storage_path = $5::text, etag = $6::text, archived_at = $7::timestamptz,
                updated_at = now()
            WHERE id = $1::uuid AND status = 'ready' AND archived_at IS NULL
                AND bucket = $2::text AND storage_path = $3::text
            RETURNING id, user_id
        ), leftover AS (
            INSERT INTO jobs (kind, payload, run_at)
            SELECT 'delete_object', \(JobKind.deletion("$2::text", "$3::text", of: "id", "user_id")),
                now() + $8::interval
            FROM moved
        )
        SELECT count(*) FROM moved
        """)

    /// Says that the file's object is now its copy in the archive, and queues the deletion of the old one.
    ///
    /// One conditional statement: false when the file was deleted or moved since it was a candidate. Then nothing
    /// changed and nothing will ever refer to this copy. The old object stays for `pause`, so that URLs that were
    /// handed out for it go on working.
    public func archive(
        _ candidate: ArchiveCandidate, to copy: ConfirmedObject, at moment: Date, deletingSourceAfter pause: Duration
    ) async throws(DatabaseError) -> Bool {
        let result = try await database.query(
            Self.archiving,
            [
                .id(candidate.id), .text(candidate.bucket), .text(candidate.key), .text(copy.bucket), .text(copy.key),
                .text(copy.etag), .timestamp(moment), .interval(pause),
            ])
        guard var row = result.first else { return false }
        return try row.integer() > 0
    }
}

extension UUID {
    /// Nothing sorts before it.
    fileprivate static let lowest: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
}
