import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// A real store without room: the JuiceFS gateway over a volume that takes no more files, and a bucket at its quota.
@Suite(.serialized) struct FullStoreTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)
    private static let limitedBucket = "limited-bucket"

    @Test func isToldFromAFailureAndConfirmationsWaitForRoom() async throws {
        try await PrivateStore.withJuiceFS(inodes: 160, quotas: [Self.limitedBucket: 12]) { store in
            try await ServiceFixture.with(.juiceFS, at: store.place) { service in
                try await expectUsedUp(service)
                try await service.withServer(["HOUSEKEEPING_MINUTES": "0"]) { server in
                    let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                    let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
                    let file = try #require(signed.json["file_id"]?.string)
                    #expect(try await client.upload(Self.content, signed).status == 200)
                    let bucket = service.storage.buckets.temporaryUploads
                    let (stored, error) = try await fill(bucket, service)
                    // Where its volume has no room for the folder of an upload, this gateway says at times that it does
                    // not find that folder, which is a failure like any other.
                    let codes: [StorageError.Code?] = [.quotaExceeded, .serverError]
                    #expect(codes.contains(error?.code), "\(String(describing: error))")
                    #expect(error?.status == 500)

                    #expect(try await client.confirm(file).status == 202)
                    #expect(try await service.send("GET", server.url + "/health/storage").status == 503)
                    let isPutBack = try await service.eventually {
                        server.log.contains("\"postponed\"") ? true : nil
                    }
                    #expect(isPutBack == true, "\(server.log.suffix(3_000))")
                    let attempts = try await service.database.query(
                        .once("attempts", "SELECT 1 FROM jobs WHERE kind = 'confirm' AND attempts = 0"))
                    #expect(attempts.count == 1, "a full store uses up no attempt")
                    // This gateway answers 200 to a copy that it had no room for, without an entity tag: nothing is there.
                    let copies = try await service.objects.list(
                        bucket: service.storage.buckets.reconciliationFiles, prefix: "files/", continuationToken: nil,
                        limit: 10)
                    #expect(copies.objects.isEmpty)
                    let status = try await client.call("GET", "/files/\(file)/status").json["status"]?.string
                    #expect(status == "uploaded")

                    for key in stored { try await service.objects.delete(ObjectLocation(bucket: bucket, key: key)) }
                    let isReady = try await service.eventually(within: 30) {
                        try await service.database.query(
                            .once("due", "UPDATE jobs SET run_at = now() WHERE state = 'ready'"))
                        try await service.database.query(.once("wake", "SELECT pg_notify('jobs', 'confirm')"))
                        let status = try await client.call("GET", "/files/\(file)/status").json["status"]
                        return status?.string == "ready" ? true : nil
                    }
                    #expect(isReady == true, "\(server.log.suffix(3_000))")
                }
            }
        }
    }

    /// A quota of one bucket: the rest of the volume has room.
    private func expectUsedUp(_ service: ServiceFixture) async throws {
        let (stored, error) = try await fill(Self.limitedBucket, service)
        #expect(error?.code == .quotaExceeded)
        #expect(!stored.isEmpty)
        let other = ObjectLocation(bucket: service.storage.buckets.temporaryUploads, key: "fill/other")
        _ = try await service.objects.put(other, bytes: [1], contentType: "text/plain")
        let first = ObjectLocation(bucket: Self.limitedBucket, key: stored.first ?? "")
        let again = ObjectLocation(bucket: Self.limitedBucket, key: "copy")
        let etag = try await service.objects.head(first).etag
        do throws(StorageError) {
            _ = try await service.objects.copy(first, to: again, ifSourceMatches: etag)
            Issue.record("the copy found room")
        } catch {
            #expect(error.code == .quotaExceeded)
        }
        for key in stored {
            try await service.objects.delete(ObjectLocation(bucket: Self.limitedBucket, key: key))
        }
        try await service.objects.delete(other)
    }

    /// Puts small objects until the store refuses one.
    private func fill(_ bucket: String, _ service: ServiceFixture) async throws -> ([String], StorageError?) {
        var stored: [String] = []
        for number in 0..<400 {
            let key = "fill-\(number)"
            do throws(StorageError) {
                let place = ObjectLocation(bucket: bucket, key: key)
                _ = try await service.objects.put(place, bytes: [1, 2, 3], contentType: "text/plain")
            } catch {
                return (stored, error)
            }
            stored.append(key)
        }
        return (stored, nil)
    }
}
