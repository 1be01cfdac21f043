import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// Rows 1 to 6 and 33 of `docs/THREATS.md`: what somebody can try who holds a signed upload.
@Suite(.serialized) struct UploadThreatTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)

    private func withClient(
        _ store: TestEnvironment.Store = .seaweedFS, _ changes: [String: String] = [:],
        _ body: (ServiceFixture, MatchBotClient) async throws -> Void
    ) async throws {
        try await ServiceFixture.with(store) { service in
            try await service.withServer(["MATCHBOT_RATE_LIMITS": "off"].merging(changes) { _, new in new }) { server in
                let token = try await service.tokens.token(for: UUID())
                try await body(service, MatchBotClient(service, server, token: token))
            }
        }
    }

    @Test(
        "Threat 1: an expired URL leaves the file pending, and signing again names another object",
        arguments: TestEnvironment.Store.allCases)
    func anExpiredUploadIsSignedAnewForAnotherObject(_ store: TestEnvironment.Store) async throws {
        try await withClient(store, ["UPLOAD_URL_SECONDS": "1"]) { _, client in
            let first = try await client.sign(size: Self.content.count, contentType: "text/csv")
            try await Task.sleep(for: .milliseconds(2_100))
            #expect(try await client.upload(Self.content, first).status == 403)
            let file = try #require(first.json["file_id"]?.string)
            #expect(try await client.confirm(file).code == "upload_not_found")
            #expect(try await client.call("GET", "/files/\(file)/status").json["status"]?.string == "pending")
            let second = try await client.sign(size: Self.content.count, contentType: "text/csv")
            #expect(second.json["object_name"]?.string != first.json["object_name"]?.string)
            #expect(try await client.upload(Self.content, second).status == 200)
        }
    }

    @Test(
        "Threat 2: no byte of a signed URL can be another, nor can its method",
        arguments: TestEnvironment.Store.allCases)
    func noByteOfAnUploadURLCanBeAnother(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { service, client in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            let url = try #require(signed.json["upload_url"]?.string)
            let bytes = Array(url.utf8)
            let path = url.utf8.firstIndex(of: UInt8(ascii: "?")).map {
                url.utf8.distance(from: url.startIndex, to: $0)
            }
            let query = try #require(path)
            // Another digit or letter in the place of each, behind the bucket's name.
            for index in (query - 60)..<bytes.count {
                let byte = bytes[index]
                let other: UInt8
                switch byte {
                case 0x30...0x38, 0x41...0x59, 0x61...0x79: other = byte + 1
                case 0x39, 0x5A, 0x7A: other = byte - 1
                default: continue
                }
                var changed = bytes
                changed[index] = other
                let text = String(decoding: changed, as: UTF8.self)
                // A store may also hang up on what it does not like before it has read the body.
                let status = try? await client.upload(Self.content, signed, url: text).status
                #expect((400..<500).contains(status ?? 400), "\(status ?? 0) for \(text)")
            }
            for method in ["GET", "HEAD", "DELETE", "POST"] {
                let status = try await service.send(method, url).status
                #expect((400..<500).contains(status), "\(method) answers \(status)")
            }
            #expect(try await client.upload(Self.content, signed).status == 200)
        }
    }

    @Test(
        "Threat 3: a second upload under one URL changes nothing that was confirmed",
        arguments: TestEnvironment.Store.allCases)
    func aSecondPutChangesNothingThatWasConfirmed(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { service, client in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            let other = Array("date,amount,description\n2026-01-05,-99.99,Coffee\n".utf8)
            #expect(other.count == Self.content.count)
            #expect(try await client.upload(Self.content, signed).status == 200)
            let file = try #require(signed.json["file_id"]?.string)
            #expect(try await client.confirm(file).status == 200)
            // SeaweedFS refuses it; the other store takes it, and the confirmed copy is another object.
            #expect(try await client.upload(other, signed).status == (store == .seaweedFS ? 412 : 200))
            #expect(try await client.finalStatus(file)?["status"]?.string == "ready")
            let link = try await client.call("POST", "/files/\(file)/download_url")
            #expect(try await service.send("GET", link.json["download_url"]?.string ?? "").body == Self.content)
        }
    }

    @Test(
        "Threat 4: of a form that was used twice the bytes are confirmed that confirm saw",
        arguments: TestEnvironment.Store.allCases)
    func aFormUsedTwiceWithOtherBytesThanDeclaredEndsAsFailed(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { _, client in
            let signed = try await client.sign(method: "post")
            let other = Array("date,amount,description\n2026-01-05,-99.99,Coffee\n".utf8)
            for content in [Self.content, other] {
                let status = try await client.upload(content, signed).status
                #expect((200..<300).contains(status))
            }
            let file = try #require(signed.json["file_id"]?.string)
            var hasher = SHA256Hasher()
            Self.content.withUnsafeBytes { hasher.update($0) }
            let hash = SHA256Hasher.hexadecimal(of: hasher.finalize())
            #expect(try await client.confirm(file, metadata: "{\"file_hash\":\"\(hash)\"}").status == 200)
            let final = try await client.finalStatus(file)
            #expect(final?["status"]?.string == "failed")
            #expect(final?["error_message"]?.string?.lowercased().contains("sha-256") == true, "\(final ?? .null)")
            let page = try await client.call("GET", "/files/\(file)/transactions")
            #expect(page.json["transactions"]?.elements.isEmpty == true)
        }
    }

    @Test(
        "Threat 5: sizes that no file may have are refused before anything is signed",
        arguments: ["0", "-1", "104857601", "2147483648", "5368709121", "9223372036854775807", "9223372036854775808"])
    func sizesThatNoFileMayHaveAreRefused(_ size: String) async throws {
        try await withClient { service, client in
            let body = "{\"filename\":\"a.csv\",\"file_type\":\"source\",\"file_size_bytes\":\(size)}"
            let answer = try await client.call("POST", "/files/sign_upload", body)
            #expect(answer.status == 422)
            #expect(answer.json["violations"]?[0]?["pointer"]?.string == "/file_size_bytes")
            #expect(try await service.database.query(.once("count", "SELECT 1 FROM file_uploads")).count == 0)
        }
    }

    @Test(
        "Threat 5: an upload of no byte is refused by the store, or by confirm",
        arguments: TestEnvironment.Store.allCases)
    func anUploadOfNothingIsRefused(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { _, client in
            let form = try await client.sign(method: "post")
            #expect(try await client.upload([], form).status == 400)
            let put = try await client.sign(size: Self.content.count, contentType: "text/csv")
            #expect(try await client.upload([], put).status == 403)
            for signed in [form, put] {
                let file = signed.json["file_id"]?.string ?? ""
                #expect(try await client.confirm(file).code == "upload_not_found")
            }
        }
    }

    @Test(
        "Threat 6: a form without one of its signed fields stores nothing",
        arguments: TestEnvironment.Store.allCases)
    func aFormThatLacksAFieldStoresNothing(_ store: TestEnvironment.Store) async throws {
        try await withClient(store) { service, client in
            let signed = try await client.sign(size: 1_000, contentType: "text/csv", method: "post")
            let fields = (signed.json["form_fields"]?.members ?? []).map { ($0.0, $0.1.string ?? "") }
            let url = try #require(signed.json["upload_url"]?.string)
            #expect(fields.count >= 7)
            for missing in fields.map(\.0) {
                let status = try await Form(fields.filter { $0.0 != missing }, Self.content).send(to: url, service)
                #expect((400..<500).contains(status), "without \(missing): \(status)")
            }
            let noFile = try await Form(fields, nil).send(to: url, service)
            #expect((400..<500).contains(noFile), "without a file: \(noFile)")
            let file = try #require(signed.json["file_id"]?.string)
            #expect(try await client.confirm(file).code == "upload_not_found")
            #expect(try await Form(fields, Self.content).send(to: url, service) == 204)
        }
    }

    @Test("Threat 33: a file that failed or expired cannot be confirmed, and keeps its status")
    func whatFailedOrExpiredCannotBeConfirmed() async throws {
        try await withClient { service, client in
            let signed = try await client.sign()
            let file = try #require(signed.json["file_id"]?.string)
            try await service.database.query(
                .once(
                    "age",
                    "UPDATE file_uploads SET created_at = created_at - interval '3 days', "
                        + "upload_expires_at = upload_expires_at - interval '3 days'"))
            let run = try await CommandRun.matchbot(["housekeeping"], environment: service.serverEnvironment)
            #expect(run.status == 0, "\(run.errors)")
            #expect(try await client.call("GET", "/files/\(file)/status").json["status"]?.string == "failed")
            let answer = try await client.confirm(file)
            #expect(answer.status == 409)
            #expect(answer.code == "illegal_state")
            #expect(try await client.call("GET", "/files/\(file)/status").json["status"]?.string == "failed")
        }
    }
}
