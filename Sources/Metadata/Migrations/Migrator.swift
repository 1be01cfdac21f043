public import Logging

/// Brings the schema up to date.
///
/// Any number of replicas may do so at once: an advisory lock lets one work while the others wait, and a migration
/// that's recorded in `schema_migrations` isn't applied again. Each is applied in one transaction with its record, so
/// a crash leaves it either whole or not there.
public struct Migrator: Sendable {
    private static let lock = Statement("lockMigrations", "SELECT pg_try_advisory_lock(5566240000000001)")
    private static let record = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            name text PRIMARY KEY,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """
    private static let exists = Statement.once(
        "findMigrations", "SELECT to_regclass('schema_migrations') IS NOT NULL")
    private static let names = Statement.once("listMigrations", "SELECT name FROM schema_migrations")

    /// Longest time for one migration: building an index on a large table takes minutes.
    private static let timeout: Duration = .seconds(3600)

    private let database: Database
    private let logger: Logger

    /// A migrator of this database.
    public init(database: Database, logger: Logger) {
        self.database = database
        self.logger = logger
    }

    /// Applies what is missing and returns the names of what it applied, in order.
    public func run() async throws -> [String] {
        try await database.withSession("migrate") { session in
            try await waitForLock(session)
            do {
                let applied = try await apply(session)
                try await unlock(session)
                return applied
            } catch {
                // A failed script leaves its transaction open; ending it comes before giving back the lock.
                try await session.run(.script("ROLLBACK"), "migrate", isProtected: true)
                try await unlock(session)
                throw error
            }
        }
    }

    /// The names of what `run` would apply, in order; changes nothing.
    public func pending() async throws -> [String] {
        try await database.withSession("listMigrations") { session in
            let applied = try await applied(session)
            return Migration.all.map(\.name).filter { !applied.contains($0) }
        }
    }

    private func apply(_ session: Session) async throws -> [String] {
        try await session.run(.script(Self.record), "createSchemaMigrations")
        let applied = try await applied(session)
        var names: [String] = []
        for migration in Migration.all where !applied.contains(migration.name) {
            let script = """
                BEGIN;
                SET LOCAL statement_timeout = 0;
                \(migration.sql)
                INSERT INTO schema_migrations (name) VALUES ('\(migration.name)');
                COMMIT;
                """
            try await session.run(.script(script), migration.name, timeout: Self.timeout)
            logger.info("Migration applied", metadata: ["migration": "\(migration.name)"])
            names.append(migration.name)
        }
        return names
    }

    private func applied(_ session: Session) async throws -> Set<String> {
        guard var answer = try await session.query(Self.exists).first, try answer.bool() else { return [] }
        let names = try await session.query(Self.names).map { row throws(DatabaseError) in try row.text() }
        return Set(names)
    }

    /// Asks again and again rather than waiting in one statement, so that no statement time-out interferes and a
    /// cancelled task stops waiting at once.
    private func waitForLock(_ session: Session) async throws {
        while true {
            if var answer = try await session.query(Self.lock).first, try answer.bool() { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func unlock(_ session: Session) async throws {
        try await session.run(.script("SELECT pg_advisory_unlock_all()"), "unlockMigrations", isProtected: true)
    }
}
