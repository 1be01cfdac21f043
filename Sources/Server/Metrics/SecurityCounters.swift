import Synchronization

/// Counts refused tokens and readings of the keys; labels are closed sets, so their number is bounded.
final class SecurityCounters: Sendable {
    private let counts = Mutex<[AuthenticationEvent: Int]>([:])

    func record(_ event: AuthenticationEvent) {
        counts.withLock { $0[event, default: 0] += 1 }
    }

    /// The figures in the Prometheus text format; every label is there from the start, so that a rate can be taken of the
    /// first event.
    func render() -> String {
        let counts = counts.withLock { $0 }
        var text = "# HELP matchbot_authentication_failures_total Tokens that were refused, by reason.\n"
        text += "# TYPE matchbot_authentication_failures_total counter\n"
        for reason in TokenRefusal.allCases {
            let count = counts[.tokenRefused(reason), default: 0]
            text += "matchbot_authentication_failures_total{reason=\"\(reason.rawValue)\"} \(count)\n"
        }
        text += "# HELP matchbot_token_key_reads_total Readings of the set of token keys, by outcome.\n"
        text += "# TYPE matchbot_token_key_reads_total counter\n"
        for outcome in KeySetOutcome.allCases {
            let count = counts[.keySetRead(outcome), default: 0]
            text += "matchbot_token_key_reads_total{outcome=\"\(outcome.rawValue)\"} \(count)\n"
        }
        return text
    }
}
