extension Migration {
    /// Bounds what one user's refused requests add to the trail, and records what workers delete.
    ///
    /// Refusals are counted by user, hour, operation and what was asked for; the first of each is an event, the others
    /// only count. The hour is that of Unix time, whatever the session's time zone.
    static let auditBounds = Migration(
        name: "0014_audit_bounds",
        sql: """
            CREATE TABLE refused_accesses (
                user_id uuid NOT NULL,
                hour bigint NOT NULL,
                operation text NOT NULL,
                -- The file or reconciliation; zeros for those that came when there were very many already.
                target uuid NOT NULL,
                count bigint NOT NULL DEFAULT 1,
                PRIMARY KEY (user_id, hour, operation, target)
            ) WITH (fillfactor = 70);

            CREATE INDEX idx_refused_accesses_hour ON refused_accesses (hour);

            CREATE FUNCTION audit_removed_object() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                origin text := coalesce(nullif(current_setting('matchbot.origin', true), ''), 'database');
                file file_uploads;
            BEGIN
                -- A job of an earlier release does not name the file.
                IF NEW.payload->>'of_file' IS NULL THEN
                    SELECT * INTO file FROM file_uploads
                    WHERE upload_bucket = NEW.payload->>'bucket' AND upload_path = NEW.payload->>'key';
                END IF;
                INSERT INTO audit_events (actor, user_id, owner_id, action, file_id, details)
                SELECT split_part(origin, ' ', 1), owner, owner, 'remove_object',
                    coalesce((NEW.payload->>'of_file')::uuid, file.id),
                    jsonb_build_object(
                        'bucket', NEW.payload->>'bucket', 'key', NEW.payload->>'key', 'reason', 'queued')
                FROM (SELECT coalesce((NEW.payload->>'of_user')::uuid, file.user_id) AS owner) AS known;
                RETURN NULL;
            END
            $$;

            CREATE TRIGGER jobs_audit_removed AFTER UPDATE ON jobs
                FOR EACH ROW
                WHEN (NEW.kind = 'delete_object' AND NEW.state = 'done' AND OLD.state <> 'done')
                EXECUTE FUNCTION audit_removed_object();

            CREATE OR REPLACE FUNCTION remove_audit_events(moment timestamptz, most bigint) RETURNS bigint
            LANGUAGE plpgsql SET matchbot.audit_retention = 'on' AS $$
            DECLARE
                removed bigint;
                latest timestamptz := least(moment, now() - interval '30 days');
            BEGIN
                DELETE FROM refused_accesses WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM refused_accesses
                    WHERE hour < floor(extract(epoch FROM latest) / 3600) ORDER BY hour LIMIT most));
                DELETE FROM audit_events
                WHERE id IN (SELECT id FROM audit_events ORDER BY id LIMIT most) AND occurred_at < latest;
                GET DIAGNOSTICS removed = ROW_COUNT;
                RETURN removed;
            END
            $$;
            """)
}
