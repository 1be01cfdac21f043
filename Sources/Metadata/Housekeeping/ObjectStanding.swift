public import Foundation

/// What the records say about one object of the store.
public enum ObjectStanding: Sendable, Hashable {
    /// A record says that its file is this object: never delete it.
    case needed
    /// No record needs it, and its deletion is queued for a time of its own.
    case awaitingDeletion
    /// It was uploaded for a record that failed without a confirmation and without a job that could be revived, or that
    /// keeps its file elsewhere by now. That can't change back, so the object may go once nobody can upload it again:
    /// after this moment.
    case released(uploadExpiresAt: Date)
    /// No record names it. A confirmation or an archiving that is under way makes its copy before its record, so age
    /// has to tell.
    case unknown
}

extension HousekeepingStore {
    /// A record's place is its object, with one exception: what was uploaded for a file that failed before it was
    /// confirmed (only that sets the entity tag) is of no use to anybody. A file that failed later keeps its object
    /// until its owner deletes it, since its job may be given another chance; and so does one whose confirmation was
    /// put off and has died, for as long as its job is there.
    private static let standing = Statement(
        "objectStandings", isReadOnly: true,
        """
        SELECT
            object.key,
            EXISTS (
                SELECT FROM file_uploads
                WHERE bucket = $1::text AND storage_path = object.key
                    AND (bucket <> upload_bucket OR storage_path <> upload_path)
            ) OR EXISTS (
                SELECT FROM file_uploads
                WHERE upload_bucket = $1::text AND upload_path = object.key
                    AND bucket = upload_bucket AND storage_path = upload_path
                    AND (status <> 'failed' OR etag IS NOT NULL OR EXISTS (
                        SELECT FROM jobs
                        WHERE kind = 'confirm' AND state <> 'done' AND payload->>'file_id' = file_uploads.id::text
                    ))
            ),
            EXISTS (
                SELECT FROM jobs
                WHERE kind = 'delete_object' AND state IN ('ready', 'running')
                    AND payload->>'bucket' = $1::text AND payload->>'key' = object.key
            ),
            (SELECT upload_expires_at FROM file_uploads
                WHERE upload_bucket = $1::text AND upload_path = object.key)
        FROM unnest($2::text[]) AS object (key)
        """)

    /// What the records say about each of these objects of a bucket, by key; one round trip and one snapshot.
    public func standings(
        bucket: String, keys: [String]
    ) async throws(DatabaseError) -> [String: ObjectStanding] {
        guard !keys.isEmpty else { return [:] }
        let result = try await database.query(Self.standing, [.text(bucket), .textArray(keys)])
        var standings: [String: ObjectStanding] = [:]
        for (key, standing) in try result.map(Self.standing(row:)) { standings[key] = standing }
        return standings
    }

    private static func standing(row: inout RowReader) throws(DatabaseError) -> (String, ObjectStanding) {
        let key = try row.text()
        let isNeeded = try row.bool()
        let isQueued = try row.bool()
        let expiry = try row.optionalTimestamp()
        if isNeeded { return (key, .needed) }
        if isQueued { return (key, .awaitingDeletion) }
        return (key, expiry.map { .released(uploadExpiresAt: $0) } ?? .unknown)
    }
}
