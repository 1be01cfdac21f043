import Foundation

/// The figures of the service's rooms, and the registry that shows them.
struct ServiceMetrics: Sendable {
    let registry = MetricsRegistry()
    let files: FileMetrics
    let storage: StorageMetrics
    let database: DatabaseMetrics
    let jobs: JobMetrics
    let housekeeping: HousekeepingMetrics
    let tokens: TokenMetrics
    let connections: ConnectionMetrics

    /// - Parameter droppedLogLines: How many lines the log has lost so far.
    init(droppedLogLines: @escaping @Sendable () -> Int) {
        files = FileMetrics(registry: registry)
        storage = StorageMetrics(registry: registry)
        database = DatabaseMetrics(registry: registry)
        jobs = JobMetrics(files: files, registry: registry)
        housekeeping = HousekeepingMetrics(registry: registry)
        tokens = TokenMetrics(registry: registry)
        connections = ConnectionMetrics(registry: registry)
        registry.add(
            ClosureSource {
                [
                    .counter(
                        "matchbot_log_lines_dropped_total", "Lines of the log that nobody read in time.",
                        Double(droppedLogLines()))
                ]
            },
            DiskSource(folder: FileManager.default.temporaryDirectory), ProcessSource())
    }
}
