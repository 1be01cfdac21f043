import ContractHummingbird

/// How many connections clients have, and which of them the service cut.
struct ConnectionMetrics: Sendable {
    private let registry: MetricsRegistry
    private let cuts = CounterFamily(
        "matchbot_http_connections_cut_total", "Connections that the service cut, by reason.", labels: ["reason"],
        known: ConnectionCut.allCases.map { [$0.rawValue] })

    init(registry: MetricsRegistry) {
        self.registry = registry
        registry.add(cuts)
    }

    /// Shows how many connections are open from now on.
    func watch(_ connections: ConnectionLimit) {
        registry.add(
            ClosureSource {
                [.gauge("matchbot_http_connections", "Connections of clients.", Double(connections.count))]
            })
    }

    /// Counts a connection that was cut.
    func record(_ cut: ConnectionCut) { cuts.add(1, cut.rawValue) }
}
