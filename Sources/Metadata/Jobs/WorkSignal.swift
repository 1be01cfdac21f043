import Synchronization

/// Tells waiting workers of one queue that something was queued, without losing what came while they looked.
///
/// Each notification raises a number. A worker notes the number before it looks for work, and hands it in when it waits:
/// if it's higher by then, something came in between and there's no wait. Subscribes with the first wait, so that a
/// process without workers has no LISTEN connection.
final class WorkSignal: Sendable {
    private struct State {
        var number: UInt64 = 0
        var lastWaiter: UInt64 = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var subscription: UInt64?
        var isSubscribing = false
    }

    private let state = Mutex(State())
    private let listener: NotificationListener
    private let channel: String

    init(listener: NotificationListener, channel: String) {
        self.listener = listener
        self.channel = channel
    }

    deinit {
        let subscription = state.withLock { $0.subscription }
        if let subscription { listener.unsubscribe(subscription) }
    }

    /// How many notifications there have been.
    var number: UInt64 { state.withLock { $0.number } }

    /// Waits until there has been another notification than the first `seen`.
    func wait(beyond seen: UInt64, upTo limit: Duration) async {
        subscribeOnce()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(beyond: seen) }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    private func raise() {
        let waiters = state.withLock { state in
            state.number += 1
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    private func wait(beyond seen: UInt64) async {
        let id = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let isOver = state.withLock { state in
                    // The cancellation handler takes the lock after the flag is up, so one of the two sees the other.
                    if state.number > seen || Task.isCancelled { return true }
                    state.waiters[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }

    private func subscribeOnce() {
        let isFirst = state.withLock { state in
            defer { state.isSubscribing = true }
            return !state.isSubscribing
        }
        guard isFirst else { return }
        let subscription = listener.subscribe(to: channel) { [weak self] _ in self?.raise() }
        state.withLock { $0.subscription = subscription }
    }
}
