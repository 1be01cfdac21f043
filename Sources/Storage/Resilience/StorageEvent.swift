/// Something that happened between the service and its store, for whoever keeps metrics.
///
/// Observers are called on whatever thread the call runs on and must return at once.
public enum StorageEvent: Sendable, Hashable {
    /// An attempt of a call ended; a call has one such event for each attempt, and exactly one that is the last.
    case attempt(Attempt)
    /// A call ended, after its last attempt.
    case call(Call)
    /// A download that had begun ended: all its bytes were read, or it failed on the way.
    case download(Download)
    /// The circuit breaker changed its state.
    ///
    /// Two changes in quick succession may be reported in either order; a gauge reads ``ObjectStore/breakerState``.
    case breakerChanged(from: CircuitBreakerState, to: CircuitBreakerState)

    /// One attempt of one call.
    public struct Attempt: Sendable, Hashable {
        /// The operation's name, for example `head`: one of a fixed set.
        public let operation: String
        /// `success`, or ``StorageError/metricName``: one of a fixed set.
        public let outcome: String
        /// How long the attempt took, waiting for its turn included and the pause before it excluded; a download ends
        /// with its head.
        public let duration: Duration
        /// The attempt's number, from 1.
        public let number: Int
        /// Whether the caller got this attempt's outcome; `false` where another attempt follows.
        public let isLast: Bool

        /// Pairs the facts; used by whoever stands in for a store.
        public init(operation: String, outcome: String, duration: Duration, number: Int, isLast: Bool) {
            self.operation = operation
            self.outcome = outcome
            self.duration = duration
            self.number = number
            self.isLast = isLast
        }
    }

    /// One call, whatever number of attempts it took.
    public struct Call: Sendable, Hashable {
        /// The operation's name, for example `head`: one of a fixed set.
        public let operation: String
        /// `success`, or ``StorageError/metricName``: one of a fixed set.
        public let outcome: String
        /// How long the caller waited, pauses between attempts included; a download ends with its head.
        public let duration: Duration
        /// How often the store was asked, or would have been; at least 1.
        public let attempts: Int

        /// Pairs the facts; used by whoever stands in for a store.
        public init(operation: String, outcome: String, duration: Duration, attempts: Int) {
            self.operation = operation
            self.outcome = outcome
            self.duration = duration
            self.attempts = attempts
        }
    }

    /// The body of one download.
    public struct Download: Sendable, Hashable {
        /// `success`, or ``StorageError/metricName``: one of a fixed set.
        public let outcome: String
        /// The bytes that arrived.
        public let bytes: Int64

        /// Pairs the facts; used by whoever stands in for a store.
        public init(outcome: String, bytes: Int64) {
            self.outcome = outcome
            self.bytes = bytes
        }
    }
}
