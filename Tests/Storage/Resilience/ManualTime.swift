import Synchronization

@testable import Storage

/// A clock that tests move: it jumps to the end of every sleep, or stands until it is advanced.
final class ManualTime: Sendable {
    private struct State {
        var now: ContinuousClock.Instant
        var pauses: [Duration] = []
        var sleepers: [Int: (end: ContinuousClock.Instant, continuation: CheckedContinuation<Bool, Never>)] = [:]
        var cancelled: Set<Int> = []
        var nextSleeper = 0
    }

    private let jumps: Bool
    private let state: Mutex<State>
    let start: ContinuousClock.Instant

    init(jumps: Bool = true) {
        self.jumps = jumps
        start = ContinuousClock.now
        state = Mutex(State(now: start))
    }

    var parameter: MonotonicTime {
        MonotonicTime(now: { self.now }, sleep: { try await self.sleep(until: $0) })
    }

    var now: ContinuousClock.Instant { state.withLock { $0.now } }

    /// How long each sleep was asked to be, in order.
    var pauses: [Duration] { state.withLock { $0.pauses } }

    /// Moves the clock and wakes who is due.
    func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now += duration
            let ends = state.sleepers.filter { $0.value.end <= state.now }
            for key in ends.keys { state.sleepers[key] = nil }
            return ends.values.map(\.continuation)
        }
        for continuation in due { continuation.resume(returning: true) }
    }

    /// Waits until so many sleep.
    func waitForSleepers(_ count: Int) async throws {
        while state.withLock({ $0.sleepers.count }) < count { try await Task.sleep(for: .milliseconds(1)) }
    }

    private func sleep(until end: ContinuousClock.Instant) async throws {
        try Task.checkCancellation()
        let identifier = state.withLock { state -> Int? in
            state.pauses.append(state.now.duration(to: end))
            if jumps { state.now = max(state.now, end) }
            guard state.now < end else { return nil }
            state.nextSleeper += 1
            return state.nextSleeper
        }
        guard let identifier else { return }
        let isOver = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let early = state.withLock { state -> Bool? in
                    if state.cancelled.remove(identifier) != nil { return false }
                    if state.now >= end { return true }
                    state.sleepers[identifier] = (end, continuation)
                    return nil
                }
                if let early { continuation.resume(returning: early) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: identifier)
                if sleeper == nil { state.cancelled.insert(identifier) }
                return sleeper
            }
            sleeper?.continuation.resume(returning: false)
        }
        guard isOver else { throw CancellationError() }
    }
}
