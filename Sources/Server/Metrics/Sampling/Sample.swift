import Synchronization

/// A value that is read now and then, and shown for as long as it may count as true.
///
/// A figure that could not be read any more disappears from `/metrics` instead of standing still.
final class Sample<Value: Sendable>: Sendable {
    private let lifetime: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let last = Mutex<(value: Value, at: ContinuousClock.Instant)?>(nil)

    /// - Parameters:
    ///   - lifetime: How long a value is shown.
    ///   - now: The clock.
    init(lifetime: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.lifetime = lifetime
        self.now = now
    }

    /// The last value; nil where there is none, or it is too old.
    var value: Value? {
        guard let last = last.withLock({ $0 }), now() - last.at < lifetime else { return nil }
        return last.value
    }

    func set(_ value: Value) {
        let now = now()
        last.withLock { $0 = (value, now) }
    }
}
