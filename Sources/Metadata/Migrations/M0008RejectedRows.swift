extension Migration {
    /// The rows of a file that could not be stored, and how many there are.
    ///
    /// As with `transactions` there is no foreign key; a trigger deletes them with their file. The count is null until
    /// the file has been read to its end.
    static let rejectedRows = Migration(
        name: "0008_rejected_rows",
        sql: """
            ALTER TABLE file_ingestions ADD COLUMN rejected_row_count bigint;

            CREATE TABLE rejected_rows (
                file_id uuid NOT NULL,
                line_number bigint NOT NULL,
                reason varchar(40) NOT NULL,
                message text NOT NULL,
                raw_text text NOT NULL,
                CONSTRAINT rejected_rows_pkey PRIMARY KEY (file_id, line_number)
            );

            CREATE FUNCTION delete_rejected_rows() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM rejected_rows WHERE file_id = OLD.id;
                RETURN NULL;
            END
            $$;

            CREATE TRIGGER file_uploads_delete_rejected_rows AFTER DELETE ON file_uploads
                FOR EACH ROW EXECUTE FUNCTION delete_rejected_rows();

            -- Older versions counted them and kept the first hundred, in the details, where they stay.
            UPDATE file_ingestions SET rejected_row_count = (details->>'rejected_row_count')::bigint
            WHERE details ? 'rejected_row_count';
            """)
}
