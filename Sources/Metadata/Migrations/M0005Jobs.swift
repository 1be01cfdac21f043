extension Migration {
    /// Work for any replica. `ready` waits for its `run_at`; `running` is leased until `leased_until` and may be
    /// claimed again after that; `done` and `dead` are final.
    static let jobs = Migration(
        name: "0005_jobs",
        sql: """
            CREATE TABLE jobs (
                id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
                kind varchar(50) NOT NULL,
                payload jsonb NOT NULL,
                state varchar(20) NOT NULL DEFAULT 'ready',
                attempts integer NOT NULL DEFAULT 0,
                run_at timestamptz NOT NULL DEFAULT now(),
                leased_by text,
                leased_until timestamptz,
                last_error text,
                created_at timestamptz NOT NULL DEFAULT now(),
                updated_at timestamptz NOT NULL DEFAULT now(),
                CONSTRAINT jobs_state_check CHECK (state IN ('ready', 'running', 'done', 'dead'))
            );

            CREATE INDEX idx_jobs_ready ON jobs (run_at) WHERE state = 'ready';
            CREATE INDEX idx_jobs_running ON jobs (leased_until) WHERE state = 'running';

            -- Wakes the workers of every replica as the inserting transaction commits.
            CREATE FUNCTION notify_jobs() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_notify('jobs', NEW.kind);
                RETURN NULL;
            END
            $$;

            CREATE TRIGGER jobs_notify AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION notify_jobs();
            """)
}
