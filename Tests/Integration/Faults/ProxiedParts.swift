import Foundation
import Housekeeping
import Ingestion
import Logging
import Metadata
import Storage
import TestSupport
import Testing

/// The service's worker and janitor in this process, on the same ways as the service: so a test decides when they begin.
struct ProxiedParts: Sendable {
    let faulted: FaultedService
    /// With false they go past the proxies.
    let usesProxies: Bool

    /// Jobs that are due, or soon; the deletion of an upload waits for its URL's end.
    private static let jobsToDo = """
        SELECT count(*) FROM jobs
        WHERE state = 'running' OR (state = 'ready' AND run_at < now() + interval '1 minute')
        """

    /// Runs a worker until no job is left to do, or `limit` is over; returns whether none is.
    func work(limit: Duration = .seconds(20)) async throws -> Bool {
        try await with { database, store in
            let files = FileRepository(database: database)
            let verification = UploadVerification(
                store: store, bucket: faulted.service.storage.buckets.reconciliationFiles, maximumSize: 1 << 20,
                acceptedContentType: { type, _ in type })
            let worker = IngestionWorker(
                configuration: .init(
                    lease: .seconds(1), heartbeat: .milliseconds(300), pollInterval: .milliseconds(100),
                    retryPolicy: .init(initialDelay: .milliseconds(20), maximumDelay: .milliseconds(50)),
                    objectRetryPolicy: .init(initialDelay: .milliseconds(20), maximumDelay: .milliseconds(50))),
                store: store, jobs: JobQueue(database: database), ingestions: IngestionStore(database: database),
                confirmation: DeferredConfirmation(verification: verification, files: files), logger: Self.logger)
            let task = Task { await worker.run() }
            let deadline = ContinuousClock.now + limit * TestEnvironment.patience
            var isLeft = true
            while isLeft, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(20))
                isLeft = try await faulted.number(Self.jobsToDo) > 0
            }
            task.cancel()
            await task.value
            return !isLeft
        }
    }

    /// Does one round of housekeeping; returns whether it came to its end.
    func keepHouse() async throws -> Bool {
        try await with { database, store in
            let janitor = Janitor(
                buckets: faulted.service.storage.buckets, store: store, database: database, logger: Self.logger)
            do {
                return try await janitor.round(dryRun: false).outcome != .busy
            } catch {
                return false
            }
        }
    }

    private static let logger: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    private func with<Value: Sendable>(
        _ body: @Sendable (Database, ObjectStore) async throws -> Value
    ) async throws -> Value {
        let service = faulted.service
        var storage = service.storage
        if usesProxies { storage.endpoint = try StorageEndpoint(parsing: faulted.store.endpoint, secure: false) }
        storage.requestTimeout = .seconds(3)
        storage.transferTimeout = .seconds(3)
        let store = ObjectStore(
            configuration: storage, httpClient: service.httpClient, logger: Self.logger, now: { Date() })
        let direct = service.environment.databaseURL
        let database = Database(
            configuration: DatabaseConfiguration(
                url: usesProxies ? faulted.database.rewrite(direct) : direct, databaseName: service.databaseName,
                poolSize: 3, connectTimeout: .seconds(2), statementTimeout: .seconds(3)), logger: Self.logger)
        let result: Result<Value, any Error>
        do { result = .success(try await body(database, store)) } catch { result = .failure(error) }
        await database.close()
        return try result.get()
    }
}
