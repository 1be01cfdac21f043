import Metadata

/// What a worker did, for whoever keeps metrics.
///
/// Observers are called on whatever thread the work runs on and must return at once.
public enum JobEvent: Sendable, Hashable {
    /// Work on a job began.
    ///
    /// - Parameter kind: What kind of work, one of `JobKind`'s.
    case began(kind: String)
    /// Work on a job ended, for now or for good.
    case ended(Ended)

    /// How the work on a job ended.
    public struct Ended: Sendable, Hashable {
        /// What kind of work, one of `JobKind`'s.
        public var kind: String
        /// How it ended: one of a small fixed set, such as `ready`, `failed` or `interrupted`.
        public var outcome: String
        /// Why a file couldn't be used: one of a small fixed set; nil unless it couldn't.
        public var reason: String?
        /// Whether the job is given up after this attempt.
        public var isLastAttempt: Bool
        /// How long the work took.
        public var duration: Duration
        /// Rows of an ingestion that were stored.
        public var rows: Int64 = 0
        /// Rows of an ingestion that couldn't be.
        public var rejectedRows: Int64 = 0
        /// Bytes of the object that were read into rows.
        public var bytes: Int64 = 0
        /// The size of an upload that was confirmed by the job, in bytes; nil unless one was.
        public var confirmedBytes: Int64?

        /// The end of a job that stored nothing.
        public init(
            kind: String, outcome: String, reason: String? = nil, isLastAttempt: Bool = false, duration: Duration
        ) {
            self.kind = kind
            self.outcome = outcome
            self.reason = reason
            self.isLastAttempt = isLastAttempt
            self.duration = duration
        }
    }

    /// Takes note of events; must not block.
    public typealias Observer = @Sendable (JobEvent) -> Void
}

extension JobEvent.Ended {
    init(_ outcome: JobOutcome, of job: Job, maximumAttempts: Int, duration: Duration) {
        self.init(kind: job.kind.rawValue, outcome: outcome.name, duration: duration)
        switch outcome {
        case .ready(let figures): add(figures)
        case .failed(let error, let figures):
            reason = error.code.name
            add(figures)
        case .refused(let why): reason = why
        case .confirmed(let size): confirmedBytes = size
        case .interrupted: isLastAttempt = job.attempt >= maximumAttempts
        case .deleted, .nothingToDo, .leaseLost, .stopped, .postponed: break
        }
    }

    private mutating func add(_ figures: IngestionFigures) {
        rows = figures.rows
        rejectedRows = figures.rejectedRows
        bytes = figures.bytes
    }
}
