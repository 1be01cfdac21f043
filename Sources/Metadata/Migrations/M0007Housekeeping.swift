extension Migration {
    /// What housekeeping needs: when a file was archived, which janitor works, how far it got, whose buckets
    /// they are, and indexes by which an object finds what refers to it.
    static let housekeeping = Migration(
        name: "0007_housekeeping",
        sql: """
            ALTER TABLE file_uploads ADD COLUMN archived_at timestamptz;

            -- Files to be archived, the longest finished first.
            CREATE INDEX idx_file_uploads_unarchived ON file_uploads (processed_at, id)
                WHERE status = 'ready' AND archived_at IS NULL;

            -- Finding a record by its object, once that isn't where it was uploaded; before, the upload path's own
            -- index finds it.
            CREATE INDEX idx_file_uploads_location ON file_uploads (bucket, storage_path)
                WHERE bucket <> upload_bucket OR storage_path <> upload_path;

            -- Finding out whether an object's deletion is queued.
            CREATE INDEX idx_jobs_deletions ON jobs ((payload->>'bucket'), (payload->>'key'))
                WHERE kind = 'delete_object' AND state IN ('ready', 'running');

            -- Forgetting finished jobs.
            CREATE INDEX idx_jobs_done ON jobs (updated_at) WHERE state = 'done';

            -- Work that one process does for all; whoever holds the row until `held_until` may.
            CREATE TABLE leases (
                name text PRIMARY KEY,
                holder text NOT NULL,
                held_until timestamptz NOT NULL
            );

            -- Names this database, so that it can be told whether a bucket is this one's or another's.
            CREATE TABLE installation (
                is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
                id uuid NOT NULL DEFAULT gen_random_uuid()
            );
            INSERT INTO installation DEFAULT VALUES;

            -- Where the next round of a task goes on; no row means at the beginning.
            CREATE TABLE housekeeping_progress (
                task text PRIMARY KEY,
                position text NOT NULL,
                updated_at timestamptz NOT NULL DEFAULT now()
            );
            """)
}
