import Storage

/// Keeps the store's health for a second, so that however many ask, the store is tried once.
///
/// Whoever asks while a check runs waits for that one. Nobody is told what a check found that began more than a second
/// before the question: the store may have failed since. An unhealthy finding is kept no longer than a healthy one.
actor RecentStorageHealth {
    private let check: @Sendable () async -> StorageHealthReport
    private let lifetime: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private var running: Task<Void, Never>?
    private var last: (report: StorageHealthReport, began: ContinuousClock.Instant)?

    /// - Parameters:
    ///   - lifetime: How old a finding may be, from the beginning of its check.
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

    /// What the last check found, or a new one when that began too long ago.
    func report() async -> StorageHealthReport {
        let oldest = now() - lifetime
        while true {
            if let last, last.began > oldest { return last.report }
            let running = running ?? begin()
            await running.value
        }
    }

    /// A task of its own: whoever asked first may go away while others wait for the finding.
    private func begin() -> Task<Void, Never> {
        let began = now()
        let task = Task { finish(await check(), began) }
        running = task
        return task
    }

    private func finish(_ report: StorageHealthReport, _ began: ContinuousClock.Instant) {
        last = (report, began)
        running = nil
    }
}
