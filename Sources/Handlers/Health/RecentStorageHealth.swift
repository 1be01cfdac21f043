import Storage

/// Keeps the store's health for a second, so that however many ask, the store is tried once.
///
/// Whoever asks while a check runs waits for that one. An unhealthy finding is kept no longer than a healthy one.
actor RecentStorageHealth {
    private let check: @Sendable () async -> StorageHealthReport
    private let lifetime: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private var running: Task<StorageHealthReport, Never>?
    private var last: (report: StorageHealthReport, at: ContinuousClock.Instant)?

    /// - Parameters:
    ///   - lifetime: How long a finding is shown again.
    ///   - now: The clock.
    ///   - check: Tries the store.
    init(
        lifetime: Duration = .seconds(1), now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        check: @escaping @Sendable () async -> StorageHealthReport
    ) {
        self.lifetime = lifetime
        self.now = now
        self.check = check
    }

    /// What the last check found, or a new one when that is too long ago.
    func report() async -> StorageHealthReport {
        if let last, now() - last.at < lifetime { return last.report }
        if let running { return await running.value }
        // A task of its own: whoever asked first may go away while others wait for the finding.
        let task = Task { await check() }
        running = task
        let report = await task.value
        last = (report, now())
        running = nil
        return report
    }
}
