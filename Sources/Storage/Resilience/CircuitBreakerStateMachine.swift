/// Decides which calls may go to the store, from how the earlier ones ended.
///
/// ```
///            failure rate reached                 open duration over, a call comes
///   closed -----------------------> open -----------------------------------------> half-open
///     ^                              ^                                                |   |
///     |                              '----------------- a probe failed ---------------'   |
///     '------------------------------- all probes succeeded ------------------------------'
/// ```
///
/// Pure: time is a parameter. Each admitted call holds a permit and must end with `finish`; a permit from before the last
/// transition changes nothing, so a straggler cannot open a breaker that has closed since.
struct CircuitBreakerStateMachine: Sendable {
    /// How a call ended, seen from the store's health.
    enum Outcome: Sendable, Hashable {
        /// The store did its work, be it to refuse a wrong request.
        case success
        /// The store, or the way to it, failed.
        case failure
        /// The call says nothing about the store: it was cancelled or never sent.
        case ignored
    }

    struct Permit: Sendable, Hashable {
        fileprivate let generation: UInt64
        /// Whether the call decides what a half-open breaker becomes.
        let isProbe: Bool
    }

    struct Transition: Sendable, Hashable {
        let from: CircuitBreakerState
        let to: CircuitBreakerState
    }

    enum Admission: Sendable, Hashable {
        case admitted(Permit, Transition?)
        /// With the time until a probe may go, where it is known.
        case refused(retryAfter: Duration?)
    }

    private enum Phase: Sendable {
        case closed
        case open(until: ContinuousClock.Instant)
        case halfOpen(running: Int, succeeded: Int)

        var state: CircuitBreakerState {
            switch self {
            case .closed: .closed
            case .open: .open
            case .halfOpen: .halfOpen
            }
        }
    }

    private let failureRate: Double
    private let minimumCalls: Int
    private let openDuration: Duration
    private let probes: Int
    private var window: SlidingWindow
    private var phase = Phase.closed
    private var generation: UInt64 = 0

    init(_ configuration: ResilienceConfiguration.CircuitBreaker) {
        failureRate = configuration.failureRate.asShare
        minimumCalls = max(configuration.minimumCalls, 1)
        openDuration = configuration.openDuration.withinOneDay
        probes = max(configuration.probes, 1)
        window = SlidingWindow(length: configuration.window)
    }

    /// The state that the next call meets: an open breaker whose time is over counts as half-open.
    func state(at moment: ContinuousClock.Instant) -> CircuitBreakerState {
        if case .open(let end) = phase, moment >= end { return .halfOpen }
        return phase.state
    }

    /// Lets a call through or refuses it.
    mutating func admit(at moment: ContinuousClock.Instant) -> Admission {
        switch phase {
        case .closed:
            return .admitted(Permit(generation: generation, isProbe: false), nil)
        case .open(let end):
            guard moment >= end else { return .refused(retryAfter: moment.duration(to: end)) }
            let transition = move(to: .halfOpen(running: 1, succeeded: 0))
            return .admitted(Permit(generation: generation, isProbe: true), transition)
        case .halfOpen(let running, let succeeded):
            guard running + succeeded < probes else { return .refused(retryAfter: nil) }
            phase = .halfOpen(running: running + 1, succeeded: succeeded)
            return .admitted(Permit(generation: generation, isProbe: true), nil)
        }
    }

    /// Whether the breaker is still in the state in which it gave the permit.
    func isCurrent(_ permit: Permit) -> Bool { permit.generation == generation }

    /// Learns from a call that held a permit; each permit is finished once.
    mutating func finish(_ permit: Permit, _ outcome: Outcome, at moment: ContinuousClock.Instant) -> Transition? {
        guard isCurrent(permit) else { return nil }
        switch (phase, outcome) {
        case (.open, _), (.closed, .ignored):
            return nil
        case (.closed, .success), (.closed, .failure):
            window.record(marked: outcome == .failure, at: moment)
            let counts = window.counts(at: moment)
            let isFailing = counts.marked > 0 && Double(counts.marked) >= failureRate * Double(counts.total)
            guard counts.total >= minimumCalls, isFailing else { return nil }
            return move(to: .open(until: moment + openDuration))
        case (.halfOpen(let running, let succeeded), .ignored):
            phase = .halfOpen(running: running - 1, succeeded: succeeded)
            return nil
        case (.halfOpen(let running, let succeeded), .success):
            guard succeeded + 1 < probes else { return move(to: .closed) }
            phase = .halfOpen(running: running - 1, succeeded: succeeded + 1)
            return nil
        case (.halfOpen, .failure):
            return move(to: .open(until: moment + openDuration))
        }
    }

    private mutating func move(to next: Phase) -> Transition {
        let transition = Transition(from: phase.state, to: next.state)
        phase = next
        generation &+= 1
        window.reset()
        return transition
    }
}
