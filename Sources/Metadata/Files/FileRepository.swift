public import Foundation

/// The files of all users. Every method names the user, so another user's file is the same as an unknown one.
///
/// Each call is one round trip, unless its documentation says otherwise, and one transaction.
public struct FileRepository: Sendable {
    let database: Database

    /// The files in this database.
    public init(database: Database) {
        self.database = database
    }

    // MARK: One file

    private static let byID = Statement(
        "file", isReadOnly: true,
        """
        SELECT \(FileRecord.columns)
        FROM file_uploads AS f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
        WHERE f.id = $1::uuid AND f.user_id = $2::uuid
        """)

    /// The file; nil when it doesn't exist or is another user's.
    public func file(_ id: FileID, owner: UserID) async throws(DatabaseError) -> FileRecord? {
        if let record = try await record(Self.byID, [.id(id), .id(owner)]) { return record }
        try await refuse(id.rawValue, to: owner)
        return nil
    }

    private static let status = Statement(
        "getFileStatus", isReadOnly: true,
        """
        SELECT \(FileRecord.columns)
        FROM file_uploads AS f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
        WHERE f.id = coalesce((SELECT file_id FROM file_ingestions WHERE id = $1::uuid), $1::uuid)
            AND f.user_id = $2::uuid
        """)

    /// The file with this identity, or the file whose ingestion has it; nil when there's neither, or it's another
    /// user's.
    public func getFileStatus(_ id: UUID, owner: UserID) async throws(DatabaseError) -> FileRecord? {
        if let record = try await record(Self.status, [.uuid(id), .id(owner)]) { return record }
        try await refuse(id, to: owner)
        return nil
    }

    // MARK: Changes

    private static let update = Statement(
        "updateFileStatus",
        """
        UPDATE file_uploads
        SET status = $3::text,
            error_message = $4::text,
            upload_started_at = CASE
                WHEN $3::text IN ('uploading', 'uploaded') THEN coalesce(upload_started_at, now())
                ELSE upload_started_at END,
            upload_completed_at = CASE
                WHEN $3::text = 'uploaded' THEN coalesce(upload_completed_at, now())
                ELSE upload_completed_at END,
            updated_at = now()
        WHERE id = $1::uuid AND status = ANY ($2::text[])
        """)

    /// Changes the state if the file is in one of `from` and the transition is legal; false when nothing changed.
    ///
    /// It has no owner: it's for what the service learns by itself, not for what a user asks.
    public func updateFileStatus(
        _ id: FileID, from: Set<FileStatus>, to: FileStatus, errorMessage: String?
    ) async throws(DatabaseError) -> Bool {
        let legal = from.filter { $0.canBecome(to) }
        guard !legal.isEmpty else { return false }
        let result = try await database.query(
            Self.update,
            [
                .id(id), .textArray(legal.map(\.rawValue).sorted()), .text(to.rawValue), .optional(errorMessage),
            ])
        return result.affectedRows > 0
    }

    private static let link = Statement(
        "linkToReconciliation",
        """
        WITH owned AS (
            SELECT id FROM reconciliations WHERE id = $3::uuid AND user_id = $2::uuid
        ), f AS (
            UPDATE file_uploads
            SET reconciliation_id = owned.id, updated_at = now()
            FROM owned
            WHERE file_uploads.id = $1::uuid AND file_uploads.user_id = $2::uuid
            RETURNING file_uploads.*
        )
        SELECT true, \(FileRecord.columns) FROM f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
        UNION ALL
        SELECT false, \(FileRecord.columns) FROM file_uploads AS f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
        WHERE f.id = $1::uuid AND f.user_id = $2::uuid AND NOT EXISTS (SELECT FROM owned)
        """)

    /// Makes the file part of the reconciliation, in whatever state it is.
    public func linkToReconciliation(
        _ id: FileID, owner: UserID, reconciliationID: ReconciliationID
    ) async throws(DatabaseError) -> LinkOutcome {
        let result = try await database.query(Self.link, [.id(id), .id(owner), .id(reconciliationID)])
        guard var row = result.first else {
            try await refuse(id.rawValue, to: owner)
            return .fileNotFound
        }
        if try row.bool() { return .linked(try FileRecord(row: &row)) }
        try await refuse(reconciliationID, for: id, to: owner)
        return .reconciliationNotFound
    }

    private static let download = Statement(
        "recordDownload",
        """
        WITH hurried AS MATERIALIZED (
            SELECT set_config('synchronous_commit', 'off', true) AS setting
        ), counted AS (
            UPDATE file_uploads
            SET download_count = download_count + 1
            FROM hurried
            WHERE id = $1::uuid AND user_id = $2::uuid AND status IN ('confirmed', 'processing', 'ready')
                AND hurried.setting = 'off'
            RETURNING file_uploads.*
        ), audited AS (
            INSERT INTO audit_events (actor, user_id, owner_id, action, file_id, request_id)
            SELECT $3::text, user_id, user_id, 'download', id, $4::text FROM counted
        ), f AS (
            SELECT * FROM counted
            UNION ALL
            SELECT * FROM file_uploads
            WHERE id = $1::uuid AND user_id = $2::uuid AND NOT EXISTS (SELECT FROM counted)
        )
        SELECT EXISTS (SELECT FROM counted), \(FileRecord.columns)
        FROM f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
        """)

    /// Counts a download, adds it to the audit trail, and returns where the object is.
    ///
    /// Both are written without waiting for the disk: a crash of the server may forget the downloads of its last
    /// second, and nothing else.
    public func recordDownload(_ id: FileID, owner: UserID) async throws(DatabaseError) -> DownloadOutcome {
        let origin = ChangeOrigin.current
        let result = try await database.query(
            Self.download,
            [
                .id(id), .id(owner), .text(origin?.actor.rawValue ?? AuditEvent.unknownActor),
                .optional(origin?.requestID),
            ], after: [])
        guard var row = result.first else {
            try await refuse(id.rawValue, to: owner)
            return .notFound
        }
        let wasCounted = try row.bool()
        let record = try FileRecord(row: &row)
        return wasCounted ? .available(record) : .notUploaded(record.status)
    }

    func record(
        _ statement: Statement, _ parameters: [Parameter]
    ) async throws(DatabaseError) -> FileRecord? {
        let result = try await database.query(statement, parameters)
        guard var row = result.first else { return nil }
        return try FileRecord(row: &row)
    }
}
