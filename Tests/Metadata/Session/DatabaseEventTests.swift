import Foundation
import InMemoryTracing
import Synchronization
import Testing
import Tracing

@testable import Metadata

extension Live {
    @Suite(.database) struct DatabaseEventTests {
        private final class Observed: Sendable {
            let events = Mutex<[DatabaseEvent]>([])
            func record(_ event: DatabaseEvent) { events.withLock { $0.append(event) } }
            var outcomes: [String] {
                events.withLock { $0 }.compactMap { if case .statement(let outcome, _) = $0 { outcome } else { nil } }
            }
            var waits: [Duration] {
                events.withLock { $0 }.compactMap { if case .wait(let duration) = $0 { duration } else { nil } }
            }
        }

        private func withDatabase(
            _ observed: Observed, change: (inout DatabaseConfiguration) -> Void = { _ in },
            _ body: (Database) async throws -> Void
        ) async throws {
            var configuration = try TestDatabase.required().configuration(poolSize: 1)
            change(&configuration)
            let database = Database(configuration: configuration, logger: silentLogger, observer: observed.record)
            do { try await body(database) } catch {
                await database.close()
                throw error
            }
            await database.close()
        }

        private func failure(
            of statement: Statement, _ database: Database, _ parameters: [Parameter] = []
        ) async -> DatabaseError? {
            do throws(DatabaseError) {
                try await database.query(statement, parameters)
                return nil
            } catch {
                return error
            }
        }

        @Test func tellsEveryStatementAndEveryWaitForAConnection() async throws {
            let observed = Observed()
            try await withDatabase(observed) { database in
                try await database.query(.once("one", "SELECT 1"))
                #expect(await failure(of: .once("broken", "SELECT 1 / 0"), database)?.code == .invalidData)
                try await database.transaction { session in
                    _ = try await session.query(.once("two", "SELECT 2"))
                }
            }
            // BEGIN, the statement, COMMIT.
            #expect(observed.outcomes == ["success", "invalid_data", "success", "success", "success"])
            #expect(observed.waits.count == 3)
        }

        @Test func tellsHowLongARequestWaitedThatGotNoConnection() async throws {
            let observed = Observed()
            try await withDatabase(observed, change: { $0.acquireTimeout = .milliseconds(200) }) { database in
                let error = try await database.transaction { _ in
                    await failure(of: .once("waiting", "SELECT 1"), database)
                }
                #expect(error?.code == .poolExhausted)
            }
            #expect(observed.outcomes.filter { $0 == "pool_exhausted" }.count == 1)
            #expect(observed.waits.contains { $0 >= .milliseconds(200) })
        }

        @Test func aSpanNamesTheStatementAndNoValue() async throws {
            let tracer = InMemoryTracer()
            try await withDatabase(Observed()) { database in
                let statement = Statement.once("readSecret", "SELECT 1 / 0 WHERE $1::text = 'literal'")
                let error = await withTracer(tracer) {
                    await failure(of: statement, database, [.text("hunter2")])
                }
                #expect(error?.sqlState == "22012")
            }
            let span = try #require(tracer.finishedSpans.first)
            #expect(span.operationName == "readSecret" && span.kind == .client && span.status?.code == .error)
            var attributes: [String: String] = [:]
            span.attributes.forEach { attributes[$0] = "\($1)" }
            #expect(attributes["db.system.name"]?.contains("postgresql") == true)
            #expect(attributes["db.response.status_code"]?.contains("22012") == true)
            #expect(!"\(attributes)".contains("hunter2") && !"\(attributes)".contains("literal"))
        }
    }
}
