import FoundationEssentials
import Storage
import Testing

@Suite(.serialized) struct LiveHealthTests {
    @Test(arguments: LiveStore.Kind.allCases)
    func aWorkingStoreIsHealthy(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: [.uploads, .files]) { live in
            try await live.store.createBucket(live.configuration.buckets.reconciliationReports)
            let report = await check(live.store, live.configuration, threshold: .seconds(20)).run()
            #expect(report.errors == [])
            #expect(report.isHealthy)
            #expect(report.backend == live.dialect.backend)
            #expect(report.accessibleBuckets == live.configuration.buckets.all)
            #expect(report.endpoint == live.configuration.endpoint.authority)
            #expect(report.responseTime > .zero)
            let left = try await live.store.list(
                bucket: live.uploads, prefix: "health/", continuationToken: nil, limit: 10)
            #expect(left.objects.isEmpty)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aMissingBucketIsUnhealthyButTheRestIsChecked(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let report = await check(live.store, live.configuration, threshold: .seconds(20)).run()
            #expect(!report.isHealthy)
            #expect(report.accessibleBuckets == [live.uploads])
            #expect(report.errors.count == 2)
            #expect(report.errors.contains("bucket \(live.files) is missing"))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func wrongKeysAreUnhealthyAndNamed(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let store = live.store {
                $0.credentials = StorageCredentials(accessKey: "nobody", secretKey: "wrong-secret-key")
            }
            let report = await check(store, live.configuration, threshold: .seconds(20)).run()
            #expect(!report.isHealthy)
            #expect(report.accessibleBuckets.isEmpty)
            #expect(report.errors.count == 1)
            #expect(report.errors.first?.contains("access key") == true)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aDeadEndpointIsUnhealthySoon(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let store = try live.store { $0.endpoint = try StorageEndpoint(parsing: "127.0.0.1:1", secure: false) }
            let report = await check(store, live.configuration, threshold: .seconds(1)).run()
            #expect(!report.isHealthy)
            #expect(report.backend == "s3")
            #expect(report.errors.first?.contains("nothing listens") == true)
            #expect(report.responseTime < .seconds(10))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aSlowAnswerIsUnhealthy(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: [.uploads, .files]) { live in
            let report = await check(live.store, live.configuration, threshold: .nanoseconds(1)).run()
            #expect(!report.isHealthy)
            #expect(report.errors.contains { $0.hasPrefix("response time") })
        }
    }

    private func check(
        _ store: ObjectStore, _ configuration: StorageConfiguration, threshold: Duration
    ) -> StorageHealthCheck {
        StorageHealthCheck(
            store: store, configuration: configuration, threshold: threshold,
            randomKey: { UUID().uuidString.lowercased() })
    }
}
