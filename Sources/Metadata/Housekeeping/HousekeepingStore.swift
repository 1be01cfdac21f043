public import Foundation

/// What housekeeping asks of the database and writes to it.
///
/// It belongs to no user: it's for what the service does by itself. Buckets and keys are names here and nothing more.
public struct HousekeepingStore: Sendable {
    let database: Database

    /// The records in this database.
    public init(database: Database) {
        self.database = database
    }

    // MARK: One janitor at a time

    private static let acquisition = Statement(
        "acquireLease",
        """
        INSERT INTO leases AS current (name, holder, held_until)
        VALUES ('housekeeping', $1::text, now() + $2::interval)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
        WHERE current.held_until <= now() - CASE WHEN current.holder = '' THEN $3::interval ELSE '0' END
        """)

    /// Makes `holder` the one janitor for a time; false while another is.
    ///
    /// - Parameters:
    ///   - holder: Unique among all rounds of all replicas, and not empty.
    ///   - duration: How long it is the one, by the database's clock.
    ///   - pause: How long ago the last round that was completed must have ended.
    public func acquireLease(
        holder: String, duration: Duration, pause: Duration = .zero
    ) async throws(DatabaseError) -> Bool {
        try await database.query(Self.acquisition, [.text(holder), .interval(duration), .interval(pause)])
            .affectedRows > 0
    }

    private static let renewal = Statement(
        "renewLease",
        """
        UPDATE leases SET held_until = now() + $2::interval
        WHERE name = 'housekeeping' AND holder = $1::text AND held_until > now()
        """)

    /// Extends the lease from now on; false when it was lost or ran out, and the holder must stop.
    public func renewLease(holder: String, duration: Duration) async throws(DatabaseError) -> Bool {
        try await database.query(Self.renewal, [.text(holder), .interval(duration)]).affectedRows > 0
    }

    private static let relinquishment = Statement(
        "releaseLease",
        """
        WITH failed AS (
            DELETE FROM leases WHERE name = 'housekeeping' AND holder = $1::text AND NOT $2::bool
        )
        UPDATE leases SET holder = '', held_until = now()
        WHERE name = 'housekeeping' AND holder = $1::text AND $2::bool
        """)

    /// Gives the lease up, if `holder` still has it.
    ///
    /// - Parameter isCompleted: Whether the round did what it should, from which the pause before the next one counts.
    public func releaseLease(holder: String, isCompleted: Bool) async throws(DatabaseError) {
        try await database.query(Self.relinquishment, [.text(holder), .bool(isCompleted)])
    }

    // MARK: Identity

    private static let identity = Statement(
        "installationID", isReadOnly: true, "SELECT id FROM installation")

    /// What tells this database from every other one that the service has ever been run with.
    public func installationID() async throws(DatabaseError) -> UUID {
        guard var row = try await database.query(Self.identity).first else {
            throw DatabaseError(.protocolViolation, operation: "installationID", hint: "the row is missing")
        }
        return try row.uuid()
    }

    // MARK: Progress

    private static let reading = Statement(
        "housekeepingPosition", isReadOnly: true,
        "SELECT position FROM housekeeping_progress WHERE task = $1::text")

    /// Where the task goes on; nil at its beginning.
    public func position(of task: String) async throws(DatabaseError) -> String? {
        guard var row = try await database.query(Self.reading, [.text(task)]).first else { return nil }
        return try row.text()
    }

    private static let writing = Statement(
        "setHousekeepingPosition",
        """
        WITH ended AS (
            DELETE FROM housekeeping_progress WHERE task = $1::text AND $2::text IS NULL
        )
        INSERT INTO housekeeping_progress (task, position)
        SELECT $1::text, $2::text WHERE $2::text IS NOT NULL
        ON CONFLICT (task) DO UPDATE SET position = excluded.position, updated_at = now()
        """)

    /// Remembers where the task goes on; nil starts it over.
    public func setPosition(of task: String, to position: String?) async throws(DatabaseError) {
        try await database.query(Self.writing, [.text(task), .optional(position)])
    }
}
