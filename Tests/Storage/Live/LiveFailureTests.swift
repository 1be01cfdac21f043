import FoundationEssentials
import Storage
import Testing

@Suite(.serialized) struct LiveFailureTests {
    @Test(arguments: LiveStore.Kind.allCases)
    func wrongKeysAreInvalidCredentials(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let keys = live.configuration.credentials
            for wrong in [
                StorageCredentials(accessKey: keys.accessKey, secretKey: "wrong-secret-key"),
                StorageCredentials(accessKey: "nobody", secretKey: keys.secretKey),
            ] {
                let store = live.store { $0.credentials = wrong }
                let error = try await failure { try await store.listBuckets() }
                #expect(error.code == .invalidCredentials)
                #expect(!error.isRetryable)
                #expect(!"\(error)".contains(wrong.secretKey))
                let location = ObjectLocation(bucket: live.uploads, key: "a")
                #expect(try await failure { try await store.get(location) }.code == .invalidCredentials)
            }
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func anUnknownBucketIsBucketNotFound(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "a")
            #expect(try await failure { try await live.store.get(location) }.code == .bucketNotFound)
            let put = try await failure { try await live.store.put(location, bytes: [1], contentType: "text/csv") }
            #expect(put.code == .bucketNotFound)
            let list = try await failure {
                try await live.store.list(bucket: live.uploads, prefix: "", continuationToken: nil, limit: 1)
            }
            #expect(list.code == .bucketNotFound)
            #expect(try await !live.store.bucketExists(live.uploads))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func anUnknownObjectIsObjectNotFound(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "none")
            let get = try await failure { try await live.store.get(location) }
            #expect(get.code == .objectNotFound)
            #expect(get.storeCode == "NoSuchKey")
            #expect(get.requestID != nil)
            #expect(try await failure { try await live.store.head(location) }.code == .objectNotFound)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aWrongClockIsClockSkew(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live async throws in
            let store = live.store(changing: { _ in }, now: { Date().addingTimeInterval(-3600) })
            #expect(try await failure { try await store.listBuckets() }.code == .clockSkew)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aPortWithoutListenerIsConnectionRefused(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let store = try live.store { $0.endpoint = try StorageEndpoint(parsing: "127.0.0.1:1", secure: false) }
            let start = ContinuousClock.now
            let error = try await failure { try await store.listBuckets() }
            #expect(error.code == .connectionRefused)
            #expect(error.isRetryable)
            #expect(start.duration(to: .now) < .seconds(5))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aNameThatDoesNotResolveIsConnectionFailed(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let store = try live.store { $0.endpoint = try StorageEndpoint(parsing: "no-such.invalid", secure: false) }
            let code = try await failure { try await store.listBuckets() }.code
            #expect(code == .connectionFailed || code == .timeout)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aCancelledCallSaysSo(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live async throws in
            let task = Task { try await failure { try await live.store.listBuckets() } }
            task.cancel()
            #expect(try await task.value.code == .cancelled)
        }
    }
}
