public import Foundation
public import Generated
public import Ingestion
public import Logging
public import Metadata
public import Storage

/// Handles every operation of the contract.
///
/// The only place with business decisions. It holds no state of its own: replicas share the database and the store.
/// One file for each operation or small family; the contract's protocol names the one that is missing.
public struct MatchBotHandlers: MatchBotFilesAPI {
    /// Who asks: the user whose UUID is the token's subject.
    public typealias Principal = UserID

    /// What an operator decides.
    public struct Configuration: Sendable {
        /// How long an upload URL works. Default: one hour.
        public var uploadLifetime: Duration
        /// Whether the contract's rate limits are enforced. Default: yes.
        public var enforcesRateLimits: Bool
        /// How many files a user may keep. Default: nil, the contract's number.
        public var quotaFiles: Int64?
        /// How many bytes all of a user's files may have. Default: nil, the contract's number.
        public var quotaBytes: Int64?
        /// How long the check of the store may take and still count as healthy. Default: one second.
        public var storageHealthThreshold: Duration
        /// How far the store's clock may differ from this machine's. Default: 15 minutes, which is what S3 accepts.
        public var clockSkewLimit: Duration

        /// Makes a configuration.
        public init(
            uploadLifetime: Duration = .seconds(3_600), enforcesRateLimits: Bool = true,
            quotaFiles: Int64? = nil, quotaBytes: Int64? = nil, storageHealthThreshold: Duration = .seconds(1),
            clockSkewLimit: Duration = ClockSkew.limit
        ) {
            self.uploadLifetime = uploadLifetime
            self.enforcesRateLimits = enforcesRateLimits
            self.quotaFiles = quotaFiles
            self.quotaBytes = quotaBytes
            self.storageHealthThreshold = storageHealthThreshold
            self.clockSkewLimit = clockSkewLimit
        }
    }

    let configuration: Configuration
    let files: FileRepository
    let limiter: RateLimiter
    let databaseHealth: DatabaseHealth
    let storageHealth: RecentStorageHealth
    let presigner: Presigner
    let buckets: BucketNames
    /// Checks uploads; the worker that carries out deferred confirmations shares it.
    public let verification: UploadVerification
    let clockSkew: @Sendable () -> ClockSkew?
    let renderMetrics: @Sendable () async -> String
    let observeFile: FileEvent.Observer
    let hindrance: @Sendable () -> String?
    let now: @Sendable () -> Date
    let makeUUID: @Sendable () -> UUID
    let logger: Logger

    /// Makes handlers.
    ///
    /// - Parameters:
    ///   - configuration: What an operator decides.
    ///   - database: Where records are kept.
    ///   - store: Where objects are kept.
    ///   - storage: How the store is reached and named.
    ///   - logger: Where storage operations are logged.
    ///   - renderMetrics: The figures of this process in the Prometheus text format.
    ///   - observeFile: Is told how each confirmation, download and deletion ended.
    ///   - hindrance: Why this process is not ready although its database is, in a sentence for its callers; nil when
    ///     nothing stands in the way.
    ///   - now: The clock.
    ///   - makeUUID: A source of new identifiers.
    public init(
        configuration: Configuration, database: Database, store: ObjectStore, storage: StorageConfiguration,
        logger: Logger, renderMetrics: @escaping @Sendable () async -> String,
        observeFile: @escaping FileEvent.Observer = { _ in },
        hindrance: @escaping @Sendable () -> String? = { nil },
        now: @escaping @Sendable () -> Date = { Date() }, makeUUID: @escaping @Sendable () -> UUID = { UUID() }
    ) {
        self.configuration = configuration
        files = FileRepository(database: database)
        limiter = RateLimiter(database: database)
        databaseHealth = DatabaseHealth(database: database)
        verification = UploadVerification(
            store: store, bucket: storage.buckets.reconciliationFiles,
            maximumSize: SignUploadRequest.fileSizeBytesMaximum,
            acceptedContentType: FileNaming.acceptedContentType, makeUUID: makeUUID)
        let check = StorageHealthCheck(
            store: store, configuration: storage, threshold: configuration.storageHealthThreshold,
            skewLimit: configuration.clockSkewLimit,
            randomKey: { makeUUID().uuidString.lowercased() })
        storageHealth = RecentStorageHealth { await check.run() }
        presigner = Presigner(configuration: storage, now: now)
        buckets = storage.buckets
        clockSkew = { store.clockSkew }
        self.renderMetrics = renderMetrics
        self.observeFile = observeFile
        self.hindrance = hindrance
        self.now = now
        self.makeUUID = makeUUID
        self.logger = logger
    }
}
