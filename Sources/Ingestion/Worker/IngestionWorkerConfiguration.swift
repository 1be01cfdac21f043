extension IngestionWorker {
    /// How many jobs one process works on, and how it holds on to them.
    public struct Configuration: Sendable, Hashable {
        /// Jobs worked on at once. Default 1; each takes a database connection while it stores rows.
        public var workers: Int

        /// How long a job belongs to a worker that gives no sign of life. Default 60 s.
        public var lease: Duration

        /// How often a worker gives a sign of life. Default 15 s; never more than a third of the lease.
        public var heartbeat: Duration

        /// Claims of one job at most. Default and upper bound 5, which the queue enforces.
        public var maximumAttempts: Int

        /// How long an idle worker waits without being woken before it looks for work. Default 5 s.
        public var pollInterval: Duration

        /// How long a job may go on after shutdown was asked for, before it's put back. Default 10 s.
        public var shutdownGrace: Duration

        /// The pauses before a job that failed for a passing reason is tried again.
        public var retryPolicy: RetryPolicy

        /// The pauses before a job is tried again whose object alone the store can't use, as when one of its disks or
        /// machines is away. Default: 1 min, 8 min, then 1 h, so that an hour at least goes by before the job is given up.
        public var objectRetryPolicy: RetryPolicy

        /// A configuration with the documented defaults; values out of range are moved to the nearest bound.
        public init(
            workers: Int = 1, lease: Duration = .seconds(60), heartbeat: Duration = .seconds(15),
            maximumAttempts: Int = 5, pollInterval: Duration = .seconds(5), shutdownGrace: Duration = .seconds(10),
            retryPolicy: RetryPolicy = RetryPolicy(),
            objectRetryPolicy: RetryPolicy = RetryPolicy(
                initialDelay: .seconds(60), maximumDelay: .seconds(3_600), factor: 8)
        ) {
            self.workers = max(1, workers)
            self.lease = max(.seconds(1), lease)
            self.heartbeat = min(max(.milliseconds(100), heartbeat), self.lease / 3)
            self.maximumAttempts = min(max(1, maximumAttempts), 5)
            self.pollInterval = max(.milliseconds(100), pollInterval)
            self.shutdownGrace = max(.zero, shutdownGrace)
            self.retryPolicy = retryPolicy
            self.objectRetryPolicy = objectRetryPolicy
        }
    }
}
