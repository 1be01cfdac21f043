extension FileRepository {
    /// One row per user is read, which triggers keep; however many files there are.
    private static let usageOverview = Statement(
        "usageOverview", isReadOnly: true,
        """
        SELECT user_id, files, bytes, (sum(files) OVER ())::int8, (sum(bytes) OVER ())::int8, count(*) OVER (),
            count(*) FILTER (WHERE files >= 0.9 * $2::int8 OR bytes >= 0.9 * $3::int8) OVER ()
        FROM user_usage WHERE files > 0
        ORDER BY bytes DESC, user_id
        LIMIT $1::int8
        """)

    /// What all users' files take up, and the `limit` largest users of them; for a sampler, not for each request.
    ///
    /// - Parameters:
    ///   - limit: How many users are named; at least 1.
    ///   - quota: What each user may keep.
    public func usageOverview(largest limit: Int, quota: Quota) async throws(DatabaseError) -> UsageOverview {
        let result = try await database.query(
            Self.usageOverview, [.int8(Int64(max(1, limit))), .optional(quota.files), .optional(quota.bytes)])
        var overview = UsageOverview()
        overview.largest = try result.map { row throws(DatabaseError) in
            let id: UserID = try row.identifier()
            let files = try row.integer()
            let usage = Usage(files: files, bytes: try row.integer())
            let totalFiles = try row.integer()
            overview.total = Usage(files: totalFiles, bytes: try row.integer())
            overview.users = try row.integer()
            overview.nearQuota = try row.integer()
            return UsageOverview.User(id: id, usage: usage)
        }
        return overview
    }
}
