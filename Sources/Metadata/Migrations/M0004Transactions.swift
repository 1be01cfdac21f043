extension Migration {
    /// The rows of a file; `line_number` is the line in the file, so that a person finds it there.
    ///
    /// There is no foreign key: it would be checked once for each row of a bulk load. Instead a load ends by changing
    /// the file's row, in the same transaction, and is rolled back if that row is gone; and deleting the file deletes
    /// its transactions by a trigger, which sees what was committed while the deletion waited for the row.
    static let transactions = Migration(
        name: "0004_transactions",
        sql: """
            CREATE TABLE transactions (
                file_id uuid NOT NULL,
                line_number bigint NOT NULL,
                date date,
                amount numeric NOT NULL,
                description text NOT NULL,
                CONSTRAINT transactions_pkey PRIMARY KEY (file_id, line_number)
            );

            CREATE FUNCTION delete_transactions() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                DELETE FROM transactions WHERE file_id = OLD.id;
                RETURN NULL;
            END
            $$;

            CREATE TRIGGER file_uploads_delete_transactions AFTER DELETE ON file_uploads
                FOR EACH ROW EXECUTE FUNCTION delete_transactions();
            """)
}
