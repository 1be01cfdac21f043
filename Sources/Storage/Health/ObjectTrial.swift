/// Tells a store that is away from one that fails for a single object: does with a small object of its own what could not
/// be done with another one, in the same buckets.
///
/// Nothing is retried and the circuit breaker is not asked, for the failures of a single object may have opened it. The
/// object has one name in each bucket, so that no more than one is left behind when its deletion fails. Trials at the same
/// time may take it from each other; then one of them finds the store away.
public struct ObjectTrial: Sendable {
    /// Where health checks put their objects too, and outside of where files are.
    static let key = "health/object-trial"
    private static let content = Array("matchbot object trial\n".utf8)

    private let store: ObjectStore

    /// Prepares a trial in which no call takes longer than ten seconds.
    public init(store: ObjectStore) {
        self.store = store.direct(within: .seconds(10))
    }

    /// Whether the store stores, reads, copies and deletes now.
    ///
    /// - Parameters:
    ///   - bucket: Where another object could not be used.
    ///   - target: Where that was to be copied to; nil where it was not to be.
    public func succeeds(in bucket: String, copyingTo target: String? = nil) async -> Bool {
        let place = ObjectLocation(bucket: bucket, key: Self.key)
        do throws(StorageError) {
            let etag = try await store.put(place, bytes: Self.content, contentType: "text/plain")
            _ = try await store.head(place)
            let read = try await store.read(place, from: 0, count: Self.content.count, ifMatch: etag)
            if let target {
                let copy = ObjectLocation(bucket: target, key: Self.key)
                _ = try await store.copy(place, to: copy, ifSourceMatches: etag)
                try await store.delete(copy)
            }
            try await store.delete(place)
            return read == Self.content
        } catch {
            return false
        }
    }
}
