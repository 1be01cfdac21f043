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
        _ configuration: ServiceConfiguration, logger: Logger, portFile: String?
    ) -> some ApplicationProtocol {
        let httpClient = HTTPClient(configuration: configuration.storage.httpClientConfiguration)
        let database = Database(configuration: configuration.database, logger: logger)
        let metrics = MetricsRegistry()
        let security = SecurityCounters()
        let store = ObjectStore(
            configuration: configuration.storage, httpClient: httpClient, logger: logger, now: { Date() },
            observer: { metrics.record($0) })
        let preparation = Preparation()
        let tokens = TokenComposition(
            configuration.tokens, logger: logger, now: { Date() }, observe: { security.record($0) })
        let handlers = MatchBotHandlers(
            configuration: configuration.handlers, database: database, store: store, storage: configuration.storage,
            logger: logger,
            renderMetrics: { await render(metrics, database: database, store: store) + security.render() },
            hindrance: {
                if !preparation.isComplete { return "The schema is being brought up to date." }
                return tokens.hasKeys() ? nil : "The keys of tokens have not been read yet."
            })
        let routes = ContractRoutes<BasicRequestContext>(
            handlers.attributedRoutes(authenticator: tokens.verifier),
            observe: { metrics.record(operation: $0.identifier, status: $1, duration: $2) },
            failure: FailureMapping.failure)
        var application = Application(
            router: router(routes, origins: configuration.allowedOrigins),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        RequestBoundsHandler(
                            timeLimit: .seconds(Int64(configuration.requestSeconds)), maximumBodyBytes: 4 << 20)
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
            application.addServices(HousekeepingService(janitor: janitor, interval: interval, logger: logger))
        }
        if let ingestion = configuration.ingestion {
            application.addServices(
                IngestionWorker(
                    configuration: ingestion, store: store,
                    jobs: JobQueue(database: database), ingestions: IngestionStore(database: database),
                    confirmation: DeferredConfirmation(
                        verification: handlers.verification, files: FileRepository(database: database)),
                    logger: logger))
        }
        return application
    }

    private static func router(
        _ routes: ContractRoutes<BasicRequestContext>, origins: [String]
    ) -> Router<BasicRequestContext> {
        let router = Router()
        router.add(middleware: RequestLogMiddleware())
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

    private static func render(
        _ metrics: MetricsRegistry, database: Database, store: ObjectStore
    ) async -> String {
        let pool = database.statistics
        var gauges = [
            ("matchbot_database_connections", "Connections to the database.", pool.size),
            ("matchbot_database_connections_in_use", "Connections that a query uses.", pool.inUse),
            ("matchbot_database_waiting", "Requests that wait for a connection.", pool.waiting),
            (
                "matchbot_storage_breaker_open", "Whether calls to the store are held back: 0 no, 1 probing, 2 yes.",
                [.closed: 0, .halfOpen: 1, .open: 2][store.breakerState] ?? 0
            ),
        ]
        if let jobs = try? await JobQueue(database: database).statistics() {
            gauges.append(("matchbot_jobs_ready", "Jobs that wait to be worked off.", Int(jobs.ready)))
            gauges.append(("matchbot_jobs_running", "Jobs that are being worked off.", Int(jobs.running)))
            gauges.append(("matchbot_jobs_dead", "Jobs that failed for good.", Int(jobs.dead)))
        }
        return metrics.render(gauges: gauges.map { (name: $0.0, help: $0.1, value: $0.2) })
    }
}
