/// Refused tokens, by a reason that the caller is never told, and readings of the keys that tokens are checked with.
struct TokenMetrics: Sendable {
    private let refusals = CounterFamily(
        "matchbot_token_refusals_total", "Tokens that were refused, by reason.", labels: ["reason"],
        known: TokenRefusal.allCases.map { [$0.rawValue] })
    private let reads = CounterFamily(
        "matchbot_token_key_reads_total", "Readings of the set of token keys, by outcome.", labels: ["outcome"],
        known: KeySetOutcome.allCases.map { [$0.rawValue] })

    init(registry: MetricsRegistry) {
        registry.add(refusals, reads)
    }

    func record(_ event: AuthenticationEvent) {
        switch event {
        case .tokenRefused(let reason): refusals.add(1, reason.rawValue)
        case .keySetRead(let outcome): reads.add(1, outcome.rawValue)
        }
    }
}
