public import ContractRuntime
public import Generated
import Metadata
import Storage

extension MatchBotHandlers {
    /// The process answers, so it lives.
    public func getLiveness(_ input: GetLiveness.Input, context: OperationContext) async throws -> GetLiveness.Output {
        .ok(Liveness(status: .alive))
    }

    /// Asks the database as any request would; the store is not asked, for signing needs none. Its clock matters all the
    /// same: a URL that is signed with another time than the store's is refused.
    public func getReadiness(
        _ input: GetReadiness.Input, context: OperationContext
    ) async throws -> GetReadiness.Output {
        let database = await databaseCheck()
        var checks = [database, Self.clockCheck(clockSkew(), limit: configuration.clockSkewLimit)]
        // Without its database the service may not be prepared either, and that is no news.
        if database.status == .healthy, let hindrance = hindrance() {
            checks.append(HealthCheck(name: "service", status: .unhealthy, responseTimeMs: 0, error: hindrance))
        }
        return checks.allSatisfy { $0.status == .healthy }
            ? .ok(Readiness(status: .ready, checks: checks))
            : .serviceUnavailable(Readiness(status: .notReady, checks: checks))
    }

    private func databaseCheck() async -> HealthCheck {
        let report = await databaseHealth.check()
        return HealthCheck(
            name: "database", status: report.isHealthy ? .healthy : .unhealthy,
            responseTimeMs: report.roundTrip.milliseconds,
            error: report.isHealthy ? nil : "The database cannot be reached.")
    }

    /// How long the store's clock is taken to be what an answer told. A service that is not ready may hear no other.
    static let clockMemory = Duration.seconds(300)

    /// What the store's latest answer told of its clock; a store that has not answered lately tells nothing against it.
    static func clockCheck(
        _ skew: ClockSkew?, limit: Duration, now: ContinuousClock.Instant = .now
    ) -> HealthCheck {
        guard let skew, skew.exceeds(limit), skew.measuredAt.duration(to: now) <= clockMemory else {
            return HealthCheck(name: "storage_clock", status: .healthy, responseTimeMs: 0, error: nil)
        }
        let seconds = skew.offset.components.seconds
        return HealthCheck(
            name: "storage_clock", status: .unhealthy, responseTimeMs: 0,
            error:
                "The store's clock is \(abs(seconds)) s \(seconds < 0 ? "behind" : "ahead of") this machine's, and signed "
                + "requests are refused beyond \(limit.components.seconds) s; synchronise both.")
    }

    /// Uploads, downloads and deletes a small object; never answers 200 for a store that does not work.
    public func getStorageHealth(
        _ input: GetStorageHealth.Input, context: OperationContext
    ) async throws -> GetStorageHealth.Output {
        let report = await storageHealth.report()
        let health = StorageHealth(
            status: report.isHealthy ? .healthy : .unhealthy, storageBackend: report.backend,
            endpoint: report.endpoint, bucketsAccessible: report.accessibleBuckets,
            responseTimeMs: report.responseTime.milliseconds, errors: report.errors,
            checks: report.steps.map { StorageCheck($0) })
        return report.isHealthy ? .ok(health) : .serviceUnavailable(health)
    }

    /// The figures of this process.
    public func getMetrics(_ input: GetMetrics.Input, context: OperationContext) async throws -> GetMetrics.Output {
        .ok(await renderMetrics())
    }
}

extension StorageCheck {
    init(_ step: StorageHealthStep) {
        let name: StorageCheckName =
            switch step.name {
            case .connect: .connect
            case .listBuckets: .listBuckets
            case .bucketsAccessible: .bucketsAccessible
            case .write: .write
            case .read: .read
            case .delete: .delete
            case .clockSkew: .clockSkew
            case .responseTime: .responseTime
            }
        let status: StorageCheckStatus =
            switch step.status {
            case .healthy: .healthy
            case .unhealthy: .unhealthy
            case .skipped: .skipped
            }
        self.init(
            name: name, status: status, durationMs: step.duration.milliseconds, errorCode: step.errorCode)
    }
}
