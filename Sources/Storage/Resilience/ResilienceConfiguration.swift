/// Says how calls to the store behave while the store is slow, failing or gone.
///
/// The defaults suit one service beside one store. Values that make no sense are brought into range instead of being
/// refused: counts to at least 1 (waiting calls: 0), shares to 0...1, durations to at most one day.
public struct ResilienceConfiguration: Sendable, Hashable {
    /// When calls are refused without asking the store.
    public struct CircuitBreaker: Sendable, Hashable {
        /// The share of failed calls at which the breaker opens, 0...1; 0.5 unless told.
        public var failureRate = 0.5
        /// The fewest calls in the window that say anything; 10 unless told.
        public var minimumCalls = 10
        /// How far back calls count; 30 s unless told.
        public var window: Duration = .seconds(30)
        /// How long the breaker stays open before it lets a probe through; 5 s unless told.
        public var openDuration: Duration = .seconds(5)
        /// How many probes run at most at a time, and must succeed, before the breaker closes; 2 unless told.
        public var probes = 2

        /// Takes the defaults.
        public init() {}
    }

    /// When a failed call is tried again.
    public struct Retry: Sendable, Hashable {
        /// The most attempts of one call, the first included; 3 unless told, 1 for no retries.
        public var attempts = 3
        /// The longest pause before the first retry; 1 s unless told.
        public var initialDelay: Duration = .seconds(1)
        /// What the longest pause is multiplied with from retry to retry; 2 unless told.
        public var base = 2.0
        /// The longest pause before any retry; 30 s unless told.
        public var maximumDelay: Duration = .seconds(30)
        /// The longest `Retry-After` that is waited for; a store that asks for more is not asked again. 30 s unless told.
        public var maximumRetryAfter: Duration = .seconds(30)

        /// Takes the defaults.
        public init() {}
    }

    /// How much of the traffic retries may be.
    public struct RetryBudget: Sendable, Hashable {
        /// The largest number of retries as a share of the calls in the window, 0...1; 0.1 unless told.
        public var share = 0.1
        /// The retries that a window always has, so that a quiet service retries too; 5 unless told.
        public var minimum = 5
        /// How far back calls and retries count; 10 s unless told.
        public var window: Duration = .seconds(10)

        /// Takes the defaults.
        public init() {}
    }

    /// How many calls may be under way and how many may wait for their turn.
    public struct Bulkhead: Sendable, Hashable {
        /// The most calls that talk to the store at a time, downloads until their last byte included; 64 unless told.
        public var concurrentCalls = 64
        /// The most calls that wait for their turn; the next one is refused at once. 256 unless told.
        public var waitingCalls = 256

        /// Takes the defaults.
        public init() {}
    }

    /// When calls are refused without asking the store.
    public var circuitBreaker = CircuitBreaker()
    /// When a failed call is tried again.
    public var retry = Retry()
    /// How much of the traffic retries may be.
    public var retryBudget = RetryBudget()
    /// How many calls may be under way and how many may wait.
    public var bulkhead = Bulkhead()

    /// Takes the defaults.
    public init() {}
}

extension Duration {
    /// The duration brought into 0...one day.
    var withinOneDay: Duration { min(max(self, .zero), .seconds(86_400)) }
}

extension Double {
    /// The number brought into 0...1; what is no number becomes 1.
    var asShare: Double { isNaN ? 1 : min(max(self, 0), 1) }
}
