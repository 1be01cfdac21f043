public import Logging

/// Brings the three buckets into the state that the service needs; run it at every start.
///
/// Per bucket: create it where it is missing -> close it to the public -> let browsers in by CORS -> for temporary
/// uploads, let the store expire what is very old. Each step replaces or checks a whole setting, so running twice, or in
/// many replicas at once, ends in the same state.
public struct BucketInitializer: Sendable {
    /// After how many days the store expires a temporary upload by itself.
    ///
    /// The last resort for where no janitor runs, which works to the hour and asks the records. It must be longer than
    /// the longest an object may rightly wait: a URL may work for seven days and be confirmed for one more, and a file
    /// whose confirmation was put off waits for as long as the store refuses the service.
    static let temporaryExpirationDays = 30

    private let store: ObjectStore
    private let configuration: StorageConfiguration
    private let logger: Logger

    /// Prepares a run; nothing is sent yet.
    public init(store: ObjectStore, configuration: StorageConfiguration, logger: Logger) {
        self.store = store
        self.configuration = configuration
        self.logger = logger
    }

    /// Brings every bucket into its state.
    ///
    /// Settings that the store does not offer are left out and named in one info line.
    ///
    /// - Throws: The first ``StorageError`` of another kind; what was done before it stays done.
    public func run() async throws(StorageError) {
        var unsupported: Set<String> = []
        for bucket in configuration.buckets.all {
            if try await !store.bucketExists(bucket), try await store.createBucket(bucket) {
                logger.info("Bucket created", metadata: ["bucket": "\(bucket)"])
            }
            try await offered("policy", &unsupported) { () async throws(StorageError) in
                if try await store.makePrivate(bucket) {
                    logger.warning("Public bucket policy removed", metadata: ["bucket": "\(bucket)"])
                }
            }
            try await offered("cors", &unsupported) { () async throws(StorageError) in
                let rule = CORSRule(allowedOrigins: configuration.allowedOrigins)
                try await store.putCORS([rule], bucket: bucket)
            }
        }
        try await offered("lifecycle", &unsupported) { () async throws(StorageError) in
            let rule = LifecycleRule(
                identifier: "expire-temporary-uploads", expirationDays: Self.temporaryExpirationDays)
            try await store.putLifecycle([rule], bucket: configuration.buckets.temporaryUploads)
        }
        if !unsupported.isEmpty {
            logger.info(
                "Bucket settings that the store does not offer were left out",
                metadata: ["settings": "\(unsupported.sorted().joined(separator: ","))"])
        }
    }

    private func offered(
        _ setting: String,
        _ unsupported: inout Set<String>,
        _ step: () async throws(StorageError) -> Void
    ) async throws(StorageError) {
        do {
            try await step()
        } catch {
            guard error.code == .notImplemented else { throw error }
            unsupported.insert(setting)
        }
    }
}
