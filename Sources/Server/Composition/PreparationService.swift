import Logging
import Metadata
import ServiceLifecycle
import Storage

/// Brings the schema and the buckets into their state, however long the database and the store keep it waiting.
///
/// The server answers meanwhile: its liveness at once, its readiness when the schema is up to date. A part that is down at
/// start is tried again every few seconds, so that the order in which containers start does not matter.
struct PreparationService: Service {
    var migrator: Migrator
    var buckets: BucketInitializer
    /// Set when the schema is up to date.
    var schemaIsReady: Latch
    var logger: Logger

    private static let pause = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await repeatUntilDone("Schema could not be brought up to date") {
                        _ = try await migrator.run()
                        schemaIsReady.set()
                    }
                }
                group.addTask {
                    await repeatUntilDone("Buckets could not be prepared") { try await buckets.run() }
                }
            }
        }
        try? await gracefulShutdown()
    }

    private func repeatUntilDone(_ message: Logger.Message, _ step: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                return try await step()
            } catch {
                guard !Task.isCancelled else { return }
                logger.warning(message, metadata: ["error": .string(String(describing: error))])
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
