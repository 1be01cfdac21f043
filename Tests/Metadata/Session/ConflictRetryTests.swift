import Foundation
import Testing

@testable import Metadata

@Suite struct ConflictRetryTests {
    private let conflict = DatabaseError(.serialization, sqlState: "40001", operation: "test")

    @Test func pausesGrowAndEnd() {
        let pauses = (1...5).map { ConflictRetry.pause(after: conflict, attempt: $0, random: 1) }
        #expect(pauses == [.milliseconds(5), .milliseconds(20), .milliseconds(80), nil, nil])
        #expect(ConflictRetry.pause(after: conflict, attempt: 3, random: 0) == .zero)
    }

    @Test func onlyWhatWasRolledBackIsTriedAgain() {
        let lost = DatabaseError(.serialization, operation: "commit", isConnectionLoss: true)
        #expect(ConflictRetry.pause(after: lost, attempt: 1, random: 1) == nil)
        for code in [DatabaseError.Code.unavailable, .timeout, .constraintViolation, .cancelled] {
            #expect(ConflictRetry.pause(after: DatabaseError(code, operation: "test"), attempt: 1, random: 1) == nil)
        }
    }
}

extension Live {
    @Suite(.emptyDatabase) struct LiveConflictTests {
        private func accounts() async throws -> Database {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "DROP TABLE IF EXISTS accounts"))
            try await database.query(.once("test", "CREATE TABLE accounts (id int8 PRIMARY KEY, balance int8)"))
            try await database.query(.once("test", "INSERT INTO accounts VALUES (1, 0), (2, 0)"))
            return database
        }

        /// Two transactions that lock the same rows in the two possible orders: PostgreSQL ends one of them (40P01).
        @Test(.timeLimit(.minutes(1))) func aTransactionThatWasEndedByADeadlockIsDoneAgain() async throws {
            let database = try await accounts()
            let attempts = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [[1, 2], [2, 1]] {
                    group.addTask {
                        try await database.transaction { session in
                            await attempts.increment()
                            for id in order {
                                try await session.query(
                                    .once("test", "UPDATE accounts SET balance = balance + 1 WHERE id = \(id)"))
                                try await session.query(.once("test", "SELECT pg_sleep(0.2)"))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(await attempts.value == 3)
            #expect(try await database.number("SELECT sum(balance)::int8 FROM accounts") == 4)
        }

        /// Under SERIALIZABLE, reads that depend on each other's writes make one transaction fail (40001).
        @Test(.timeLimit(.minutes(1))) func aSerializationFailureIsDoneAgain() async throws {
            let database = try await accounts()
            let attempts = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in [1, 2] {
                    group.addTask {
                        try await database.transaction { session in
                            await attempts.increment()
                            try await session.query(.once("test", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
                            try await session.query(.once("test", "SELECT sum(balance) FROM accounts"))
                            try await session.query(.once("test", "SELECT pg_sleep(0.2)"))
                            try await session.query(
                                .once("test", "UPDATE accounts SET balance = balance + 1 WHERE id = \(id)"))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(await attempts.value > 2)
            #expect(try await database.number("SELECT sum(balance)::int8 FROM accounts") == 2)
        }

        /// A statement that is a transaction of its own, refused three times by a trigger.
        @Test func aStatementThatWasRolledBackIsTriedAgainAndNotForEver() async throws {
            let database = try await accounts()
            try await database.query(.once("test", "CREATE SEQUENCE refusals"))
            try await database.query(
                .once(
                    "test",
                    """
                    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('refusals') <= NEW.balance THEN
                            RAISE EXCEPTION 'conflict' USING ERRCODE = 'serialization_failure';
                        END IF;
                        RETURN NEW;
                    END $$
                    """))
            try await database.query(
                .once("test", "CREATE TRIGGER refuse BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION refuse()"))
            try await database.query(.once("test", "INSERT INTO accounts VALUES (3, 3)"))
            #expect(try await database.number("SELECT last_value FROM refusals") == 4)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.query(.once("test", "INSERT INTO accounts VALUES (4, 1000)"))
            }
            #expect(error?.code == .serialization)
            #expect(try await database.number("SELECT last_value FROM refusals") == 8)
        }
    }

    private actor Counter {
        private(set) var value = 0
        func increment() { value += 1 }
    }
}
