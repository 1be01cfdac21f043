/// What one check of the store found out.
public struct StorageHealthReport: Sendable, Hashable {
    /// Whether every step succeeded within the threshold.
    public let isHealthy: Bool
    /// `minio`, `seaweedfs` or `s3`: the kind of server that answered, `s3` also where none did.
    public let backend: String
    /// The host and port that the service connects to.
    public let endpoint: String
    /// Those of the service's buckets that the store listed, in the configuration's order.
    public let accessibleBuckets: [String]
    /// How long the whole check took.
    public let responseTime: Duration
    /// One sentence for each thing that is wrong, safe to show; empty where healthy.
    public let errors: [String]
    /// Every step, in the order in which they are taken; always all of ``StorageHealthStep/Name``.
    public let steps: [StorageHealthStep]

    /// Pairs the findings; used by whoever stands in for a store.
    public init(
        isHealthy: Bool,
        backend: String,
        endpoint: String,
        accessibleBuckets: [String],
        responseTime: Duration,
        errors: [String],
        steps: [StorageHealthStep] = []
    ) {
        self.isHealthy = isHealthy
        self.backend = backend
        self.endpoint = endpoint
        self.accessibleBuckets = accessibleBuckets
        self.responseTime = responseTime
        self.errors = errors
        self.steps = steps
    }
}
