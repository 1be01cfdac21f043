import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.emptyDatabase) struct DatabaseTests {
        @Test func aTerminatedSessionIsReplaced() async throws {
            try await withPool({ $0.poolSize = 2 }) { database in
                let before = try await database.number("SELECT pg_backend_pid()")
                _ = try await TestDatabase.required().database.number(
                    "SELECT count(*) FROM (SELECT pg_terminate_backend($1::int8::int4)) AS ended", [.int8(before)])
                let recovered = try await eventually {
                    guard let now = try? await database.number("SELECT pg_backend_pid()") else { return false }
                    return now != before
                }
                #expect(recovered)
            }
        }

        @Test func aSessionTerminatedInAStatementIsUnavailableAndAReadIsRepeated() async throws {
            try await withPool({ $0.poolSize = 2 }) { database in
                let suicide = Statement.once(
                    "suicide", "SELECT count(*) FROM (SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(2)) AS x")
                let error = await #expect(throws: DatabaseError.self) { try await database.query(suicide) }
                #expect(error?.code == .unavailable)
                #expect(error?.sqlState == "57P01")
                #expect(error?.isConnectionLoss == true)
                #expect(try await database.number("SELECT 1") == 1)

                let read = Statement("slowRead", isReadOnly: true, "SELECT pg_sleep(0.5) IS NULL, pg_backend_pid()")
                async let answer = database.query(read)
                try await Task.sleep(for: .milliseconds(200))
                _ = try await TestDatabase.required().database.number(
                    """
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE '%pg_sleep(0.5)%' AND pid <> pg_backend_pid()
                    """)
                #expect(try await answer.count == 1)
            }
        }

        @Test func anExhaustedPoolRefusesInTimeAndServesAgain() async throws {
            try await withPool({
                $0.poolSize = 2
                $0.acquireTimeout = .milliseconds(300)
                $0.maximumWaiters = 3
            }) { database in
                let sleeping = Statement.once("sleep", "SELECT pg_sleep(1.5)")
                try await withThrowingTaskGroup(of: DatabaseError.Code?.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            do throws(DatabaseError) {
                                try await database.query(sleeping)
                                return nil
                            } catch { return error.code }
                        }
                    }
                    var codes: [DatabaseError.Code?] = []
                    for try await code in group { codes.append(code) }
                    // The pool is empty at first, so no more than the three waiters are let in.
                    #expect(codes.filter { $0 == nil }.count == 2)
                    #expect(codes.filter { $0 == .poolExhausted }.count == 6)
                }
                #expect(try await database.number("SELECT 1") == 1)
                #expect(database.statistics.waiting == 0)
            }
        }

        @Test func theStatementTimeoutEndsAStatementAndKeepsTheConnection() async throws {
            try await withPool({
                $0.poolSize = 1
                $0.statementTimeout = .milliseconds(200)
            }) { database in
                let pid = try await database.number("SELECT pg_backend_pid()")
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.query(.once("sleep", "SELECT pg_sleep(5)"))
                }
                #expect(error?.code == .timeout)
                #expect(try await database.number("SELECT pg_backend_pid()") == pid)
            }
        }

        @Test func cancellingARunningQueryCancelsItOnTheServerAndKeepsTheConnection() async throws {
            try await withPool({ $0.poolSize = 1 }) { database in
                let pid = try await database.number("SELECT pg_backend_pid()")
                let start = ContinuousClock.now
                let task = Task { try await database.query(.once("sleep", "SELECT pg_sleep(10)")) }
                try await Task.sleep(for: .milliseconds(100))
                task.cancel()
                let error = await #expect(throws: DatabaseError.self) { try await task.value }
                #expect(error?.code == .cancelled)
                #expect(ContinuousClock.now - start < .seconds(3))
                for _ in 0..<50 { #expect(try await database.number("SELECT pg_backend_pid()") == pid) }
            }
        }

        @Test func cancellingAWaitingTaskFreesItsPlace() async throws {
            try await withPool({ $0.poolSize = 1 }) { database in
                let blocker = Task { try await database.query(.once("sleep", "SELECT pg_sleep(1)")) }
                #expect(try await eventually { database.statistics.inUse == 1 })
                let waiting = Task { try await database.number("SELECT 1") }
                #expect(try await eventually { database.statistics.waiting == 1 })
                waiting.cancel()
                let error = await #expect(throws: DatabaseError.self) { try await waiting.value }
                #expect(error?.code == .cancelled)
                #expect(database.statistics.waiting == 0)
                _ = try await blocker.value
            }
        }

        @Test func aTaskCancelledBeforehandSendsNothing() async throws {
            let database = try TestDatabase.required().database
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await database.number("SELECT 1")
            }
            let error = await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(error?.code == .cancelled)
        }

        @Test func manyTasksShareFewConnections() async throws {
            try await withPool({ $0.poolSize = 4 }) { database in
                let echo = Statement("echo", isReadOnly: true, "SELECT $1::int8")
                let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
                    for task in 0..<64 {
                        group.addTask {
                            var sum: Int64 = 0
                            for step in 0..<50 {
                                let number = Int64(task * 1000 + step)
                                var row = try #require(try await database.query(echo, [.int8(number)]).first)
                                let back = try row.integer()
                                #expect(back == number)
                                sum += back
                            }
                            return sum
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(sum == (0..<64).reduce(0) { $0 + $1 * 1000 * 50 + 1225 })
                #expect(database.statistics.inUse == 0)
            }
        }

        @Test func anUnreachableServerIsUnavailableWithoutNamingIt() async throws {
            let database = Database(
                configuration: DatabaseConfiguration(
                    url: "postgresql://someone:hunter2@127.0.0.1:1/nothing", acquireTimeout: .milliseconds(300)),
                logger: silentLogger)
            let error = await #expect(throws: DatabaseError.self) { try await database.number("SELECT 1") }
            #expect(error?.code == .unavailable)
            let text = String(describing: error) + String(reflecting: error)
            #expect(text.contains("refused"))
            #expect(!text.contains("hunter2") && !text.contains("someone") && !text.contains("127.0.0.1"))
            await database.close()
        }

        @Test func aMissingDatabaseIsNamedByItsState() async throws {
            try await withPool({
                $0.databaseName = "matchbot_no_such_database"
                $0.acquireTimeout = .milliseconds(300)
            }) { database in
                let error = await #expect(throws: DatabaseError.self) { try await database.number("SELECT 1") }
                #expect(error?.code == .unavailable)
                #expect(error?.sqlState == "3D000")
            }
        }

        @Test func aClosedDatabaseRefuses() async throws {
            let database = Database(configuration: try TestDatabase.required().configuration(), logger: silentLogger)
            _ = try await database.number("SELECT 1")
            await database.close()
            let error = await #expect(throws: DatabaseError.self) { try await database.number("SELECT 1") }
            #expect(error?.code == .unavailable)
        }

        @Test func runEndsWithItsTask() async throws {
            let database = Database(configuration: try TestDatabase.required().configuration(), logger: silentLogger)
            let running = Task { try await database.run() }
            _ = try await database.number("SELECT 1")
            running.cancel()
            try await running.value
            #expect(database.statistics.inUse + database.statistics.idle == 0)
        }

        @Test func healthReportsTheRoundTripAndTheCause() async throws {
            let report = await DatabaseHealth(database: try TestDatabase.required().database).check()
            #expect(report.isHealthy)
            #expect(report.roundTrip > .zero)
            let closed = Database(configuration: try TestDatabase.required().configuration(), logger: silentLogger)
            await closed.close()
            let bad = await DatabaseHealth(database: closed).check()
            #expect(!bad.isHealthy)
            #expect(bad.error?.code == .unavailable)
        }

        @Test func errorsNameTheConstraintAndNeverTheValue() async throws {
            let database = try TestDatabase.required().database
            try await database.query(.once("test", "CREATE TABLE IF NOT EXISTS secrets (word text PRIMARY KEY)"))
            let insert = Statement("insertSecret", "INSERT INTO secrets VALUES ($1::text)")
            try await database.query(insert, [.text("xyzzy")])
            let error = await #expect(throws: DatabaseError.self) { try await database.query(insert, [.text("xyzzy")]) }
            #expect(error?.code == .constraintViolation)
            #expect(error?.constraint == "secrets_pkey")
            #expect(error?.sqlState == "23505")
            #expect(!String(reflecting: error).contains("xyzzy"))
        }

        @Test func aSyntaxErrorOnFirstUseLeavesTheConnectionUsable() async throws {
            try await withPool({ $0.poolSize = 1 }) { database in
                let wrong = Statement("wrong", "SELEC 1")
                for _ in 0..<3 {
                    let error = await #expect(throws: DatabaseError.self) { try await database.query(wrong) }
                    #expect(error?.sqlState == "42601")
                }
                let one = try await database.number("SELECT 1")
                #expect(one == 1)
            }
        }
    }
}
