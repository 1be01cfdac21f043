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

    private static let rows = Statement(
        "transactions", isReadOnly: true,
        """
        SELECT t.line_number, t.date::text, t.amount::text, t.description
        FROM file_uploads AS f LEFT JOIN LATERAL (
            SELECT * FROM transactions
            WHERE file_id = f.id AND line_number > $3::int8
            ORDER BY line_number
            LIMIT $4::int8
        ) AS t ON true
        WHERE f.id = $1::uuid AND f.user_id = $2::uuid
        ORDER BY t.line_number
        """)

    /// The file's transactions in the order of their lines, after line `afterLine`, at most `limit` of them.
    ///
    /// nil when the file doesn't exist or is another user's; empty when it has no (more) rows.
    public func transactions(
        of id: FileID, owner: UserID, afterLine: Int64?, limit: Int
    ) async throws(DatabaseError) -> [TransactionRecord]? {
        let result = try await database.query(
            Self.rows, [.id(id), .id(owner), .int8(afterLine ?? Int64.min), .int8(Int64(max(0, limit)))])
        guard result.count > 0 else {
            try await refuse(id.rawValue, to: owner)
            return nil
        }
        let records = try result.map { row throws(DatabaseError) -> TransactionRecord? in
            // A file without rows is one row of NULLs.
            guard let line = try row.optionalInteger() else { return nil }
            let date = try row.optionalText()
            let amount = try row.text()
            return TransactionRecord(lineNumber: line, date: date, amount: amount, description: try row.text())
        }
        return records.compactMap { $0 }
    }
}
