extension Migration {
    /// Which files' objects were not there when housekeeping last looked. A round looks at a part of the files only, so
    /// what it found must outlive it for as long as it is true.
    static let missingObjects = Migration(
        name: "0016_missing_objects",
        sql: """
            CREATE TABLE missing_objects (
                file_id uuid PRIMARY KEY REFERENCES file_uploads (id) ON DELETE CASCADE,
                noticed_at timestamptz NOT NULL DEFAULT now()
            );
            """)
}
