extension FileRepository {
    private static let rejected = linePage("rejected_rows", columns: "reason, message, raw_text")

    /// The rows of the file that ingestion rejected, in the order of their lines, after line `afterLine`, at most
    /// `limit` of them.
    ///
    /// nil when the file doesn't exist or is another user's; empty when it has no (more) rejected rows.
    public func rejectedRows(
        of id: FileID, owner: UserID, afterLine: Int64?, limit: Int
    ) async throws(DatabaseError) -> [RejectedRow]? {
        try await lines(Self.rejected, of: id, owner: owner, afterLine: afterLine, limit: limit) {
            (line, row) throws(DatabaseError) in
            let reason: RejectionReason = try row.value()
            let message = try row.text()
            return RejectedRow(lineNumber: line, reason: reason, message: message, rawText: try row.text())
        }
    }
}
