/// The jobs of one kind that are not done; for metrics.
public struct JobOverview: Sendable, Hashable {
    /// What kind of work they are; one of ``JobKind``'s, or another that a newer replica queued.
    public var kind: String
    /// Due now and waiting for a worker.
    public var ready = 0
    /// Waiting for their time.
    public var scheduled = 0
    /// Leased, those whose lease has expired included.
    public var running = 0
    /// Given up after the last attempt; a person has to look.
    public var dead = 0
    /// How long the job that is due longest has waited; zero where none is due.
    public var oldestReady = Duration.zero

    /// A kind without a job.
    public init(kind: String) {
        self.kind = kind
    }
}
