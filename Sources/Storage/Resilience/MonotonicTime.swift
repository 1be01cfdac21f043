/// The clock that deadlines and pauses run by; tests pass one that they move by hand.
struct MonotonicTime: Sendable {
    /// The present moment.
    let now: @Sendable () -> ContinuousClock.Instant
    /// Suspends until a moment; throws where the task is cancelled before.
    let sleep: @Sendable (ContinuousClock.Instant) async throws -> Void

    /// The machine's own clock, which goes on while the machine sleeps.
    static let system = MonotonicTime(
        now: { ContinuousClock.now },
        sleep: { try await Task.sleep(until: $0, clock: .continuous) })
}
