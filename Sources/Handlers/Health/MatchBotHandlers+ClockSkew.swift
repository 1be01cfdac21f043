import Storage

extension MatchBotHandlers {
    /// How long a caller is asked to wait until somebody has set a clock, in seconds.
    static let clockRetryAfter: Int64 = 60

    /// How the store's clock differs now, if it does so much that the store would refuse what is signed; nil as long as no
    /// answer of the store proves it.
    ///
    /// What the latest answer proved may be over, so the store is asked again, at most once in a second however many
    /// callers there are. A store that does not answer proves nothing: signing goes on in an outage.
    func refusedClockSkew() async -> ClockSkew? {
        guard clockSkew()?.exceeds(configuration.clockSkewLimit) == true else { return nil }
        let start = ContinuousClock.now
        let report = await storageHealth.report()
        guard let skew = clockSkew(), skew.exceeds(configuration.clockSkewLimit) else { return nil }
        // A finding that is kept for a second is younger than that second and its check.
        return skew.measuredAt > start - report.responseTime - .seconds(2) ? skew : nil
    }
}
