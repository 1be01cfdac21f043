extension HousekeepingStore {
    private static let noting = Statement(
        "noteMissingObjects",
        """
        WITH found AS (
            DELETE FROM missing_objects WHERE file_id = ANY ($1::text[]::uuid[]) AND file_id <> ALL ($2::text[]::uuid[])
        )
        INSERT INTO missing_objects (file_id)
        SELECT id FROM file_uploads WHERE id = ANY ($2::text[]::uuid[])
        ON CONFLICT (file_id) DO NOTHING
        """)

    /// Remembers which of the files that were looked at have no object, and forgets what was said of the others before.
    public func noteMissingObjects(checked: [FileID], missing: [FileID]) async throws(DatabaseError) {
        func texts(_ files: [FileID]) -> Parameter { .textArray(files.map(\.description)) }
        try await database.query(Self.noting, [texts(checked), texts(missing)])
    }

    private static let counting = Statement(
        "countMissingObjects", isReadOnly: true,
        """
        SELECT count(*) FROM (
            SELECT FROM missing_objects JOIN file_uploads ON file_uploads.id = file_id
            WHERE status IN ('confirmed', 'processing', 'ready')
            LIMIT 10000
        ) AS missing
        """)

    /// How many files that need their object had none when they were last looked at; 10,000 at most.
    public func missingObjectCount() async throws(DatabaseError) -> Int {
        guard var row = try await database.query(Self.counting).first else { return 0 }
        return Int(clamping: try row.integer())
    }
}
