extension Migration {
    /// The moments of a user's latest admitted operations: an exact sliding window, shared by all replicas.
    ///
    /// One row per user and operation, locked while it's decided; `last_admitted` names the request that was let in,
    /// by which the statement that asked knows its own success. No foreign key: it would cost a look-up per request.
    static let rateLimits = Migration(
        name: "0006_rate_limits",
        sql: """
            CREATE TABLE rate_limits (
                user_id uuid NOT NULL,
                operation varchar(50) NOT NULL,
                stamps timestamptz[] NOT NULL,
                last_admitted uuid NOT NULL,
                CONSTRAINT rate_limits_pkey PRIMARY KEY (user_id, operation)
            ) WITH (fillfactor = 50);
            """)
}
