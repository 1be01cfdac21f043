import FoundationEssentials
import Logging
import NIOHTTP1
import Testing

@testable import Storage

@Suite(.serialized) struct LiveBucketTests {
    @Test(arguments: LiveStore.Kind.allCases)
    func initializerCreatesWhatIsMissingAndMayRunTwice(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let names = live.configuration.buckets.all
            #expect(try await Set(live.store.listBuckets()).isDisjoint(with: names))
            let initializer = BucketInitializer(
                store: live.store, configuration: live.configuration, logger: Logger(label: "test"))
            try await initializer.run()
            try await initializer.run()
            #expect(try await Set(live.store.listBuckets()).isSuperset(of: names))
            for name in names { #expect(try await live.store.bucketExists(name)) }
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func initializersOfManyReplicasDoNotDisturbEachOther(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            let initializer = BucketInitializer(
                store: live.store, configuration: live.configuration, logger: Logger(label: "test"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await initializer.run() } }
                try await group.waitForAll()
            }
            #expect(try await Set(live.store.listBuckets()).isSuperset(of: live.configuration.buckets.all))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func settingsWorkOrAreNotImplementedAsTheDialectSays(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let rule = LifecycleRule(identifier: "test", expirationDays: 1)
            if live.dialect.supportsLifecycle {
                try await live.store.putLifecycle([rule], bucket: live.uploads)
            } else {
                let error = try await failure { try await live.store.putLifecycle([rule], bucket: live.uploads) }
                #expect(error.code == .notImplemented)
            }
            let cors = CORSRule(allowedOrigins: ["https://app.example.org"])
            if live.dialect.supportsCORS {
                try await live.store.putCORS([cors], bucket: live.uploads)
            } else {
                let error = try await failure { try await live.store.putCORS([cors], bucket: live.uploads) }
                #expect(error.code == .notImplemented)
            }
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aBucketWithoutPolicyIsPrivateAlready(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live async throws in
            #expect(try await !live.store.makePrivate(live.uploads))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aPublicPolicyIsRemovedAndAnotherStays(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "a.csv")
            _ = try await live.store.put(location, bytes: [65], contentType: "text/csv")
            try await setPolicy(live, effect: "Allow")
            #expect(try await live.sendUnsigned(.GET, location).status == 200)
            #expect(try await live.store.makePrivate(live.uploads))
            #expect(try await live.sendUnsigned(.GET, location).status == 403)
            #expect(try await !live.store.makePrivate(live.uploads))

            try await setPolicy(live, effect: "Deny", action: "s3:PutBucketTagging")
            #expect(try await !live.store.makePrivate(live.uploads))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aBrowserMayUploadFromAnAllowedOrigin(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let initializer = BucketInitializer(
                store: live.store, configuration: live.configuration, logger: Logger(label: "test"))
            try await initializer.run()
            let answer = try await live.sendUnsigned(
                .OPTIONS, ObjectLocation(bucket: live.uploads, key: "a.csv"),
                headers: [
                    ("Origin", "https://app.example.org"), ("Access-Control-Request-Method", "PUT"),
                    ("Access-Control-Request-Headers", "content-type,if-none-match"),
                ])
            #expect((200..<300).contains(answer.status))
            let allowed = answer.headers.first(name: "access-control-allow-origin")
            #expect(allowed == "*" || allowed == "https://app.example.org")
            let methods = answer.headers[canonicalForm: "access-control-allow-methods"].joined(separator: ",")
            #expect(methods.contains("PUT"))
        }
    }

    private func setPolicy(_ live: LiveStore, effect: String, action: String = "s3:GetObject") async throws {
        let resource = action == "s3:GetObject" ? "\(live.uploads)/*" : live.uploads
        var call = StoreCall("put_policy", .PUT, bucket: live.uploads)
        call.query = [QueryItem("policy")]
        call.body = Array(
            ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"\(effect)\",\"Principal\":{\"AWS\":[\"*\"]},"
                + "\"Action\":[\"\(action)\"],\"Resource\":[\"arn:aws:s3:::\(resource)\"]}]}").utf8)
        _ = try await live.store.perform(call)
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func creatingTwiceSaysSo(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: []) { live in
            #expect(try await !live.store.bucketExists(live.uploads))
            #expect(try await live.store.createBucket(live.uploads))
            #expect(try await !live.store.createBucket(live.uploads))
            try await live.store.deleteBucket(live.uploads)
            try await live.store.deleteBucket(live.uploads)
            #expect(try await !live.store.bucketExists(live.uploads))
        }
    }
}
