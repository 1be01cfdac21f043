import Logging
import Metadata
import ServiceLifecycle
import Storage

/// Reads the figures that cost a question to the database or the store, now and then and not at each scrape.
///
/// So `/metrics` answers at once however many ask, also while the database is away; and the store's clock is known to the
/// readiness check although nothing is uploaded.
struct MetricsSampler: Service {
    /// How many of the largest users are named.
    static let largestUsers = 10
    /// Usage reads a row for each user, so it is read at every so many-th interval only.
    static let usageEvery = 6

    let jobs: JobQueue
    let files: FileRepository
    let housekeeping: HousekeepingStore
    let quota: Quota
    let store: ObjectStore
    let interval: Duration
    let metrics: SampledMetrics
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await work() }
        try? await gracefulShutdown()
    }

    private func work() async {
        var round = 0
        while !Task.isCancelled {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await sample("jobs") { metrics.jobs.set(try await jobs.overview()) } }
                group.addTask { await sample("storage") { try await store.askForClock() } }
                group.addTask {
                    await sample("missing_objects") {
                        metrics.missingObjects.set(try await housekeeping.missingObjectCount())
                    }
                }
                if round % Self.usageEvery == 0 {
                    group.addTask {
                        await sample("usage") {
                            metrics.usage.set(
                                try await files.usageOverview(largest: Self.largestUsers, quota: quota))
                        }
                    }
                }
            }
            round += 1
            try? await Task.sleep(for: interval)
        }
    }

    /// Reads one figure; that it could not be read is counted, for the figure itself is missing then.
    private func sample(_ name: String, _ read: () async throws -> Void) async {
        do {
            try await read()
        } catch {
            guard !Task.isCancelled else { return }
            metrics.failures.add(1, name)
            logger.debug("Figures could not be read", metadata: ["sample": .string(name), "error": "\(error)"])
        }
    }
}
