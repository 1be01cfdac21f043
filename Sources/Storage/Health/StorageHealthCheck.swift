import NIOCore

/// Checks the store by using it: list the buckets, then upload, download, compare and delete a small object.
///
/// ```
/// connect -> list_buckets -> buckets_accessible -> write -> read -> delete      clock_skew, response_time: of all of it
/// ```
/// The object lies under `health/` in the bucket for temporary uploads, where the store expires it should the deletion
/// fail. No single step waits longer than three thresholds, and a step that needs a broken one is not tried. Nothing is
/// retried and the circuit breaker is not asked: the report says how the store is now.
public struct StorageHealthCheck: Sendable {
    private let store: ObjectStore
    private let configuration: StorageConfiguration
    private let threshold: Duration
    private let skewLimit: Duration
    private let randomKey: @Sendable () -> String

    /// Prepares a check.
    ///
    /// - Parameters:
    ///   - store: The store to check.
    ///   - configuration: Names the buckets that must be there.
    ///   - threshold: The longest a healthy check takes; 1 s unless told.
    ///   - skewLimit: The most that the clocks may differ; ``ClockSkew/limit`` unless told.
    ///   - randomKey: Makes a name that no other check uses at the same time, for example a UUID.
    public init(
        store: ObjectStore,
        configuration: StorageConfiguration,
        threshold: Duration = .seconds(1),
        skewLimit: Duration = ClockSkew.limit,
        randomKey: @escaping @Sendable () -> String
    ) {
        self.store = store.direct(within: threshold * 3)
        self.configuration = configuration
        self.threshold = threshold
        self.skewLimit = skewLimit
        self.randomKey = randomKey
    }

    /// Checks once; it never throws, since a broken store is a finding.
    public func run() async -> StorageHealthReport {
        let start = ContinuousClock.now
        var findings = StorageHealthFindings()
        var backend = StorageDialect.unknown.backend
        var accessible: [String] = []
        do throws(StorageError) {
            let survey = try await store.surveyBuckets()
            let elapsed = start.duration(to: .now)
            findings.succeed(.connect, elapsed)
            findings.succeed(.listBuckets, elapsed)
            backend = survey.dialect.backend
            let listed = Set(survey.names)
            accessible = configuration.buckets.all.filter { listed.contains($0) }
            judge(accessible, &findings)
            if accessible.contains(configuration.buckets.temporaryUploads) { await roundTrip(&findings) }
        } catch {
            let elapsed = start.duration(to: .now)
            // An answer, be it a refusal, shows that there is a connection.
            if error.status == nil {
                findings.fail(.connect, elapsed, error)
            } else {
                findings.succeed(.connect, elapsed)
                findings.fail(.listBuckets, elapsed, error)
            }
        }
        judgeClock(since: start, &findings)
        let elapsed = start.duration(to: .now)
        judgeTime(elapsed, &findings)
        return StorageHealthReport(
            isHealthy: findings.isHealthy, backend: backend, endpoint: configuration.endpoint.authority,
            accessibleBuckets: accessible, responseTime: elapsed, errors: findings.errors, steps: findings.allSteps)
    }

    private func judge(_ accessible: [String], _ findings: inout StorageHealthFindings) {
        let missing = configuration.buckets.all.filter { !accessible.contains($0) }
        guard !missing.isEmpty else { return findings.succeed(.bucketsAccessible, .zero) }
        findings.fail(
            .bucketsAccessible, .zero, code: StorageError.Code.bucketNotFound.description,
            missing.map { "bucket \($0) is missing" })
    }

    private func roundTrip(_ findings: inout StorageHealthFindings) async {
        let name = randomKey()
        let location = ObjectLocation(bucket: configuration.buckets.temporaryUploads, key: "health/\(name)")
        let bytes = Array("matchbot storage health check \(name)\n".utf8)
        var start = ContinuousClock.now
        do throws(StorageError) {
            let etag = try await store.put(location, bytes: bytes, contentType: "text/plain")
            findings.succeed(.write, start.duration(to: .now))
            await read(location, etag: etag, expecting: bytes, &findings)
        } catch {
            return findings.fail(.write, start.duration(to: .now), error)
        }
        start = .now
        do throws(StorageError) {
            try await store.delete(location)
            findings.succeed(.delete, start.duration(to: .now))
        } catch {
            findings.fail(.delete, start.duration(to: .now), error)
        }
    }

    private func read(
        _ location: ObjectLocation, etag: String, expecting bytes: [UInt8], _ findings: inout StorageHealthFindings
    ) async {
        let start = ContinuousClock.now
        do throws(StorageError) {
            let stream = try await store.get(location, ifMatch: etag)
            // One byte more, so that a longer object is noticed.
            let received = try await store.read(stream, count: bytes.count + 1)
            guard received == bytes else {
                return findings.fail(
                    .read, start.duration(to: .now), code: "content_changed", ["a test object came back changed"])
            }
            findings.succeed(.read, start.duration(to: .now))
        } catch {
            findings.fail(.read, start.duration(to: .now), error)
        }
    }

    /// A store that answered nothing during this check tells nothing about its clock, whatever an earlier one told.
    private func judgeClock(since start: ContinuousClock.Instant, _ findings: inout StorageHealthFindings) {
        guard let skew = store.clockSkew, skew.measuredAt >= start else { return }
        guard skew.exceeds(skewLimit) else { return findings.succeed(.clockSkew, .zero) }
        findings.fail(
            .clockSkew, .zero, code: StorageError.Code.clockSkew.description,
            ["the store's clock differs by \(skew.offset.components.seconds) s; synchronise both"])
    }

    private func judgeTime(_ elapsed: Duration, _ findings: inout StorageHealthFindings) {
        guard elapsed > threshold else { return findings.succeed(.responseTime, elapsed) }
        findings.fail(
            .responseTime, elapsed, code: "too_slow",
            ["response time \(elapsed.milliseconds) ms exceeds \(threshold.milliseconds) ms"])
    }
}
