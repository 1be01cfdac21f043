import Foundation

extension FileRepository {
    /// One statement per combination of filters, each with a plan of its own: `$3 IS NULL OR …` would force one plan
    /// on all of them. `filters` is never read; it tells the server the type of every parameter, used or not.
    private static let listings: [Statement] = (0..<8).map { choice in
        var conditions = ["f.user_id = $1::uuid"]
        if choice & 1 != 0 { conditions.append("f.status = $3::text") }
        if choice & 2 != 0 { conditions.append("f.reconciliation_id = $4::uuid") }
        if choice & 4 != 0 { conditions.append("(f.created_at, f.id) < ($5::timestamptz, $6::uuid)") }
        return Statement(
            "files", isReadOnly: true,
            """
            WITH filters AS (
                SELECT $3::text AS status, $4::uuid AS reconciliation, $5::timestamptz AS moment, $6::uuid AS id
            )
            SELECT \(FileRecord.columns)
            FROM file_uploads AS f LEFT JOIN file_ingestions AS i ON i.file_id = f.id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY f.created_at DESC, f.id DESC
            LIMIT $2::int8
            """)
    }

    /// The user's files, newest first, at most `limit` of them.
    ///
    /// For the next page pass ``FileCursor/init(after:)`` of the last one. Files made meanwhile appear on no later
    /// page, and none is skipped or shown twice.
    public func files(
        owner: UserID, status: FileStatus? = nil, reconciliationID: ReconciliationID? = nil,
        after cursor: FileCursor? = nil, limit: Int
    ) async throws(DatabaseError) -> [FileRecord] {
        let choice = (status == nil ? 0 : 1) | (reconciliationID == nil ? 0 : 2) | (cursor == nil ? 0 : 4)
        let result = try await database.query(
            Self.listings[choice],
            [
                .id(owner), .int8(Int64(max(0, limit))), .optional(status?.rawValue), .id(reconciliationID),
                cursor.map { .timestamp($0.createdAt) } ?? .null, .id(cursor?.id),
            ])
        return try result.map { row throws(DatabaseError) in try FileRecord(row: &row) }
    }
}
