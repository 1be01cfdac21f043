/// Waiting times between attempts to reach a server that doesn't answer: doubling, bounded, with jitter.
struct Backoff: Sendable, Hashable {
    /// The longest first wait. Default 100 ms.
    var initial: Duration = .milliseconds(100)
    /// The longest wait of all. Default 5 s.
    var maximum: Duration = .seconds(5)

    /// The wait after `failures` attempts in a row, between half and all of the full one.
    ///
    /// `random` lies in 0..<1; it spreads replicas that lost the same server at the same moment.
    func delay(afterFailures failures: Int, random: Double) -> Duration {
        let exponent = min(max(0, failures - 1), 16)
        let full = min(maximum, initial * (1 << exponent))
        return full * (0.5 + 0.5 * min(max(random, 0), 1))
    }
}
