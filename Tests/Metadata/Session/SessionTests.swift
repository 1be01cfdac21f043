import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.emptyDatabase) struct SessionTests {
        private struct Refusal: Error {}

        private func table(_ name: String) async throws -> Database {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "CREATE TABLE \(name) (number int8)"))
            return database
        }

        @Test func aTransactionCommitsWhenItReturns() async throws {
            let database = try await table("kept")
            let value = try await database.transaction { session in
                try await session.query(.once("test", "INSERT INTO kept VALUES (1), (2)"))
                return "done"
            }
            #expect(value == "done")
            #expect(try await database.number("SELECT count(*) FROM kept") == 2)
        }

        /// What a vanished client was writing blocks whoever writes the same rows, until the server gives it up.
        @Test func theServerGivesUpAVanishedClientWithinAMinute() async throws {
            let database = try TestDatabase.required().database
            let settings = "'tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count'"
            let found = try await database.text(
                "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN (\(settings))")
            // Count, idle and interval: 30 s, then three times 10 s.
            #expect(found == "3 30 10")
        }

        @Test func aTransactionThatThrowsLeavesNothing() async throws {
            let database = try await table("dropped")
            await #expect(throws: Refusal.self) {
                try await database.transaction { session in
                    try await session.query(.once("test", "INSERT INTO dropped VALUES (1)"))
                    throw Refusal()
                }
            }
            #expect(try await database.number("SELECT count(*) FROM dropped") == 0)
            #expect(database.statistics.inUse == 0)
        }

        @Test func aFailedStatementRollsBackAndItsErrorIsThrown() async throws {
            let database = try await table("failed")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.transaction { session in
                    try await session.query(.once("test", "INSERT INTO failed VALUES (1)"))
                    try await session.query(.once("test", "SELECT 1 / 0"))
                }
            }
            #expect(error?.sqlState == "22012")
            #expect(try await database.number("SELECT count(*) FROM failed") == 0)
        }

        @Test func committingAfterASwallowedFailureIsAnError() async throws {
            let database = try await table("swallowed")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.transaction { session in
                    try await session.query(.once("test", "INSERT INTO swallowed VALUES (1)"))
                    _ = try? await session.query(.once("test", "SELECT 1 / 0"))
                }
            }
            #expect(error?.operation == "commit")
            #expect(try await database.number("SELECT count(*) FROM swallowed") == 0)
        }

        @Test func twoTasksCannotShareASession() async throws {
            let database = try TestDatabase.required().database
            try await database.withSession("test") { session in
                async let first = session.query(.once("test", "SELECT pg_sleep(0.2)"))
                async let second = session.query(.once("test", "SELECT pg_sleep(0.2)"))
                let results = [try? await first, try? await second]
                #expect(results.compactMap { $0 }.count == 1)
            }
            #expect(try await database.number("SELECT 1") == 1)
        }

        @Test func aCancelledTransactionIsRolledBackAndItsConnectionReturned() async throws {
            _ = try await table("cancelled")
            try await withPool({ $0.poolSize = 1 }) { database in
                let task = Task {
                    try await database.transaction { session in
                        try await session.query(.once("test", "INSERT INTO cancelled VALUES (1)"))
                        try await session.query(.once("test", "SELECT pg_sleep(10)"))
                    }
                }
                try await Task.sleep(for: .milliseconds(300))
                task.cancel()
                await #expect(throws: DatabaseError.self) { try await task.value }
                #expect(try await database.number("SELECT count(*) FROM cancelled") == 0)
            }
        }

        @Test func severalStatementsOfOneBatchAreOneRoundTripAndOneTransaction() async throws {
            let database = try await table("batch")
            try await database.withSession("test") { session in
                let insert = Statement("insertBatch", "INSERT INTO batch VALUES ($1::int8)")
                let results = try await session.batch(
                    (1...5).map { Command(insert, [.int8($0)]) }, operation: "batch")
                #expect(results.map(\.affectedRows) == [1, 1, 1, 1, 1])
                await #expect(throws: DatabaseError.self) {
                    try await session.batch(
                        [
                            Command(insert, [.int8(6)]), Command(.once("test", "SELECT 1 / 0")),
                            Command(insert, [.int8(7)]),
                        ],
                        operation: "batch")
                }
                #expect(try await session.query(insert, [.int8(8)]).affectedRows == 1)
            }
            #expect(
                try await database.text("SELECT string_agg(number::text, ',' ORDER BY number) FROM batch")
                    == "1,2,3,4,5,8")
        }
    }
}
