public import ContractRuntime
public import Generated
import Metadata
import Storage

extension MatchBotHandlers {
    /// The process answers, so it lives.
    public func getLiveness(_ input: GetLiveness.Input, context: OperationContext) async throws -> GetLiveness.Output {
        .ok(Liveness(status: .alive))
    }

    /// Asks the database as any request would; the store is not asked, for signing needs none.
    public func getReadiness(
        _ input: GetReadiness.Input, context: OperationContext
    ) async throws -> GetReadiness.Output {
        let report = await databaseHealth.check()
        let error = report.isHealthy ? hindrance() : "The database cannot be reached."
        let check = HealthCheck(
            name: "database", status: error == nil ? .healthy : .unhealthy,
            responseTimeMs: report.roundTrip.milliseconds, error: error)
        return error == nil
            ? .ok(Readiness(status: .ready, checks: [check]))
            : .serviceUnavailable(Readiness(status: .notReady, checks: [check]))
    }

    /// Uploads, downloads and deletes a small object; never answers 200 for a store that does not work.
    public func getStorageHealth(
        _ input: GetStorageHealth.Input, context: OperationContext
    ) async throws -> GetStorageHealth.Output {
        let report = await storageHealth.report()
        let health = StorageHealth(
            status: report.isHealthy ? .healthy : .unhealthy, storageBackend: report.backend,
            endpoint: report.endpoint, bucketsAccessible: report.accessibleBuckets,
            responseTimeMs: report.responseTime.milliseconds, errors: report.errors)
        return report.isHealthy ? .ok(health) : .serviceUnavailable(health)
    }

    /// The figures of this process.
    public func getMetrics(_ input: GetMetrics.Input, context: OperationContext) async throws -> GetMetrics.Output {
        .ok(await renderMetrics())
    }
}
