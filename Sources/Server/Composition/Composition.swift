import AsyncHTTPClient
import ContractHummingbird
import ContractRuntime
import Foundation
import Generated
import HTTPTypes
import Handlers
import Housekeeping
import Hummingbird
import Ingestion
import Logging
import Metadata
import NIOCore
import ServiceLifecycle
import Storage

/// Puts the parts of the service together.
enum Composition {
    /// Makes the whole service, ready to run.
    static func make(
        _ configuration: ServiceConfiguration, logger: Logger, portFile: String?,
        droppedLogLines: @escaping @Sendable () -> Int
    ) -> some ApplicationProtocol {
        let httpClient = HTTPClient(configuration: configuration.storage.httpClientConfiguration)
        let metrics = ServiceMetrics(droppedLogLines: droppedLogLines)
        let database = Database(
            configuration: configuration.database, logger: logger, observer: { metrics.database.record($0) })
        let store = ObjectStore(
            configuration: configuration.storage, httpClient: httpClient, logger: logger, now: { Date() },
            observer: { metrics.storage.record($0) })
        metrics.database.watch(database)
        metrics.storage.watch(store)
        let preparation = Preparation()
        let tokens = TokenComposition(
            configuration.tokens, logger: logger, now: { Date() }, observe: { metrics.tokens.record($0) })
        let handlers = MatchBotHandlers(
            configuration: configuration.handlers, database: database, store: store, storage: configuration.storage,
            logger: logger, renderMetrics: { metrics.registry.render() }, observeFile: { metrics.files.record($0) },
            hindrance: {
                if !preparation.isComplete { return "The schema is being brought up to date." }
                return tokens.hasKeys() ? nil : "The keys of tokens have not been read yet."
            })
        let operations = handlers.attributedRoutes(authenticator: NotingAuthenticator(base: tokens.verifier))
        let requests = RequestMetrics(operations.map(\.metadata), registry: metrics.registry)
        let routes = ContractRoutes<BasicRequestContext>(operations, failure: FailureMapping.failure)
        var application = Application(
            router: router(
                routes, origins: configuration.allowedOrigins,
                RequestMiddleware(operations: OperationIndex(operations.map(\.metadata)), metrics: requests)),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        RequestBoundsHandler(
                            timeLimit: .seconds(Int64(configuration.requestSeconds)), maximumBodyBytes: 4 << 20,
                            onCut: { requests.cut($0.rawValue) })
                    ], idleTimeout: .seconds(75))),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            onServerRunning: { channel in announce(channel, portFile: portFile, logger: logger) },
            logger: logger)
        application.addServices(HTTPClientService(client: httpClient), DatabaseService(database: database))
        application.addServices(tokens.services)
        application.addServices(
            PreparationService(
                migrator: Migrator(database: database, logger: logger),
                buckets: BucketInitializer(store: store, configuration: configuration.storage, logger: logger),
                preparation: preparation, logger: logger))
        if let interval = configuration.housekeepingInterval {
            let janitor = Janitor(
                configuration: configuration.janitor, buckets: configuration.storage.buckets, store: store,
                database: database, logger: logger)
            application.addServices(
                HousekeepingService(
                    janitor: janitor, interval: interval, logger: logger,
                    report: { metrics.housekeeping.record($0) }))
        }
        if let ingestion = configuration.ingestion {
            application.addServices(
                IngestionWorker(
                    configuration: ingestion, store: store,
                    jobs: JobQueue(database: database), ingestions: IngestionStore(database: database),
                    confirmation: DeferredConfirmation(
                        verification: handlers.verification, files: FileRepository(database: database)),
                    logger: logger, observer: { metrics.jobs.record($0) }))
        }
        if let interval = configuration.sampleInterval {
            let quota = Quota(files: handlers.quota.files, bytes: handlers.quota.bytes)
            application.addServices(
                MetricsSampler(
                    jobs: JobQueue(database: database), files: FileRepository(database: database), quota: quota,
                    store: store, interval: interval,
                    metrics: SampledMetrics(interval: interval, quota: quota, registry: metrics.registry),
                    logger: logger))
        }
        return application
    }

    private static func router(
        _ routes: ContractRoutes<BasicRequestContext>, origins: [String],
        _ requests: RequestMiddleware<BasicRequestContext>
    ) -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: requests)
        router.add(middleware: AllowedOriginsMiddleware(origins))
        router.add(middleware: ProblemMiddleware())
        routes.register(on: router)
        return router
    }

    private static func announce(_ channel: any Channel, portFile: String?, logger: Logger) {
        let port = channel.localAddress?.port ?? 0
        logger.info(
            "Server listening",
            metadata: [
                "host": .string(channel.localAddress?.ipAddress ?? ""), "port": .stringConvertible(port),
            ])
        guard let portFile else { return }
        do {
            try Data("\(port)\n".utf8).write(to: URL(filePath: portFile), options: .atomic)
        } catch {
            logger.error("Port file could not be written", metadata: ["path": .string(portFile)])
        }
    }
}
