import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Keeps a keyring up to date with its source for as long as the service runs.
///
/// A source that cannot be read, or holds no set, changes nothing: the keys that are known go on, and it is tried again.
final class KeySetRefresher: Service {
    private struct State {
        var machine: RefreshStateMachine
        var isRunning = true
        var waiters: [CheckedContinuation<Void, Never>] = []
        var lastOutcome: KeySetOutcome?
    }

    private let source: any KeySetSource
    private let keyring: TokenKeyring
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let observe: @Sendable (AuthenticationEvent) -> Void
    private let tick: Duration
    private let start = ContinuousClock.now
    private let state: Mutex<State>
    private let wake = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    /// - Parameters:
    ///   - source: Where the set comes from.
    ///   - keyring: What is kept up to date.
    ///   - interval: Time between two readings.
    ///   - retryPause: Time to the next reading after one that failed; never more than `interval`.
    ///   - minimumPause: The shortest time between a reading for an unknown key and the one before it.
    ///   - logger: Where changes and failures go.
    ///   - now: The clock that keys are retired by.
    ///   - observe: Learns how each reading ended.
    init(
        source: any KeySetSource, keyring: TokenKeyring, interval: Duration, retryPause: Duration = .seconds(10),
        minimumPause: Duration = .seconds(10), logger: Logger, now: @escaping @Sendable () -> Date,
        observe: @escaping @Sendable (AuthenticationEvent) -> Void
    ) {
        self.source = source
        self.keyring = keyring
        self.logger = logger
        self.now = now
        self.observe = observe
        let machine = RefreshStateMachine(
            interval: interval, retryPause: retryPause, minimumPause: minimumPause)
        tick = max(.milliseconds(10), min(.seconds(1), machine.retryPause / 2))
        state = Mutex(State(machine: machine))
    }

    /// Reads the set when it is time, until graceful shutdown or cancellation; never throws.
    func run() async {
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.keepTime() }
                for await _ in self.wake.stream { await self.read() }
                group.cancelAll()
            }
        }
        let waiters = state.withLock { state in
            state.isRunning = false
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Reads the set once more because a token names a key that is not known, if enough time has gone by; returns when
    /// that reading, or the one under way, has ended.
    func refreshForUnknownKey() async {
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state -> Bool in
                guard state.isRunning else { return false }
                switch state.machine.unknownKey(at: elapsed) {
                case .decline: return false
                case .join: break
                case .start: wake.continuation.yield()
                }
                state.waiters.append(continuation)
                return true
            }
            if !mustWait { continuation.resume() }
        }
    }

    private var elapsed: Duration { ContinuousClock.now - start }

    private func keepTime() async {
        while !Task.isCancelled {
            if state.withLock({ $0.machine.tick(at: elapsed) }) { wake.continuation.yield() }
            try? await Task.sleep(for: tick)
        }
    }

    private func read() async {
        let outcome: KeySetOutcome
        var metadata: Logger.Metadata = [:]
        do throws(KeySetReadFailure) {
            let text = try await source.read()
            do throws(KeySet.Failure) {
                outcome = keyring.replace(with: try KeySet(json: text), at: now()) ? .changed : .unchanged
            } catch {
                throw KeySetReadFailure(outcome: .invalid, description: "It \(error).")
            }
        } catch {
            guard !Task.isCancelled else { return }
            outcome = error.outcome
            metadata["reason"] = .string(error.description)
        }
        metadata["outcome"] = .string(outcome.rawValue)
        let (waiters, isNews) = state.withLock { state in
            state.machine.ended(at: elapsed, failed: outcome != .changed && outcome != .unchanged)
            defer {
                state.waiters = []
                state.lastOutcome = outcome
            }
            return (state.waiters, state.lastOutcome != outcome)
        }
        for waiter in waiters { waiter.resume() }
        observe(.keySetRead(outcome))
        switch outcome {
        case .changed: logger.info("Keys for tokens have changed")
        case .unchanged: break
        // One line for an outage, not one for each attempt.
        default: if isNews { logger.warning("Keys for tokens could not be read", metadata: metadata) }
        }
    }
}
