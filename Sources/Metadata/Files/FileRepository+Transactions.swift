extension FileRepository {
    private static let rows = linePage("transactions", columns: "date::text, amount::text, description")

    /// The file's transactions in the order of their lines, after line `afterLine`, at most `limit` of them.
    ///
    /// nil when the file doesn't exist or is another user's; empty when it has no (more) rows.
    public func transactions(
        of id: FileID, owner: UserID, afterLine: Int64?, limit: Int
    ) async throws(DatabaseError) -> [TransactionRecord]? {
        try await lines(Self.rows, of: id, owner: owner, afterLine: afterLine, limit: limit) {
            (line, row) throws(DatabaseError) in
            let date = try row.optionalText()
            let amount = try row.text()
            return TransactionRecord(lineNumber: line, date: date, amount: amount, description: try row.text())
        }
    }
}
