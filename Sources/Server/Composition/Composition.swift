import AsyncHTTPClient
import ContractHummingbird
import ContractRuntime
import Foundation
import Generated
import HTTPTypes
import Handlers
import Housekeeping
import Hummingbird
import HummingbirdCore
import Ingestion
import Logging
import Metadata
import NIOCore
import ServiceLifecycle
import Storage

/// Puts the parts of the service together.
struct Composition: Sendable {
    /// Everything, in the order of its starting; it stops the other way round.
    let services: ServiceGroup
    /// The part that takes up work by itself, and is told first to stop.
    let workers: ServiceGroup?
    /// The connections of clients.
    let connections: ConnectionLimit

    /// Makes the whole service, ready to run; `stopping` is set once the process has been told to stop.
    init(
        _ configuration: ServiceConfiguration, logger: Logger, portFile: String?, stopping: Latch,
        droppedLogLines: @escaping @Sendable () -> Int
    ) {
        let httpClient = HTTPClient(configuration: configuration.storage.httpClientConfiguration)
        let metrics = ServiceMetrics(droppedLogLines: droppedLogLines)
        let database = Database(
            configuration: configuration.database, logger: logger, observer: { metrics.database.record($0) })
        let store = ObjectStore(
            configuration: configuration.storage, httpClient: httpClient, logger: logger, now: { Date() },
            observer: { metrics.storage.record($0) })
        metrics.database.watch(database)
        metrics.storage.watch(store)
        let prepared = Latch()
        let tokens = TokenComposition(
            configuration.tokens, logger: logger, now: { Date() }, observe: { metrics.tokens.record($0) })
        let connections = ConnectionLimit(
            maximum: FileDescriptorLimit.connections(
                allowed: configuration.connections.maximum, descriptors: FileDescriptorLimit.raise()),
            observe: { metrics.connections.record($0) })
        metrics.connections.watch(connections)
        let handlers = MatchBotHandlers(
            configuration: configuration.handlers, database: database, store: store, storage: configuration.storage,
            logger: logger, renderMetrics: { metrics.registry.render() }, observeFile: { metrics.files.record($0) },
            hindrance: {
                if stopping.isSet { return "The service is stopping." }
                if !prepared.isSet { return "The schema is being brought up to date." }
                return tokens.hasKeys() ? nil : "The keys of tokens have not been read yet."
            })
        let operations = handlers.attributedRoutes(authenticator: NotingAuthenticator(base: tokens.verifier))
        let requests = RequestMetrics(operations.map(\.metadata), registry: metrics.registry)
        let routes = ContractRoutes<BasicRequestContext>(operations, failure: FailureMapping.failure)
        let application = Application(
            router: Self.router(
                routes, origins: configuration.allowedOrigins,
                RequestMiddleware(operations: OperationIndex(operations.map(\.metadata)), metrics: requests)),
            server: Self.server(configuration.connections, limit: connections, metrics: metrics.connections),
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil, backlog: 1_024),
            onServerRunning: { channel in Self.announce(channel, portFile: portFile, logger: logger) },
            logger: logger)
        var workers: [any Service] = []
        if let interval = configuration.housekeepingInterval {
            let janitor = Janitor(
                configuration: configuration.janitor, buckets: configuration.storage.buckets, store: store,
                database: database, logger: logger)
            workers.append(
                HousekeepingService(
                    janitor: janitor, interval: interval, logger: logger,
                    report: { metrics.housekeeping.record($0) }))
        }
        if let ingestion = configuration.ingestion {
            workers.append(
                IngestionWorker(
                    configuration: ingestion, store: store,
                    jobs: JobQueue(database: database), ingestions: IngestionStore(database: database),
                    confirmation: DeferredConfirmation(
                        verification: handlers.verification, files: FileRepository(database: database)),
                    logger: logger, observer: { metrics.jobs.record($0) }))
        }
        self.connections = connections
        self.workers =
            workers.isEmpty ? nil : ServiceGroup(configuration: .init(services: workers, logger: logger))
        let foundations: [any Service] =
            [HTTPClientService(client: httpClient), DatabaseService(database: database)] + tokens.services + [
                PreparationService(
                    migrator: Migrator(database: database, logger: logger),
                    buckets: BucketInitializer(store: store, configuration: configuration.storage, logger: logger),
                    schemaIsReady: prepared, logger: logger)
            ]
        var services = foundations
        if let interval = configuration.sampleInterval {
            let quota = Quota(files: handlers.quota.files, bytes: handlers.quota.bytes)
            services.append(
                MetricsSampler(
                    jobs: JobQueue(database: database), files: FileRepository(database: database),
                    housekeeping: HousekeepingStore(database: database), quota: quota, store: store,
                    interval: interval,
                    metrics: SampledMetrics(interval: interval, quota: quota, registry: metrics.registry),
                    logger: logger))
        }
        if let group = self.workers { services.append(WorkersService(group: group)) }
        services.append(application)
        self.services = ServiceGroup(configuration: .init(services: services, logger: logger))
    }

    private static func server(
        _ configuration: ConnectionConfiguration, limit: ConnectionLimit, metrics: ConnectionMetrics
    ) -> HTTPServerBuilder {
        .http1(
            configuration: .init(
                additionalChannelHandlers: [
                    RequestBoundsHandler(
                        bounds: configuration.bounds, limit: limit, probes: KeepAliveProbes(),
                        observe: { metrics.record($0) })
                ],
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: configuration.headerBytes, maxHeaderListSize: configuration.headerBytes,
                    maxHeaderFieldCount: configuration.headerFields)))
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
