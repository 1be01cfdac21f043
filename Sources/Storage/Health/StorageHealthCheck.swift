import NIOCore

/// Checks the store by using it: list the buckets, then upload, download, compare and delete a small object.
///
/// The object lies under `health/` in the bucket for temporary uploads, where the store expires it should the deletion
/// fail. No single step waits longer than three thresholds, and a step that needs a broken one is not tried. Nothing is
/// retried and the circuit breaker is not asked: the report says how the store is now.
public struct StorageHealthCheck: Sendable {
    private let store: ObjectStore
    private let configuration: StorageConfiguration
    private let threshold: Duration
    private let randomKey: @Sendable () -> String

    /// Prepares a check.
    ///
    /// - Parameters:
    ///   - store: The store to check.
    ///   - configuration: Names the buckets that must be there.
    ///   - threshold: The longest a healthy check takes; 1 s unless told.
    ///   - randomKey: Makes a name that no other check uses at the same time, for example a UUID.
    public init(
        store: ObjectStore,
        configuration: StorageConfiguration,
        threshold: Duration = .seconds(1),
        randomKey: @escaping @Sendable () -> String
    ) {
        self.store = store.direct(within: threshold * 3)
        self.configuration = configuration
        self.threshold = threshold
        self.randomKey = randomKey
    }

    /// Checks once; it never throws, since a broken store is a finding.
    public func run() async -> StorageHealthReport {
        let start = ContinuousClock.now
        var errors: [String] = []
        var backend = StorageDialect.unknown.backend
        var accessible: [String] = []
        do throws(StorageError) {
            let survey = try await store.surveyBuckets()
            backend = survey.dialect.backend
            let listed = Set(survey.names)
            accessible = configuration.buckets.all.filter { listed.contains($0) }
            errors += configuration.buckets.all.filter { !listed.contains($0) }.map { "bucket \($0) is missing" }
            if accessible.contains(configuration.buckets.temporaryUploads) {
                errors += await roundTrip()
            }
        } catch {
            errors.append(error.description)
        }
        let elapsed = start.duration(to: .now)
        if elapsed > threshold {
            errors.append("response time \(elapsed.milliseconds) ms exceeds \(threshold.milliseconds) ms")
        }
        return StorageHealthReport(
            isHealthy: errors.isEmpty, backend: backend, endpoint: configuration.endpoint.authority,
            accessibleBuckets: accessible, responseTime: elapsed, errors: errors)
    }

    private func roundTrip() async -> [String] {
        let name = randomKey()
        let location = ObjectLocation(bucket: configuration.buckets.temporaryUploads, key: "health/\(name)")
        let bytes = Array("matchbot storage health check \(name)\n".utf8)
        var errors: [String] = []
        do throws(StorageError) {
            let etag = try await store.put(location, bytes: bytes, contentType: "text/plain")
            do throws(StorageError) {
                var received: [UInt8] = []
                for try await chunk in try await store.get(location, ifMatch: etag) {
                    received.append(contentsOf: chunk.readableBytesView)
                }
                if received != bytes { errors.append("a test object came back changed") }
            } catch {
                errors.append(error.description)
            }
            try await store.delete(location)
        } catch {
            errors.append(error.description)
        }
        return errors
    }
}
