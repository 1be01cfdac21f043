/// Decides whether a failed attempt may be repeated, and after what pause.
///
/// Pure: the random number is a parameter. The pause has full jitter (anything from nothing to an exponentially growing
/// bound), so that many clients that failed together do not come back together.
struct RetryPolicy: Sendable {
    private let attempts: Int
    private let initialDelay: Duration
    private let base: Double
    private let maximumDelay: Duration
    private let maximumRetryAfter: Duration

    init(_ configuration: ResilienceConfiguration.Retry) {
        attempts = max(configuration.attempts, 1)
        initialDelay = configuration.initialDelay.withinOneDay
        base = configuration.base.isFinite ? max(configuration.base, 1) : 1
        maximumDelay = configuration.maximumDelay.withinOneDay
        maximumRetryAfter = configuration.maximumRetryAfter.withinOneDay
    }

    /// The pause before the next attempt, or `nil` where there must be none.
    ///
    /// Repeated is only what cannot do its work twice: an idempotent call, or one that provably never left. A store
    /// that says `Retry-After` is given that time and some jitter on top; one that asks for more than the bound is left
    /// alone, since coming back earlier would not honour it.
    ///
    /// - Parameters:
    ///   - attempt: The number of the attempt that failed, from 1.
    ///   - failure: How it failed.
    ///   - isIdempotent: Whether doing the call twice leaves the store as doing it once.
    ///   - random: A number in 0..<1.
    func pause(
        afterAttempt attempt: Int, failure: AttemptFailure, isIdempotent: Bool, random: Double
    ) -> Duration? {
        guard attempt < attempts, failure.error.isPassingStoreFailure, isIdempotent || failure.isUnsent else {
            return nil
        }
        let share = random.asShare
        if let retryAfter = failure.error.retryAfter {
            guard retryAfter <= maximumRetryAfter else { return nil }
            return max(retryAfter, .zero) + min(initialDelay, maximumDelay) * share
        }
        return bound(attempt) * share
    }

    /// The longest pause after an attempt.
    private func bound(_ attempt: Int) -> Duration {
        var bound = min(initialDelay, maximumDelay)
        var step = 1
        // A bound that no longer grows ends the loop, whatever the attempt's number.
        while step < attempt, base > 1, bound > .zero, maximumDelay > bound {
            bound = maximumDelay / bound <= base ? maximumDelay : bound * base
            step += 1
        }
        return bound
    }
}
