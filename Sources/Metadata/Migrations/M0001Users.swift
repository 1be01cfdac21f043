extension Migration {
    /// Users belong to the identity provider: a row is made when a user's token is first seen, so that others can
    /// refer to it. Reconciliations belong to another part of MatchBot; files refer to them.
    static let users = Migration(
        name: "0001_users",
        sql: """
            CREATE TABLE users (
                id uuid PRIMARY KEY,
                email text,
                created_at timestamptz NOT NULL DEFAULT now()
            );

            CREATE TABLE reconciliations (
                id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
                user_id uuid NOT NULL REFERENCES users (id),
                name text NOT NULL DEFAULT '',
                status text NOT NULL DEFAULT 'open',
                created_at timestamptz NOT NULL DEFAULT now()
            );

            CREATE INDEX idx_reconciliations_user_id ON reconciliations (user_id);
            """)
}
