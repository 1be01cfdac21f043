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
            #expect(report.steps.map(\.name) == StorageHealthStep.Name.allCases)
            #expect(report.steps.allSatisfy { $0.status == .healthy && $0.errorCode == nil })
            let tried = report.steps.filter { [.connect, .listBuckets, .write, .read, .delete].contains($0.name) }
            #expect(tried.allSatisfy { $0.duration > .zero && $0.duration <= report.responseTime })
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
            #expect(failures(report) == [.bucketsAccessible: "bucket_not_found"])
            #expect(report.steps.allSatisfy { $0.status != .skipped })
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
            #expect(failures(report) == [.listBuckets: "invalid_credentials"])
            #expect(skipped(report) == [.bucketsAccessible, .write, .read, .delete])
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
            #expect(failures(report) == [.connect: "connection_refused"])
            #expect(skipped(report) == [.listBuckets, .bucketsAccessible, .write, .read, .delete, .clockSkew])
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aSlowAnswerIsUnhealthy(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: [.uploads, .files]) { live in
            let report = await check(live.store, live.configuration, threshold: .nanoseconds(1)).run()
            #expect(!report.isHealthy)
            #expect(report.errors.contains { $0.hasPrefix("response time") })
            #expect(failures(report)[.responseTime] == "too_slow")
        }
    }

    /// The service's clock is wrong by 20 minutes, in either direction; the store's `Date` gives it away.
    @Test(arguments: LiveStore.Kind.allCases, [-1_200.0, 1_200])
    func aWrongClockIsUnhealthyAndNamed(kind: LiveStore.Kind, error: Double) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let store = live.store(changing: { _ in }, now: { Date().addingTimeInterval(error) })
            #expect(store.clockSkew == nil)
            try await store.askForClock()
            let skew = try #require(store.clockSkew)
            #expect(abs(Double(skew.offset.components.seconds) + error) <= 2)
            #expect(skew.exceeds(ClockSkew.limit))
            let report = await check(store, live.configuration, threshold: .seconds(20)).run()
            #expect(!report.isHealthy)
            #expect(failures(report)[.clockSkew] == "clock_skew")
            #expect(report.errors.contains { $0.contains("clock differs by") })
        }
    }

    private func failures(_ report: StorageHealthReport) -> [StorageHealthStep.Name: String] {
        Dictionary(
            uniqueKeysWithValues: report.steps.filter { $0.status == .unhealthy }.map { ($0.name, $0.errorCode ?? "") })
    }

    private func skipped(_ report: StorageHealthReport) -> [StorageHealthStep.Name] {
        report.steps.filter { $0.status == .skipped }.map(\.name)
    }

    private func check(
        _ store: ObjectStore, _ configuration: StorageConfiguration, threshold: Duration
    ) -> StorageHealthCheck {
        StorageHealthCheck(
            store: store, configuration: configuration, threshold: threshold,
            randomKey: { UUID().uuidString.lowercased() })
    }
}
