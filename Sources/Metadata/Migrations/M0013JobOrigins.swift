extension Migration {
    /// Which request and which trace a job comes from, taken by itself from the transaction that queues it (see
    /// ``ChangeOrigin``), so that no statement can forget it; and an index by which dead jobs are counted.
    static let jobOrigins = Migration(
        name: "0013_job_origins",
        sql: """
            ALTER TABLE jobs ADD COLUMN request_id text, ADD COLUMN traceparent text;
            -- Apart from the columns' making, so that jobs that are there already keep none.
            ALTER TABLE jobs
                ALTER COLUMN request_id
                    SET DEFAULT nullif(split_part(current_setting('matchbot.origin', true), ' ', 2), ''),
                ALTER COLUMN traceparent SET DEFAULT nullif(current_setting('matchbot.trace', true), '');

            CREATE INDEX idx_jobs_dead ON jobs (updated_at) WHERE state = 'dead';
            """)
}
