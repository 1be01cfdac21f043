/// Pages of what stands in a file's lines: `transactions` and `rejected_rows`.
extension FileRepository {
    /// The statement that reads a page of a table whose primary key is `file_id, line_number`.
    ///
    /// One row at least where the file is the user's: a file without (more) lines is one row of NULLs.
    static func linePage(_ table: String, columns: String) -> Statement {
        Statement(
            table, isReadOnly: true,
            """
            SELECT page.*
            FROM file_uploads AS f LEFT JOIN LATERAL (
                SELECT line_number, \(columns) FROM \(table)
                WHERE file_id = f.id AND line_number > $3::int8
                ORDER BY line_number
                LIMIT $4::int8
            ) AS page ON true
            WHERE f.id = $1::uuid AND f.user_id = $2::uuid
            ORDER BY page.line_number
            """)
    }

    /// At most `limit` lines after `afterLine`; nil, and recorded as a refusal, when the file doesn't exist or is
    /// another user's.
    func lines<Line>(
        _ page: Statement, of id: FileID, owner: UserID, afterLine: Int64?, limit: Int,
        _ read: (_ line: Int64, _ row: inout RowReader) throws(DatabaseError) -> Line
    ) async throws(DatabaseError) -> [Line]? {
        let result = try await database.query(
            page, [.id(id), .id(owner), .int8(afterLine ?? Int64.min), .int8(Int64(max(0, limit)))])
        guard result.count > 0 else {
            try await refuse(id.rawValue, to: owner)
            return nil
        }
        let lines = try result.map { row throws(DatabaseError) -> Line? in
            guard let line = try row.optionalInteger() else { return nil }
            return try read(line, &row)
        }
        return lines.compactMap { $0 }
    }
}
