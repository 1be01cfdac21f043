import Foundation
import Logging
import Testing

@testable import Metadata

/// The suites that need PostgreSQL, one after the other: their pools together would exceed the server's connections.
@Suite(.serialized) enum Live {}

/// A database of its own for each suite, with the schema applied, dropped at the end.
struct TestDatabase: Sendable {
    /// The running suite's database.
    @TaskLocal static var current: TestDatabase?

    let url: String
    let name: String
    let database: Database

    /// Another pool on the same database.
    func configuration(poolSize: Int = 5) -> DatabaseConfiguration {
        DatabaseConfiguration(url: url, databaseName: name, poolSize: poolSize)
    }

    static func required() throws -> TestDatabase {
        try #require(current, "the suite lacks the trait .database")
    }
}

/// Why a live suite can't run.
struct MissingDatabase: Error, CustomStringConvertible {
    var description: String { "DATABASE_URL is not set: run `make test`, which starts PostgreSQL" }
}

struct DatabaseTrait: SuiteTrait, TestScoping {
    let isMigrated: Bool

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard let url = ProcessInfo.processInfo.environment["DATABASE_URL"] else { throw MissingDatabase() }
        let name = "matchbot_test_" + String(UInt64.random(in: 0 ... .max), radix: 36)
        let admin = Database(
            configuration: DatabaseConfiguration(url: url, poolSize: 1, statementTimeout: .seconds(60)),
            logger: silentLogger)
        try await admin.query(.once("createDatabase", "CREATE DATABASE \(name)"))
        let database = Database(
            configuration: DatabaseConfiguration(url: url, databaseName: name, poolSize: 5), logger: silentLogger)
        let outcome: Result<Void, any Error>
        do {
            if isMigrated { _ = try await Migrator(database: database, logger: silentLogger).run() }
            let current = TestDatabase(url: url, name: name, database: database)
            outcome = .success(try await TestDatabase.$current.withValue(current, operation: function))
        } catch {
            outcome = .failure(error)
        }
        await database.close()
        try await admin.query(.once("dropDatabase", "DROP DATABASE \(name) WITH (FORCE)"))
        await admin.close()
        try outcome.get()
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database with the schema applied.
    static var database: DatabaseTrait { DatabaseTrait(isMigrated: true) }
    /// A database without any table.
    static var emptyDatabase: DatabaseTrait { DatabaseTrait(isMigrated: false) }
}

let silentLogger: Logger = {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
}()

/// Runs `body` with a pool of its own and closes it.
func withPool<Value: Sendable>(
    _ change: (inout DatabaseConfiguration) -> Void = { _ in }, _ body: (Database) async throws -> Value
) async throws -> Value {
    var configuration = try TestDatabase.required().configuration()
    change(&configuration)
    let database = Database(configuration: configuration, logger: silentLogger)
    let result: Result<Value, any Error>
    do { result = .success(try await body(database)) } catch { result = .failure(error) }
    await database.close()
    return try result.get()
}

/// Asks again until the answer is yes, at most 10 s.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<200 {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(50))
    }
    return false
}

extension Database {
    /// The only column of the only row, a number.
    func number(_ sql: String, _ parameters: [Parameter] = []) async throws -> Int64 {
        var row = try #require(try await query(.once("test", sql), parameters).first)
        return try row.integer()
    }

    /// The only column of the only row, a text.
    func text(_ sql: String, _ parameters: [Parameter] = []) async throws -> String? {
        var row = try #require(try await query(.once("test", sql), parameters).first)
        return try row.optionalText()
    }
}
