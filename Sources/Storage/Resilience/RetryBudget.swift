/// Keeps retries a small share of the traffic, so that they never turn a slow store into a dead one.
///
/// Pure: time is a parameter. In any window at most `share` of the calls, or `minimum` where that is more, are repeated.
struct RetryBudget: Sendable {
    private let share: Double
    private let minimum: Int
    /// Calls are unmarked, retries are marked.
    private var window: SlidingWindow

    init(_ configuration: ResilienceConfiguration.RetryBudget) {
        share = configuration.share.asShare
        minimum = max(configuration.minimum, 0)
        window = SlidingWindow(length: configuration.window)
    }

    /// Counts a call's first attempt.
    mutating func recordCall(at moment: ContinuousClock.Instant) {
        window.record(marked: false, at: moment)
    }

    /// Takes one retry out of the budget.
    ///
    /// - Returns: Whether there was one left; if not, the call must fail with what it has.
    mutating func takeRetry(at moment: ContinuousClock.Instant) -> Bool {
        let counts = window.counts(at: moment)
        guard counts.marked < minimum || Double(counts.marked) + 1 <= share * Double(counts.unmarked) else {
            return false
        }
        window.record(marked: true, at: moment)
        return true
    }
}
