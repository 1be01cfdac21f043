import Foundation
import Housekeeping
import Logging
import Metadata
import ServiceLifecycle
import Storage
import Synchronization
import Testing

extension Live {
    @Suite struct ServiceTests {
        /// Counts what it's told.
        private final class Counter: Sendable {
            private let count = Mutex(0)
            var value: Int { count.withLock { $0 } }
            func add() { count.withLock { $0 += 1 } }
        }

        private struct CountingHandler: LogHandler {
            let counter: Counter
            var metadata: Logger.Metadata = [:]
            var logLevel = Logger.Level.debug

            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { metadata[key] }
                set { metadata[key] = newValue }
            }

            func log(event: LogEvent) {
                if event.level == .warning, "\(event.message)" == "Housekeeping round failed" { counter.add() }
            }
        }

        private func logger(_ counter: Counter) -> Logger {
            Logger(label: "test") { _ in CountingHandler(counter: counter) }
        }

        @Test func roundsGoOnUntilShutdown() async throws {
            try await LivePlace.with { place in
                _ = try await place.pendingFile()
                let rounds = Counter()
                let expired = Counter()
                let service = HousekeepingService(
                    janitor: place.janitor(ahead: .days(2)), interval: .milliseconds(50), logger: silentLogger,
                    random: { 0 }
                ) { report in
                    rounds.add()
                    if report?.expiredUploads == 1 { expired.add() }
                }
                let group = ServiceGroup(services: [service], logger: silentLogger)
                let running = Task { try await group.run() }
                for _ in 0..<200 where rounds.value < 3 { try await Task.sleep(for: .milliseconds(50)) }
                await group.triggerGracefulShutdown()
                try await running.value
                #expect(rounds.value >= 3)
                #expect(expired.value == 1)
            }
        }

        @Test func theFirstRoundComesAfterARandomPartOfTheInterval() async throws {
            try await LivePlace.with { place in
                let rounds = Counter()
                let service = HousekeepingService(
                    janitor: place.janitor(), interval: .seconds(3600), logger: silentLogger, random: { 0.5 }
                ) { _ in rounds.add() }
                let running = Task { await service.run() }
                try await Task.sleep(for: .milliseconds(300))
                running.cancel()
                await running.value
                #expect(rounds.value == 0)
            }
        }

        @Test func aStoreThatIsDownEndsTheRoundAfterTheRecordsWereSeenTo() async throws {
            try await LivePlace.with { place in
                let file = try await place.pendingFile()
                var away = place.storage
                away.endpoint = try StorageEndpoint(parsing: "127.0.0.1:1", secure: false)
                let store = ObjectStore(
                    configuration: away, httpClient: place.client, logger: silentLogger, now: { Date() })
                let janitor = Janitor(
                    buckets: away.buckets, store: store, database: place.database, logger: silentLogger,
                    now: { Date(timeIntervalSinceNow: 2 * 86_400) })
                await #expect(throws: StorageError.self) { try await janitor.round(dryRun: false) }
                #expect(try await place.record(file.id).status == .failed)
                // The lease was given back, so that the next round isn't held up.
                #expect(try await place.janitor().round(dryRun: false).outcome == .completed)
                let failures = Counter()
                let service = HousekeepingService(
                    janitor: janitor, interval: .milliseconds(20), logger: logger(failures), random: { 0 })
                let running = Task { await service.run() }
                for _ in 0..<200 where failures.value < 2 { try await Task.sleep(for: .milliseconds(50)) }
                running.cancel()
                await running.value
                #expect(failures.value >= 2)
            }
        }

        @Test func aBucketThatIsMissingIsNotTakenForMissingObjects() async throws {
            try await LivePlace.with { place in
                _ = try await place.readyFile()
                var other = place.storage.buckets
                other.reconciliationFiles = "missing-\(UUID().uuidString.lowercased())"
                let janitor = Janitor(
                    buckets: other, store: place.store, database: place.database, logger: silentLogger)
                let error = await #expect(throws: StorageError.self) { try await janitor.round(dryRun: false) }
                #expect(error?.code == .bucketNotFound)
            }
        }

        @Test func aDatabaseThatIsDownEndsTheRoundWithItsError() async throws {
            try await LivePlace.with { place in
                let closed = Database(
                    configuration: DatabaseConfiguration(
                        url: "postgresql://127.0.0.1:1/none", poolSize: 1, acquireTimeout: .milliseconds(300)),
                    logger: silentLogger)
                let janitor = Janitor(
                    buckets: place.storage.buckets, store: place.store, database: closed, logger: silentLogger)
                await #expect(throws: DatabaseError.self) { try await janitor.round(dryRun: false) }
                await closed.close()
            }
        }
    }
}
