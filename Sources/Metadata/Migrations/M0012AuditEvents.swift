extension Migration {
    /// Who did what to which file; changes are written by triggers, in the transaction of the change.
    ///
    /// Who acts comes with the transaction: the setting `matchbot.origin` holds the actor and, after a space, the
    /// request's identifier, if there is one (see ``ChangeOrigin``). There is no
    /// foreign key: an event outlives its file. Events are append-only. The only way to delete one is
    /// `remove_audit_events`, and nothing younger than 30 days goes even that way.
    static let auditEvents = Migration(
        name: "0012_audit_events",
        sql: """
            CREATE TABLE audit_events (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                actor varchar(20) NOT NULL,
                user_id uuid,
                owner_id uuid,
                action varchar(40) NOT NULL,
                outcome varchar(20) NOT NULL DEFAULT 'done',
                file_id uuid,
                request_id text,
                details jsonb,
                CONSTRAINT audit_events_outcome_check CHECK (outcome IN ('done', 'refused'))
            );

            CREATE INDEX idx_audit_events_file ON audit_events (file_id, id);
            CREATE INDEX idx_audit_events_user ON audit_events (user_id, id);
            -- What others tried to do to a user's files.
            CREATE INDEX idx_audit_events_refused ON audit_events (owner_id, id) WHERE outcome = 'refused';

            CREATE FUNCTION audit_file(file file_uploads, what text, more jsonb) RETURNS void
            LANGUAGE plpgsql AS $$
            DECLARE
                origin text := coalesce(nullif(current_setting('matchbot.origin', true), ''), 'database');
            BEGIN
                INSERT INTO audit_events (actor, user_id, owner_id, action, file_id, request_id, details)
                VALUES (
                    split_part(origin, ' ', 1), file.user_id, file.user_id, what, file.id,
                    nullif(split_part(origin, ' ', 2), ''), nullif(jsonb_strip_nulls(more), '{}'));
            END
            $$;

            CREATE FUNCTION audit_new_file() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM audit_file(NEW, 'sign', jsonb_build_object(
                    'filename', NEW.filename, 'bytes', NEW.declared_size_bytes,
                    'reconciliation_id', NEW.reconciliation_id));
                RETURN NULL;
            END
            $$;

            CREATE FUNCTION audit_deleted_file() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM audit_file(OLD, 'delete', jsonb_build_object(
                    'filename', OLD.filename, 'status', OLD.status, 'bytes', OLD.file_size_bytes,
                    'sha256', OLD.file_hash));
                RETURN NULL;
            END
            $$;

            CREATE FUNCTION audit_changed_file() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.status <> OLD.status THEN
                    PERFORM audit_file(
                        NEW,
                        CASE
                            WHEN OLD.status = 'failed' THEN 'retry'
                            WHEN NEW.status = 'uploaded' THEN 'defer'
                            WHEN NEW.status = 'confirmed' THEN 'confirm'
                            WHEN NEW.status = 'processing' THEN 'process'
                            WHEN NEW.status = 'failed' THEN 'fail'
                            ELSE NEW.status
                        END,
                        jsonb_build_object(
                            'from', OLD.status,
                            'bytes', CASE WHEN NEW.status = 'confirmed' THEN NEW.file_size_bytes END,
                            'rows', CASE WHEN NEW.status = 'ready' THEN NEW.row_count END,
                            'sha256', CASE WHEN NEW.status = 'ready' THEN NEW.file_hash END,
                            'reason', CASE WHEN NEW.status = 'failed' THEN NEW.error_message END));
                ELSIF (NEW.bucket, NEW.storage_path) <> (OLD.bucket, OLD.storage_path) THEN
                    PERFORM audit_file(NEW, 'archive', jsonb_build_object(
                        'bucket', NEW.bucket, 'key', NEW.storage_path));
                END IF;
                IF NEW.reconciliation_id IS DISTINCT FROM OLD.reconciliation_id THEN
                    PERFORM audit_file(NEW, 'link', jsonb_build_object(
                        'reconciliation_id', NEW.reconciliation_id, 'before', OLD.reconciliation_id));
                END IF;
                RETURN NULL;
            END
            $$;

            CREATE TRIGGER file_uploads_audit_new AFTER INSERT ON file_uploads
                FOR EACH ROW EXECUTE FUNCTION audit_new_file();

            CREATE TRIGGER file_uploads_audit_deleted AFTER DELETE ON file_uploads
                FOR EACH ROW EXECUTE FUNCTION audit_deleted_file();

            CREATE TRIGGER file_uploads_audit_changed AFTER UPDATE ON file_uploads
                FOR EACH ROW
                WHEN ((OLD.status, OLD.bucket, OLD.storage_path, OLD.reconciliation_id)
                    IS DISTINCT FROM (NEW.status, NEW.bucket, NEW.storage_path, NEW.reconciliation_id))
                EXECUTE FUNCTION audit_changed_file();

            CREATE FUNCTION keep_audit_events() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF current_setting('matchbot.audit_retention', true) = 'on'
                        AND OLD.occurred_at < now() - interval '30 days'
                    THEN
                        RETURN OLD;
                    END IF;
                END IF;
                RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'integrity_constraint_violation';
            END
            $$;

            CREATE TRIGGER audit_events_keep BEFORE UPDATE OR DELETE ON audit_events
                FOR EACH ROW EXECUTE FUNCTION keep_audit_events();
            CREATE TRIGGER audit_events_keep_all BEFORE TRUNCATE ON audit_events
                FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_events();
            ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep;
            ALTER TABLE audit_events ENABLE ALWAYS TRIGGER audit_events_keep_all;

            -- Of the oldest events, at most so many, deletes those from before a moment; returns how many. Events are
            -- numbered as they come, so there is no need to look at more.
            CREATE FUNCTION remove_audit_events(moment timestamptz, most bigint) RETURNS bigint
            LANGUAGE plpgsql SET matchbot.audit_retention = 'on' AS $$
            DECLARE
                removed bigint;
            BEGIN
                DELETE FROM audit_events
                WHERE id IN (SELECT id FROM audit_events ORDER BY id LIMIT most)
                    AND occurred_at < least(moment, now() - interval '30 days');
                GET DIAGNOSTICS removed = ROW_COUNT;
                RETURN removed;
            END
            $$;
            """)
}
