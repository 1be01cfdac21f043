import Synchronization

/// Suspends calls until the ``BulkheadStateMachine`` lets them start.
final class Bulkhead: Sendable {
    /// What became of a call that asked to start.
    enum Turn: Sendable {
        case admitted(BulkheadSlot)
        /// The queue was full.
        case full
        /// The deadline came first.
        case expired
        case cancelled
    }

    private enum Verdict: Sendable {
        case admitted
        case expired
        case cancelled
    }

    private struct State {
        var machine: BulkheadStateMachine
        var waiters: [BulkheadStateMachine.Ticket: CheckedContinuation<Verdict, Never>] = [:]
        /// Verdicts that came between taking the ticket and suspending.
        var early: [BulkheadStateMachine.Ticket: Verdict] = [:]

        mutating func settle(
            _ ticket: BulkheadStateMachine.Ticket, _ verdict: Verdict
        ) -> CheckedContinuation<Verdict, Never>? {
            if let waiter = waiters.removeValue(forKey: ticket) { return waiter }
            early[ticket] = verdict
            return nil
        }
    }

    private let state: Mutex<State>
    private let time: MonotonicTime

    init(_ configuration: ResilienceConfiguration.Bulkhead, time: MonotonicTime) {
        state = Mutex(State(machine: BulkheadStateMachine(configuration)))
        self.time = time
    }

    /// How many calls run and how many wait.
    var load: (running: Int, waiting: Int) {
        state.withLock { ($0.machine.running, $0.machine.waiting.count) }
    }

    /// Waits for a call's turn, at most until the deadline.
    func enter(until deadline: ContinuousClock.Instant) async -> Turn {
        switch state.withLock({ $0.machine.enter() }) {
        case .admitted: return .admitted(BulkheadSlot(self))
        case .full: return .full
        case .waiting(let ticket):
            switch await verdict(on: ticket, until: deadline) {
            case .admitted: return .admitted(BulkheadSlot(self))
            case .expired: return .expired
            case .cancelled: return .cancelled
            }
        }
    }

    /// Ends a call; only its slot calls this.
    fileprivate func leave() {
        let waiter = state.withLock { state -> CheckedContinuation<Verdict, Never>? in
            guard let next = state.machine.leave() else { return nil }
            return state.settle(next, .admitted)
        }
        waiter?.resume(returning: .admitted)
    }

    /// The timer and a cancellation only take the ticket out of the queue: who was admitted first stays admitted, so no
    /// place is ever lost between them.
    private func verdict(
        on ticket: BulkheadStateMachine.Ticket, until deadline: ContinuousClock.Instant
    ) async -> Verdict {
        await withTaskGroup(of: Void.self, returning: Verdict.self) { group in
            group.addTask {
                do {
                    try await self.time.sleep(deadline)
                    self.abandon(ticket, .expired)
                } catch {
                    // The turn came, or the whole call was cancelled, which the handler below sees too.
                }
            }
            let verdict = await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let early = state.withLock { state -> Verdict? in
                        if let early = state.early.removeValue(forKey: ticket) { return early }
                        state.waiters[ticket] = continuation
                        return nil
                    }
                    if let early { continuation.resume(returning: early) }
                }
            } onCancel: {
                abandon(ticket, .cancelled)
            }
            group.cancelAll()
            return verdict
        }
    }

    private func abandon(_ ticket: BulkheadStateMachine.Ticket, _ verdict: Verdict) {
        let waiter = state.withLock { state -> CheckedContinuation<Verdict, Never>? in
            guard state.machine.abandon(ticket) else { return nil }
            return state.settle(ticket, verdict)
        }
        waiter?.resume(returning: verdict)
    }
}

/// The right to be under way, given back exactly once: by `release`, or at the latest when nobody holds it any more.
final class BulkheadSlot: Sendable {
    private let bulkhead: Bulkhead
    private let isReleased = Atomic(false)

    fileprivate init(_ bulkhead: Bulkhead) {
        self.bulkhead = bulkhead
    }

    deinit { release() }

    /// Lets the next call start; a second time does nothing.
    func release() {
        guard !isReleased.exchange(true, ordering: .relaxed) else { return }
        bulkhead.leave()
    }
}
