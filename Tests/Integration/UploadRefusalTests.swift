import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// What the store refuses because the service signed it so, and what confirm then says.
@Suite(.serialized) struct UploadRefusalTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)

    private func withClient(
        _ store: TestEnvironment.Store = .seaweedFS, _ changes: [String: String] = [:],
        _ body: (ServiceFixture, MatchBotClient) async throws -> Void
    ) async throws {
        try await ServiceFixture.with(store) { service in
            try await service.withServer(changes) { server in
                let token = try await service.tokens.token(for: UUID())
                try await body(service, MatchBotClient(service, server, token: token))
            }
        }
    }

    @Test(arguments: TestEnvironment.Store.allCases)
    func refusesAnotherSizeOrTypeThanSignedForAPut(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { _, client in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            #expect(try await client.upload(Self.content + [10], signed).status == 403)
            #expect(try await client.upload(Self.content, signed, contentType: "text/html").status == 403)
            let confirmed = try await client.confirm(try #require(signed.json["file_id"]?.string))
            #expect(confirmed.status == 409)
            #expect(confirmed.code == "upload_not_found")
        }
    }

    @Test(arguments: TestEnvironment.Store.allCases)
    func refusesAFormThatIsLargerThanAnnounced(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { _, client in
            let signed = try await client.sign(size: 10, contentType: "text/csv", method: "post")
            let upload = try await client.upload(Self.content, signed)
            #expect(upload.status == 400)
            #expect(String(decoding: upload.body, as: UTF8.self).contains("EntityTooLarge"))
        }
    }

    @Test(arguments: TestEnvironment.Store.allCases)
    func refusesAnExpiredURL(_ store: TestEnvironment.Store) async throws {
        try await withClient(store, ["UPLOAD_URL_SECONDS": "1"]) { _, client in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            try await Task.sleep(for: .milliseconds(2_500))
            #expect(try await client.upload(Self.content, signed).status == 403)
            let status = try await client.call("GET", "/files/\(signed.json["file_id"]?.string ?? "")/status")
            #expect(status.json["status"]?.string == "pending")
        }
    }

    @Test(arguments: TestEnvironment.Store.allCases)
    func refusesATamperedURL(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { _, client in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            let url = try #require(signed.json["upload_url"]?.string)
            let other = url.replacing("/source/", with: "/comparison/")
            #expect(try await client.upload(Self.content, signed, url: other).status == 403)
            let longer = url.replacing("X-Amz-Expires=3600", with: "X-Amz-Expires=360000")
            #expect(try await client.upload(Self.content, signed, url: longer).status == 403)
            // JuiceFS misses the signed headers before it looks at the signature, and says 400.
            #expect([400, 403].contains(try await client.service.send("DELETE", url).status))
        }
    }

    @Test func endsAFileWithAnotherSizeThanAnnouncedAsFailedAndRemovesItsObject() async throws {
        try await withClient { service, client in
            let signed = try await client.sign(size: 4_000, contentType: "text/csv", method: "post")
            #expect(try await client.upload(Self.content, signed).status == 204)
            let file = try #require(signed.json["file_id"]?.string)
            let confirmed = try await client.confirm(file)
            #expect(confirmed.status == 422)
            #expect(confirmed.code == "size_mismatch")
            let object = ObjectLocation(
                bucket: signed.json["bucket_name"]?.string ?? "", key: signed.json["object_name"]?.string ?? "")
            await #expect(throws: StorageError.self) { _ = try await service.objects.head(object) }
            let status = try await client.call("GET", "/files/\(file)/status")
            #expect(status.json["status"]?.string == "failed")
            #expect(try await client.confirm(file).code == "illegal_state")
        }
    }

    /// A URL that still works after confirm must not change what was confirmed.
    @Test(arguments: TestEnvironment.Store.allCases)
    func keepsAConfirmedFileWhateverIsUploadedLater(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { service, client in
            let signed = try await client.sign(method: "post")
            _ = try await client.upload(Self.content, signed)
            let file = try #require(signed.json["file_id"]?.string)
            #expect(try await client.confirm(file).status == 200)
            let second = try await client.upload(Array("something,else\n".utf8), signed)
            #expect((200..<300).contains(second.status), "the URL must still work, or this shows nothing")
            #expect(try await client.confirm(file).status == 200)
            let link = try await client.call("POST", "/files/\(file)/download_url", "{}")
            let download = try await service.send("GET", try #require(link.json["download_url"]?.string))
            #expect(download.body == Self.content)
        }
    }
}
