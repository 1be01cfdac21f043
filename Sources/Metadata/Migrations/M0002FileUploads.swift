extension Migration {
    /// One row per upload, from the moment its URL is signed. `bucket` and `storage_path` say where the object is now,
    /// `upload_bucket` and `upload_path` where the client was told to put it.
    ///
    /// The primary key holds the identifier that clients know; every query names `user_id` too, so that nobody sees
    /// another user's row. No foreign key cascades from users or reconciliations: files are deleted on purpose only.
    static let fileUploads = Migration(
        name: "0002_file_uploads",
        sql: """
            CREATE TABLE file_uploads (
                id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
                user_id uuid NOT NULL REFERENCES users (id),
                reconciliation_id uuid REFERENCES reconciliations (id),
                filename varchar(255) NOT NULL,
                file_type varchar(20) NOT NULL,
                bucket varchar(63) NOT NULL,
                storage_path text NOT NULL,
                upload_bucket varchar(63) NOT NULL,
                upload_path text NOT NULL,
                upload_method varchar(20) NOT NULL,
                upload_expires_at timestamptz NOT NULL,
                content_type varchar(100),
                declared_size_bytes bigint,
                file_size_bytes bigint,
                etag text,
                status varchar(50) NOT NULL DEFAULT 'pending',
                upload_started_at timestamptz,
                upload_completed_at timestamptz,
                processed_at timestamptz,
                declared_hash varchar(64),
                file_hash varchar(64),
                row_count bigint,
                error_message text,
                metadata jsonb,
                download_count bigint NOT NULL DEFAULT 0,
                created_at timestamptz NOT NULL DEFAULT now(),
                updated_at timestamptz NOT NULL DEFAULT now(),
                CONSTRAINT file_uploads_status_check CHECK (
                    status IN ('pending', 'uploading', 'uploaded', 'confirmed', 'processing', 'ready', 'failed')),
                CONSTRAINT file_uploads_file_type_check CHECK (file_type IN ('source', 'comparison')),
                CONSTRAINT file_uploads_upload_method_check CHECK (upload_method IN ('put', 'post')),
                CONSTRAINT file_uploads_sizes_check CHECK (declared_size_bytes >= 0 AND file_size_bytes >= 0),
                CONSTRAINT file_uploads_upload_path_key UNIQUE (upload_bucket, upload_path)
            );

            CREATE INDEX idx_file_uploads_user_id ON file_uploads (user_id);
            CREATE INDEX idx_file_uploads_reconciliation_id ON file_uploads (reconciliation_id);
            CREATE INDEX idx_file_uploads_status ON file_uploads (status);

            -- Listing a user's files, newest first, page by page.
            CREATE INDEX idx_file_uploads_user_created ON file_uploads (user_id, created_at DESC, id DESC);

            -- Finding uploads that nobody confirmed.
            CREATE INDEX idx_file_uploads_unconfirmed ON file_uploads (upload_expires_at)
                WHERE status IN ('pending', 'uploading', 'uploaded');
            """)
}
