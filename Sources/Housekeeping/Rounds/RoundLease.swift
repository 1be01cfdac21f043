import Metadata

/// One round's right to work: renewed when a quarter of its time has passed, at the latest.
struct RoundLease {
    /// The lease ran out and may be another's.
    struct Lost: Error {}

    let holder: String
    private let duration: Duration
    private let records: HousekeepingStore
    private var renewedAt: ContinuousClock.Instant

    /// The lease that `holder` got at `moment`.
    init(holder: String, janitor: Janitor, acquiredAt moment: ContinuousClock.Instant) {
        self.holder = holder
        renewedAt = moment
        duration = janitor.configuration.lease
        records = janitor.records
    }

    /// Makes sure of the lease before the next piece of work; throws ``Lost`` when it's gone.
    mutating func keep() async throws {
        let now = ContinuousClock.now
        guard now - renewedAt >= duration / 4 else { return }
        guard try await records.renewLease(holder: holder, duration: duration) else { throw Lost() }
        renewedAt = now
    }
}
