import ContractRuntime
import Foundation
import Storage
import TestSupport
import Testing

/// What the check of the store tells while many ask and the store goes away.
@Suite(.serialized) struct StorageHealthTests {
    private struct Finding: Sendable {
        let asked: ContinuousClock.Instant
        let told: ContinuousClock.Instant
        let response: ContractResponse

        /// The steps that failed, with their codes.
        var failures: [String: String] {
            let checks = (try? JSONValue.read(jsonBytes: response.body))?["checks"]?.elements ?? []
            let failed = checks.filter { $0["status"]?.string == "unhealthy" }
            return Dictionary(
                failed.map { ($0["name"]?.string ?? "", $0["error_code"]?.string ?? "") }, uniquingKeysWith: { $1 })
        }
    }

    /// A finding is shared by all who ask within a second of it; the sampler, which asks the store too, changes nothing.
    @Test func callsNoStoreHealthyThatFailedMoreThanASecondBefore() async throws {
        try await ServiceFixture.with { service in
            let proxy = try await FaultProxy.start(to: service.environment.endpoint(of: .seaweedFS))
            let settings = ["MINIO_ENDPOINT": proxy.endpoint, "METRICS_SAMPLE_SECONDS": "1"]
            try await service.withServer(settings) { server in
                let isUp = try await service.eventually {
                    try await service.send("GET", server.url + "/health/storage").status == 200 ? true : nil
                }
                #expect(isUp == true)
                let (failed, findings, exchanges) = try await ask(server, service, cutting: proxy)
                let before = findings.filter { $0.told < failed - .milliseconds(100) }
                #expect(before.count > 50 && before.allSatisfy { $0.response.status == 200 && $0.failures.isEmpty })
                // In a second and a half: four exchanges for each check, and the sampler's, however many asked.
                #expect((4..<40).contains(exchanges))
                let after = findings.filter { $0.asked > failed + .seconds(1) }
                #expect(after.count > 50)
                #expect(
                    after.allSatisfy { $0.response.status == 503 && $0.failures["connect"] == "connection_refused" })

                try await proxy.set(nil)
                let recovered = try await service.eventually {
                    try await service.send("GET", server.url + "/health/storage").status == 200 ? true : nil
                }
                #expect(recovered == true)
            }
            await proxy.close()
        }
    }

    /// Ten who ask all the time, for a second and a half before the store goes away and for three seconds after.
    private func ask(
        _ server: ServerProcess, _ service: ServiceFixture, cutting proxy: FaultProxy
    ) async throws -> (failed: ContinuousClock.Instant, findings: [Finding], exchanges: Int) {
        try await withThrowingTaskGroup(of: [Finding].self) { group in
            for _ in 0..<10 {
                group.addTask {
                    var findings: [Finding] = []
                    while !Task.isCancelled {
                        let asked = ContinuousClock.now
                        guard let response = try? await service.send("GET", server.url + "/health/storage") else {
                            break
                        }
                        findings.append(Finding(asked: asked, told: .now, response: response))
                        try? await Task.sleep(for: .milliseconds(20))
                    }
                    return findings
                }
            }
            let before = proxy.exchanges
            try await Task.sleep(for: .milliseconds(1_500))
            let exchanges = proxy.exchanges - before
            try await proxy.set(.refuse)
            let failed = ContinuousClock.now
            try await Task.sleep(for: .seconds(3))
            group.cancelAll()
            return (failed, try await group.reduce(into: []) { $0 += $1 }, exchanges)
        }
    }
}
