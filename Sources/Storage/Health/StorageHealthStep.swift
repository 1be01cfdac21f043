/// One step of a check of the store.
public struct StorageHealthStep: Sendable, Hashable {
    /// What is tried; also the order.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        /// A connection is made and the store answers, whatever it answers.
        case connect = "connect"
        /// The store accepts our keys and lists its buckets.
        case listBuckets = "list_buckets"
        /// Every bucket of the service is among them.
        case bucketsAccessible = "buckets_accessible"
        /// A small object is stored.
        case write = "write"
        /// The same bytes come back.
        case read = "read"
        /// It is deleted.
        case delete = "delete"
        /// The clocks of the store and of this machine agree well enough for signatures.
        case clockSkew = "clock_skew"
        /// All of it took no longer than the threshold.
        case responseTime = "response_time"
    }

    /// What became of it.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// It succeeded.
        case healthy = "healthy"
        /// It failed.
        case unhealthy = "unhealthy"
        /// It was not tried, because a step that it needs had failed.
        case skipped = "skipped"
    }

    /// What was tried.
    public let name: Name
    /// What became of it.
    public let status: Status
    /// How long it took; zero where it was skipped, or took no call of its own.
    public let duration: Duration
    /// Why it failed, one of a fixed set: ``StorageError/metricName``, or `content_changed`, `too_slow`; nil unless it did.
    public let errorCode: String?

    /// Pairs the facts; used by whoever stands in for a store.
    public init(name: Name, status: Status, duration: Duration, errorCode: String? = nil) {
        self.name = name
        self.status = status
        self.duration = duration
        self.errorCode = errorCode
    }
}
