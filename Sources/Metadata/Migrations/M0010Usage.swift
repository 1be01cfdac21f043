extension Migration {
    /// What each user's files take up, counted by triggers, so that asking is one look-up however many files there are
    /// and no statement can forget to count.
    ///
    /// A file counts as long as an object may stand in the store for it: with what its upload may bring at most until
    /// it is confirmed, with its real size from then on. One that failed before it was confirmed doesn't count, for its
    /// object is deleted; one that failed later does, for its object is kept until its owner deletes it.
    ///
    /// Insertions and deletions are counted once per statement and user, or deleting a user's many files at once would
    /// update one row as often; a file's changes one by one, and only those that matter.
    static let usage = Migration(
        name: "0010_usage",
        sql: """
            -- What the upload may bring at most, in bytes. The default serves replicas that don't know the column yet.
            ALTER TABLE file_uploads ADD COLUMN reserved_bytes bigint NOT NULL DEFAULT 0;
            UPDATE file_uploads SET reserved_bytes = coalesce(declared_size_bytes, 104857600)
                WHERE status IN ('pending', 'uploading', 'uploaded');

            -- No foreign key: users are never deleted, and it would cost a look-up per request.
            CREATE TABLE user_usage (
                user_id uuid PRIMARY KEY,
                files bigint NOT NULL,
                bytes bigint NOT NULL
            ) WITH (fillfactor = 50);

            -- The bytes that a file counts with; NULL when it doesn't count.
            CREATE FUNCTION counted_bytes(status text, etag text, size bigint, reserved bigint) RETURNS bigint
            LANGUAGE sql IMMUTABLE AS $$
                SELECT CASE
                    WHEN status IN ('pending', 'uploading', 'uploaded') THEN reserved
                    WHEN status = 'failed' AND etag IS NULL THEN NULL
                    ELSE coalesce(size, reserved)
                END
            $$;

            CREATE FUNCTION count_new_files() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO user_usage AS usage (user_id, files, bytes)
                SELECT user_id, count(bytes), coalesce(sum(bytes), 0)
                FROM (
                    SELECT user_id, counted_bytes(status, etag, file_size_bytes, reserved_bytes) AS bytes FROM added
                ) AS counted
                GROUP BY user_id ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE
                SET files = usage.files + excluded.files, bytes = usage.bytes + excluded.bytes;
                RETURN NULL;
            END
            $$;

            CREATE FUNCTION count_deleted_files() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO user_usage AS usage (user_id, files, bytes)
                SELECT user_id, -count(bytes), -coalesce(sum(bytes), 0)
                FROM (
                    SELECT user_id, counted_bytes(status, etag, file_size_bytes, reserved_bytes) AS bytes FROM removed
                ) AS counted
                GROUP BY user_id ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE
                SET files = usage.files + excluded.files, bytes = usage.bytes + excluded.bytes;
                RETURN NULL;
            END
            $$;

            CREATE FUNCTION count_changed_file() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                bytes_before bigint := counted_bytes(
                    OLD.status, OLD.etag, OLD.file_size_bytes, OLD.reserved_bytes);
                bytes_after bigint := counted_bytes(NEW.status, NEW.etag, NEW.file_size_bytes, NEW.reserved_bytes);
            BEGIN
                IF bytes_after IS DISTINCT FROM bytes_before THEN
                    INSERT INTO user_usage AS usage (user_id, files, bytes)
                    VALUES (
                        NEW.user_id, (bytes_after IS NOT NULL)::int - (bytes_before IS NOT NULL)::int,
                        coalesce(bytes_after, 0) - coalesce(bytes_before, 0))
                    ON CONFLICT (user_id) DO UPDATE
                    SET files = usage.files + excluded.files, bytes = usage.bytes + excluded.bytes;
                END IF;
                RETURN NULL;
            END
            $$;

            CREATE FUNCTION count_no_files() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM user_usage;
                RETURN NULL;
            END
            $$;

            CREATE TRIGGER file_uploads_count_new AFTER INSERT ON file_uploads
                REFERENCING NEW TABLE AS added
                FOR EACH STATEMENT EXECUTE FUNCTION count_new_files();

            CREATE TRIGGER file_uploads_count_deleted AFTER DELETE ON file_uploads
                REFERENCING OLD TABLE AS removed
                FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_files();

            CREATE TRIGGER file_uploads_count_changed AFTER UPDATE ON file_uploads
                FOR EACH ROW
                WHEN ((OLD.status, OLD.etag, OLD.file_size_bytes, OLD.reserved_bytes)
                    IS DISTINCT FROM (NEW.status, NEW.etag, NEW.file_size_bytes, NEW.reserved_bytes))
                EXECUTE FUNCTION count_changed_file();

            CREATE TRIGGER file_uploads_count_none AFTER TRUNCATE ON file_uploads
                FOR EACH STATEMENT EXECUTE FUNCTION count_no_files();

            INSERT INTO user_usage (user_id, files, bytes)
            SELECT user_id, count(bytes), coalesce(sum(bytes), 0)
            FROM (
                SELECT user_id, counted_bytes(status, etag, file_size_bytes, reserved_bytes) AS bytes FROM file_uploads
            ) AS counted
            GROUP BY user_id;
            """)
}
