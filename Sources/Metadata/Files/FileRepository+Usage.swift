extension FileRepository {
    private static let usage = Statement(
        "usage", isReadOnly: true, "SELECT files, bytes FROM user_usage WHERE user_id = $1::uuid")

    /// What the user's files take up now: one look-up, however many they are.
    public func usage(of owner: UserID) async throws(DatabaseError) -> Usage {
        guard var row = try await database.query(Self.usage, [.id(owner)]).first else {
            return Usage(files: 0, bytes: 0)
        }
        let files = try row.integer()
        return Usage(files: files, bytes: try row.integer())
    }
}
