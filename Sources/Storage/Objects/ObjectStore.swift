public import AsyncHTTPClient
public import FoundationEssentials
public import Logging

/// Talks to an S3 store: every call is signed, has a deadline and throws only ``StorageError``.
///
/// Copies share the HTTP client, its connections and one pipeline (circuit breaker, retries, bulkhead), so make one for
/// each endpoint. Make the client with ``StorageConfiguration/httpClientConfiguration``, on whose limits the deadlines
/// rest, and shut it down after the last call. What is safe to repeat is repeated within the deadline; see
/// ``ResilienceConfiguration``.
///
/// Each call writes one line and one span: operation, bucket, outcome, attempts, duration and request id, never a key, a
/// URL, a header or a credential; each attempt one more line at debug level. The circuit breaker's changes are logged as
/// warning (opened) and info.
public struct ObjectStore: Sendable {
    private(set) var configuration: StorageConfiguration
    let httpClient: HTTPClient
    let logger: Logger
    let now: @Sendable () -> Date
    let time: MonotonicTime
    let observer: (@Sendable (StorageEvent) -> Void)?
    let pipeline: StoragePipeline
    let clock = ClockComparison()
    /// Whether calls go straight to the store, once, whatever the breaker says.
    private(set) var isDirect = false

    /// Connects calls to a client; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - configuration: Where the store is, who we are there and how calls behave while it fails.
    ///   - httpClient: A client made with ``StorageConfiguration/httpClientConfiguration``.
    ///   - logger: Where the line per call goes.
    ///   - now: The clock that requests are signed with; it must be within 15 minutes of the store's.
    ///   - observer: Is told of each attempt and each change of the circuit breaker, for metrics; it must not block.
    public init(
        configuration: StorageConfiguration,
        httpClient: HTTPClient,
        logger: Logger,
        now: @escaping @Sendable () -> Date,
        observer: (@Sendable (StorageEvent) -> Void)? = nil
    ) {
        self.init(
            configuration: configuration, httpClient: httpClient, logger: logger, now: now, observer: observer,
            time: .system, random: { Double.random(in: 0..<1) })
    }

    init(
        configuration: StorageConfiguration,
        httpClient: HTTPClient,
        logger: Logger,
        now: @escaping @Sendable () -> Date,
        observer: (@Sendable (StorageEvent) -> Void)?,
        time: MonotonicTime,
        random: @escaping @Sendable () -> Double
    ) {
        self.configuration = configuration
        self.httpClient = httpClient
        self.logger = logger
        self.now = now
        self.time = time
        self.observer = observer
        pipeline = StoragePipeline(configuration.resilience, time: time, random: random) { transition in
            logger.log(
                level: transition.to == .open ? .warning : .info, "Storage circuit breaker changed",
                metadata: ["from": "\(transition.from.rawValue)", "to": "\(transition.to.rawValue)"])
            observer?(.breakerChanged(from: transition.from, to: transition.to))
        }
    }

    /// What the circuit breaker does with the next call; an open breaker whose time is over counts as half-open.
    public var breakerState: CircuitBreakerState { pipeline.breakerState }

    /// How many calls are under way, downloads until their last byte included, and how many wait for their turn.
    public var load: (running: Int, waiting: Int) { pipeline.bulkhead.load }

    /// How the store's clock differs from this machine's, as its latest answer told; nil before the first one.
    public var clockSkew: ClockSkew? { clock.latest }

    /// The same store for checks that must answer soon and truly: no call is longer than `limit`, none is repeated,
    /// refused or queued by the pipeline, and none teaches the breaker anything.
    func direct(within limit: Duration) -> ObjectStore {
        var store = self
        store.configuration.requestTimeout = min(configuration.requestTimeout, limit)
        store.configuration.transferTimeout = min(configuration.transferTimeout, limit)
        store.isDirect = true
        return store
    }
}
