import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.emptyDatabase) struct NotificationListenerTests {
        @Test func notificationsArriveInOrderAndSurviveATerminatedSession() async throws {
            try await withPool { database in
                var iterator = database.listen("news").makeAsyncIterator()
                #expect(await iterator.next() == .some(nil))
                try await database.query(.once("test", "SELECT pg_notify('news', 'one'), pg_notify('other', 'x')"))
                try await database.query(.once("test", "SELECT pg_notify('news', 'two')"))
                #expect(await iterator.next() == DatabaseNotification(channel: "news", payload: "one"))
                #expect(await iterator.next() == DatabaseNotification(channel: "news", payload: "two"))
                _ = try await database.number(
                    """
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND query LIKE 'LISTEN%'
                    """)
                #expect(await iterator.next() == .some(nil))
                try await database.query(.once("test", "SELECT pg_notify('news', 'three')"))
                #expect(await iterator.next() == DatabaseNotification(channel: "news", payload: "three"))
            }
        }

        @Test func closingTheDatabaseEndsTheStream() async throws {
            let database = Database(configuration: try TestDatabase.required().configuration(), logger: silentLogger)
            var iterator = database.listen("news").makeAsyncIterator()
            #expect(await iterator.next() == .some(nil))
            await database.close()
            #expect(await iterator.next() == nil)
            var late = database.listen("news").makeAsyncIterator()
            #expect(await late.next() == nil)
        }

        @Test func aSecondChannelJoinsTheFirst() async throws {
            try await withPool { database in
                var first = database.listen("first").makeAsyncIterator()
                #expect(await first.next() == .some(nil))
                var second = database.listen("sec\"ond").makeAsyncIterator()
                #expect(await second.next() == .some(nil))
                #expect(await first.next() == .some(nil))
                try await database.query(.once("test", "SELECT pg_notify('first', 'a'), pg_notify('sec\"ond', 'b')"))
                #expect(await first.next()??.payload == "a")
                #expect(await second.next()??.payload == "b")
            }
        }
    }
}
