extension Migration {
    /// A confirmed file is ingested once: `file_id` is unique, so two confirmations can't make two.
    static let fileIngestions = Migration(
        name: "0003_file_ingestions",
        sql: """
            CREATE TABLE file_ingestions (
                id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
                file_id uuid NOT NULL REFERENCES file_uploads (id) ON DELETE CASCADE,
                status varchar(20) NOT NULL DEFAULT 'queued',
                started_at timestamptz,
                finished_at timestamptz,
                row_count bigint,
                error_message text,
                details jsonb,
                created_at timestamptz NOT NULL DEFAULT now(),
                CONSTRAINT file_ingestions_file_id_key UNIQUE (file_id),
                CONSTRAINT file_ingestions_status_check CHECK (
                    status IN ('queued', 'processing', 'finished', 'failed'))
            );
            """)
}
