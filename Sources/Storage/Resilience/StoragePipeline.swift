import Synchronization

/// Leads every ordinary call to one endpoint; all copies of an ``ObjectStore`` share one.
///
/// ```
/// 1. deadline   fixed when the call begins; queueing, pauses and attempts all end by it
/// 2. breaker    refuses the call while the store is failing; learns from how the whole call ended
/// 3. retry      repeats what is safe, while the policy, the budget, the breaker and the deadline all allow it
/// 4. bulkhead   waits for a free place; a call holds none while it pauses
/// 5. attempt    the HTTP exchange
/// ```
///
/// The decisions are made by pure state machines; this class only holds them under a lock and waits.
final class StoragePipeline: Sendable {
    /// What the pipeline needs to know of a call.
    struct Call: Sendable {
        /// The operation's name in errors.
        let operation: String
        /// Whether doing it twice leaves the store as doing it once.
        let isIdempotent: Bool
        /// The longest it may take altogether.
        let limit: Duration
    }

    /// One attempt, reported when it is over.
    struct Attempt<Value> {
        let number: Int
        let duration: Duration
        let result: Result<Value, StorageError>
        let isLast: Bool
    }

    /// What a call brought, and its place in the bulkhead, which the receiver gives back when it is done with the store.
    struct Success<Value: Sendable>: Sendable {
        let value: Value
        let slot: BulkheadSlot
    }

    private struct State {
        var breaker: CircuitBreakerStateMachine
        var budget: RetryBudget
    }

    let bulkhead: Bulkhead
    private let state: Mutex<State>
    private let policy: RetryPolicy
    private let time: MonotonicTime
    private let random: @Sendable () -> Double
    private let onTransition: @Sendable (CircuitBreakerStateMachine.Transition) -> Void

    init(
        _ configuration: ResilienceConfiguration,
        time: MonotonicTime,
        random: @escaping @Sendable () -> Double,
        onTransition: @escaping @Sendable (CircuitBreakerStateMachine.Transition) -> Void
    ) {
        bulkhead = Bulkhead(configuration.bulkhead, time: time)
        state = Mutex(
            State(
                breaker: CircuitBreakerStateMachine(configuration.circuitBreaker),
                budget: RetryBudget(configuration.retryBudget)))
        policy = RetryPolicy(configuration.retry)
        self.time = time
        self.random = random
        self.onTransition = onTransition
    }

    /// The state that the next call meets.
    var breakerState: CircuitBreakerState {
        let moment = time.now()
        return state.withLock { $0.breaker.state(at: moment) }
    }

    /// Leads one call to its end.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - attempt: Asks the store once and ends by the given moment.
    ///   - report: Is told of each attempt, the breaker's refusal included.
    func run<Value: Sendable>(
        _ call: Call,
        attempt: (_ deadline: ContinuousClock.Instant) async throws(AttemptFailure) -> Value,
        report: (Attempt<Value>) -> Void
    ) async throws(StorageError) -> Success<Value> {
        var start = time.now()
        let deadline = start + call.limit
        let permit: CircuitBreakerStateMachine.Permit
        do {
            permit = try admit(call, at: start)
        } catch {
            report(Attempt(number: 1, duration: .zero, result: .failure(error), isLast: true))
            throw error
        }
        var number = 1
        while true {
            let (result, slot) = await once(call, permit, deadline, attempt)
            let end = time.now()
            let next = next(after: result, number, call, permit, at: end, deadline)
            if next == nil { finish(permit, result.outcome, at: end) }
            // Given back after the breaker has learned, so that the next in the queue meets the breaker's new state.
            if case .failure = result { slot?.release() }
            report(
                Attempt(
                    number: number, duration: start.duration(to: end),
                    result: result.map(\.value).mapError(\.error), isLast: next == nil))
            guard let next else {
                do { return try result.get() } catch { throw error.error }
            }
            number += 1
            do {
                try await time.sleep(next)
                start = time.now()
            } catch {
                let error = StorageError(.cancelled, operation: call.operation)
                finish(permit, .ignored, at: time.now())
                report(Attempt(number: number, duration: .zero, result: .failure(error), isLast: true))
                throw error
            }
        }
    }

    private func admit(
        _ call: Call, at moment: ContinuousClock.Instant
    ) throws(StorageError) -> CircuitBreakerStateMachine.Permit {
        let admission = state.withLock { state in
            let admission = state.breaker.admit(at: moment)
            if case .admitted = admission { state.budget.recordCall(at: moment) }
            return admission
        }
        switch admission {
        case .admitted(let permit, let transition):
            if let transition { onTransition(transition) }
            return permit
        case .refused(let retryAfter):
            throw StorageError(.circuitOpen, operation: call.operation, retryAfter: retryAfter)
        }
    }

    private func once<Value: Sendable>(
        _ call: Call,
        _ permit: CircuitBreakerStateMachine.Permit,
        _ deadline: ContinuousClock.Instant,
        _ attempt: (ContinuousClock.Instant) async throws(AttemptFailure) -> Value
    ) async -> (result: Result<Success<Value>, AttemptFailure>, slot: BulkheadSlot?) {
        func refused(
            _ code: StorageError.Code, holding slot: BulkheadSlot? = nil
        ) -> (result: Result<Success<Value>, AttemptFailure>, slot: BulkheadSlot?) {
            (.failure(AttemptFailure(StorageError(code, operation: call.operation), isUnsent: true)), slot)
        }
        guard isCurrent(permit) else { return refused(.circuitOpen) }
        switch await bulkhead.enter(until: deadline) {
        case .full, .expired: return refused(.tooManyWaiting)
        case .cancelled: return refused(.cancelled)
        case .admitted(let slot):
            // The breaker may have opened while this call queued.
            guard isCurrent(permit) else { return refused(.circuitOpen, holding: slot) }
            do {
                return (.success(Success(value: try await attempt(deadline), slot: slot)), slot)
            } catch {
                return (.failure(error), slot)
            }
        }
    }

    /// When the next attempt starts, or `nil` where the call is over; a retry is taken out of the budget.
    private func next<Value>(
        after result: Result<Value, AttemptFailure>,
        _ number: Int,
        _ call: Call,
        _ permit: CircuitBreakerStateMachine.Permit,
        at moment: ContinuousClock.Instant,
        _ deadline: ContinuousClock.Instant
    ) -> ContinuousClock.Instant? {
        // One request answers a probe's question; more would be what a store that comes back cannot use.
        guard case .failure(let failure) = result, !permit.isProbe,
            let pause = policy.pause(
                afterAttempt: number, failure: failure, isIdempotent: call.isIdempotent, random: random())
        else { return nil }
        let start = moment + pause
        guard start < deadline else { return nil }
        let isAllowed = state.withLock { $0.breaker.isCurrent(permit) && $0.budget.takeRetry(at: moment) }
        return isAllowed ? start : nil
    }

    private func isCurrent(_ permit: CircuitBreakerStateMachine.Permit) -> Bool {
        state.withLock { $0.breaker.isCurrent(permit) }
    }

    private func finish(
        _ permit: CircuitBreakerStateMachine.Permit,
        _ outcome: CircuitBreakerStateMachine.Outcome,
        at moment: ContinuousClock.Instant
    ) {
        let transition = state.withLock { $0.breaker.finish(permit, outcome, at: moment) }
        if let transition { onTransition(transition) }
    }
}

extension Result where Failure == AttemptFailure {
    /// What the breaker learns from an attempt.
    fileprivate var outcome: CircuitBreakerStateMachine.Outcome {
        switch self {
        case .success: .success
        case .failure(let failure): failure.error.breakerOutcome
        }
    }
}
