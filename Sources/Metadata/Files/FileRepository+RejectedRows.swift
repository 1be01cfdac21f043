extension FileRepository {
    private static let rejected = Statement(
        "rejectedRows", isReadOnly: true,
        """
        SELECT r.line_number, r.reason, r.message, r.raw_text
        FROM file_uploads AS f LEFT JOIN LATERAL (
            SELECT * FROM rejected_rows
            WHERE file_id = f.id AND line_number > $3::int8
            ORDER BY line_number
            LIMIT $4::int8
        ) AS r ON true
        WHERE f.id = $1::uuid AND f.user_id = $2::uuid
        ORDER BY r.line_number
        """)

    /// The rows of the file that ingestion rejected, in the order of their lines, after line `afterLine`, at most
    /// `limit` of them.
    ///
    /// nil when the file doesn't exist or is another user's; empty when it has no (more) rejected rows.
    public func rejectedRows(
        of id: FileID, owner: UserID, afterLine: Int64?, limit: Int
    ) async throws(DatabaseError) -> [RejectedRow]? {
        let result = try await database.query(
            Self.rejected, [.id(id), .id(owner), .int8(afterLine ?? Int64.min), .int8(Int64(max(0, limit)))])
        guard result.count > 0 else { return nil }
        let rows = try result.map { row throws(DatabaseError) -> RejectedRow? in
            // A file without rejected rows is one row of NULLs.
            guard let line = try row.optionalInteger() else { return nil }
            let reason: RejectionReason = try row.value()
            let message = try row.text()
            return RejectedRow(lineNumber: line, reason: reason, message: message, rawText: try row.text())
        }
        return rows.compactMap { $0 }
    }
}
