package import Metadata

/// Stops the service at one step of its SQL, in the database alone: a trigger of the test waits for a lock that the
/// test holds, so that the step has begun and can't end.
///
/// The product knows nothing of it. While a service waits, `isReached` says so; `lift` lets the step go on, whether or
/// not the service that began it is still alive.
package struct DatabaseBarrier: Sendable {
    /// When the trigger waits.
    package enum Moment: Sendable {
        /// Before a row like this is inserted; for COPY in the middle of its data.
        case insert(into: String, when: String)
        /// Before a row is changed to look like this.
        case update(of: String, when: String)
        /// At COMMIT of a transaction that has changed a row to look like this.
        case commit(of: String, when: String)
    }

    private static let lock: Int64 = 7_301_001
    private let database: Database
    private let session: Session

    /// Sets a barrier up while `body` runs, and lifts it at the end.
    package static func with<Value: Sendable>(
        _ moment: Moment, _ database: Database, _ body: @Sendable (DatabaseBarrier) async throws -> Value
    ) async throws -> Value {
        try await database.transaction("holdBarrier") { session in
            try await session.query(.once("hold", "SELECT pg_advisory_lock(\(lock))"))
            let barrier = DatabaseBarrier(database: database, session: session)
            do {
                try await barrier.raise(moment)
                let value = try await body(barrier)
                try await barrier.lift()
                return value
            } catch {
                try? await barrier.lift()
                throw error
            }
        }
    }

    /// Whether somebody waits.
    package var isReached: Bool {
        get async throws {
            let waiting = """
                SELECT 1 FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'
                """
            return try await database.query(.once("waiting", waiting)).count > 0
        }
    }

    /// Lets everybody pass, now and later.
    package func lift() async throws {
        _ = try await session.query(.once("release", "SELECT pg_advisory_unlock_all()"))
    }

    private func raise(_ moment: Moment) async throws {
        // A session of its own creates the trigger: the transaction that holds the lock stays open.
        try await database.query(
            .once(
                "makeWaiting",
                """
                CREATE OR REPLACE FUNCTION wait_at_barrier() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(\(Self.lock)); RETURN NEW; END $$
                """))
        let trigger =
            switch moment {
            case .insert(let table, let condition):
                "CREATE OR REPLACE TRIGGER barrier BEFORE INSERT ON \(table) FOR EACH ROW WHEN (\(condition))"
            case .update(let table, let condition):
                "CREATE OR REPLACE TRIGGER barrier BEFORE UPDATE ON \(table) FOR EACH ROW WHEN (\(condition))"
            case .commit(let table, let condition):
                """
                CREATE CONSTRAINT TRIGGER barrier AFTER UPDATE ON \(table) DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (\(condition))
                """
            }
        try await database.query(.once("raise", "\(trigger) EXECUTE FUNCTION wait_at_barrier()"))
    }
}
