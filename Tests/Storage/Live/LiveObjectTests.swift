import FoundationEssentials
import NIOCore
import Storage
import Testing

@Suite(.serialized) struct LiveObjectTests {
    private static let keys = [
        "plain.csv", "a b+c&d=e?f#g.csv", "ü/日本/😀.csv", "temp/user/source/20260101_000000_x.csv", "per%20cent%.csv",
        "quote'\"();:@$,!*~.csv",
    ]

    @Test(arguments: LiveStore.Kind.allCases, keys)
    func whatIsPutIsThere(kind: LiveStore.Kind, key: String) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: key)
            let bytes = Array("line 1\nline 2\n".utf8)
            let before = Date().addingTimeInterval(-60)
            let etag = try await live.store.put(location, bytes: bytes, contentType: "text/csv")
            #expect(!etag.isEmpty && !etag.contains("\""))

            let metadata = try await live.store.head(location)
            #expect(metadata.size == Int64(bytes.count))
            #expect(metadata.etag == etag)
            #expect(metadata.contentType == "text/csv")
            #expect(try #require(metadata.lastModified) > before)

            let stream = try await live.store.get(location, ifMatch: etag)
            #expect(stream.metadata == metadata)
            #expect(try await live.read(location) == bytes)
            for try await _ in stream {}

            let page = try await live.store.list(
                bucket: live.uploads, prefix: String(key.prefix(3)), continuationToken: nil, limit: 10)
            #expect(page.objects.map(\.key) == [key])
            #expect(page.objects.first?.etag == etag)

            try await live.store.delete(location)
            try await live.store.delete(location)
            #expect(try await failure { try await live.store.head(location) }.code == .objectNotFound)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aPartIsReadOfOneVersionAlone(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "parts.csv")
            let bytes = [UInt8]((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 255) })
            let etag = try await live.store.put(location, bytes: bytes, contentType: "text/csv")
            for (offset, count) in [(0, 10), (99_990, 10), (99_990, 1_000), (5_000, 70_000), (0, 200_000)] {
                let part = try await live.store.read(location, from: Int64(offset), count: count, ifMatch: etag)
                #expect(part == Array(bytes[offset...].prefix(count)))
            }
            #expect(try await live.store.read(location, from: 0, count: 0) == [])
            _ = try await live.store.put(location, bytes: [1, 2, 3], contentType: "text/csv")
            let error = try await failure {
                _ = try await live.store.read(location, from: 0, count: 3, ifMatch: etag)
            }
            #expect(error.code == .preconditionFailed)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aLargeObjectStreamsInPieces(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "large.bin")
            let bytes = [UInt8]((0..<9_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 255) })
            _ = try await live.store.put(location, bytes: bytes, contentType: "application/octet-stream")
            var hasher = SHA256Hasher()
            var chunks = 0
            for try await chunk in try await live.store.get(location) {
                hasher.update(chunk.readableBytesView)
                chunks += 1
            }
            #expect(hasher.finalize() == SHA256Hasher.digest(of: bytes))
            #expect(chunks > 10)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func anAbandonedStreamLeavesTheStoreUsable(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "large.bin")
            let bytes = [UInt8](repeating: 7, count: 4_000_000)
            _ = try await live.store.put(location, bytes: bytes, contentType: "application/octet-stream")
            for try await _ in try await live.store.get(location) { break }
            #expect(try await live.store.head(location).size == 4_000_000)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func anEmptyObjectIsAnObject(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "empty")
            _ = try await live.store.put(location, bytes: [], contentType: "text/csv")
            #expect(try await live.store.head(location).size == 0)
            #expect(try await live.read(location).isEmpty)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func getRefusesAnotherVersion(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "a")
            let old = try await live.store.put(location, bytes: [1], contentType: "text/csv")
            _ = try await live.store.put(location, bytes: [2], contentType: "text/csv")
            let error = try await failure { try await live.store.get(location, ifMatch: old) }
            #expect(error.code == .preconditionFailed)
            #expect(error.status == 412)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func copyTakesExactlyTheVersionNamed(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind, creating: [.uploads, .files]) { live in
            let source = ObjectLocation(bucket: live.uploads, key: "temp/ü a+b.csv")
            let target = ObjectLocation(bucket: live.files, key: "files/ü a+b.csv")
            let old = try await live.store.put(source, bytes: Array("old".utf8), contentType: "text/csv")
            let new = try await live.store.put(source, bytes: Array("new!".utf8), contentType: "text/csv")

            let error = try await failure { try await live.store.copy(source, to: target, ifSourceMatches: old) }
            #expect(error.code == .preconditionFailed)
            #expect(try await failure { try await live.store.head(target) }.code == .objectNotFound)

            let copied = try await live.store.copy(source, to: target, ifSourceMatches: new)
            let metadata = try await live.store.head(target)
            #expect(metadata.etag == copied)
            #expect(metadata.contentType == "text/csv")
            #expect(try await live.read(target) == Array("new!".utf8))
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func copyOfNothingIsNotFound(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let error = try await failure {
                try await live.store.copy(
                    ObjectLocation(bucket: live.uploads, key: "none"),
                    to: ObjectLocation(bucket: live.uploads, key: "copy"), ifSourceMatches: "ab")
            }
            #expect(error.code == .objectNotFound)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func pagesCoverAListingWithoutGaps(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let expected = (0..<7).map { "p/\($0) &.csv" }
            for key in expected + ["q/other"] {
                _ = try await live.store.put(
                    ObjectLocation(bucket: live.uploads, key: key), bytes: [1], contentType: "text/csv")
            }
            var listed: [String] = []
            var pages = 0
            var token: String?
            repeat {
                let page = try await live.store.list(
                    bucket: live.uploads, prefix: "p/", continuationToken: token, limit: 3)
                #expect(page.objects.count <= 3)
                listed += page.objects.map(\.key)
                token = page.nextContinuationToken
                pages += 1
            } while token != nil && pages < 10
            #expect(listed == expected)
            #expect(pages == 3)
        }
    }
}
