/// Pauses between attempts at the same job: growing by a factor, bounded, spread by chance.
public struct RetryPolicy: Sendable, Hashable {
    /// The longest pause after the first attempt. Default 2 s.
    public var initialDelay: Duration

    /// The longest pause of all. Default 5 min.
    public var maximumDelay: Duration

    /// By how much each pause may be longer than the one before. Default 4.
    public var factor: Int

    /// A policy with the documented defaults.
    public init(
        initialDelay: Duration = .seconds(2), maximumDelay: Duration = .seconds(300), factor: Int = 4
    ) {
        self.initialDelay = max(.zero, initialDelay)
        self.maximumDelay = max(self.initialDelay, maximumDelay)
        self.factor = max(1, factor)
    }

    /// The pause after an attempt, counted from 1: between half and all of the full one.
    ///
    /// `random` lies in 0..<1; it spreads jobs that failed at the same moment for the same reason.
    public func delay(afterAttempt attempt: Int, random: Double) -> Duration {
        var full = initialDelay
        for _ in 0..<min(max(attempt, 1) - 1, 64) { full = min(maximumDelay, full * factor) }
        return full * (0.5 + 0.5 * min(max(random, 0), 1))
    }
}
