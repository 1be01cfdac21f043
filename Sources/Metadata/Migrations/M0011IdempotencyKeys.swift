extension Migration {
    /// What was answered to a request that named an `Idempotency-Key`, so that it can be answered again.
    ///
    /// A row is written by the statement that stores the file, so it exists exactly if the request was done. It holds
    /// all that the answer was made of: the file may be gone by the time the request is repeated.
    static let idempotencyKeys = Migration(
        name: "0011_idempotency_keys",
        sql: """
            CREATE TABLE idempotency_keys (
                user_id uuid NOT NULL,
                key varchar(255) NOT NULL,
                fingerprint text NOT NULL,
                file_id uuid NOT NULL,
                bucket varchar(63) NOT NULL,
                storage_path text NOT NULL,
                signed_at timestamptz NOT NULL,
                expires_at timestamptz NOT NULL,
                created_at timestamptz NOT NULL,
                CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key)
            );

            -- Forgetting old keys.
            CREATE INDEX idx_idempotency_keys_created ON idempotency_keys (created_at);
            """)
}
