import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// A real store whose administrator gave the service keys that may not do what it needs.
@Suite(.serialized) struct DeniedStoreTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)
    private static let reader = PrivateStore.User(
        accessKey: "reader", secretKey: "the-readers-key", actions: ["Read", "List"])
    private static let stranger = PrivateStore.User(
        accessKey: "stranger", secretKey: "the-strangers-key", actions: ["Read:another-bucket"])

    /// The settings of a server that holds these keys.
    private func holding(_ accessKey: String, _ secretKey: String) -> [String: String] {
        ["MINIO_ACCESS_KEY": accessKey, "MINIO_SECRET_KEY": secretKey, "HOUSEKEEPING_MINUTES": "0"]
    }

    @Test func keepsEveryFileAndTellsDeniedFromWrongKeys() async throws {
        try await PrivateStore.withSeaweedFS([Self.reader, Self.stranger]) { store in
            try await ServiceFixture.with(.seaweedFS, at: store.place) { service in
                let token = try await service.tokens.token(for: UUID())
                var files: [String] = []
                try await service.withServer(["INGESTION_WORKERS": "1"]) { server in
                    let client = MatchBotClient(service, server, token: token)
                    for _ in 0..<4 {
                        let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
                        #expect(try await client.upload(Self.content, signed).status == 200)
                        files.append(try #require(signed.json["file_id"]?.string))
                    }
                    #expect(try await client.confirm(files[0]).status == 200)
                    #expect(try await client.finalStatus(files[0])?["status"]?.string == "ready")
                }
                try await expectDeniedWrites(files, service, token)
                try await expectDeniedReads(files[2], service, token)
                try await expectWrongKeys(files[3], service, token)
                try await expectEverythingWith(files, service, token)
            }
        }
    }

    /// The keys may read: what is there can be downloaded, and nothing new comes in.
    private func expectDeniedWrites(_ files: [String], _ service: ServiceFixture, _ token: String) async throws {
        try await service.withServer(holding(Self.reader.accessKey, Self.reader.secretKey)) { server in
            let client = MatchBotClient(service, server, token: token)
            #expect(try await codes(service, server) == ["list_buckets": nil, "write": "access_denied"])
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            #expect(signed.status == 201, "signing needs no store")
            let refused = try await client.upload(Self.content, signed)
            #expect(refused.status == 403)
            #expect(String(decoding: refused.body, as: UTF8.self).contains("<Code>AccessDenied</Code>"))
            let link = try await client.call("POST", "/files/\(files[0])/download_url")
            #expect(try await service.send("GET", link.json["download_url"]?.string ?? "").body == Self.content)
            #expect(try await client.confirm(files[1]).status == 202)
            #expect(try await client.call("DELETE", "/files/\(files[0])").status == 204)
            try await expectCalls(["copy", "delete"], "access_denied", not: "invalid_credentials", service, server)
            #expect(try await client.call("GET", "/files/\(files[1])/status").json["status"]?.string == "uploaded")
        }
    }

    /// The keys may do nothing at all. A HEAD is told nothing but 403.
    private func expectDeniedReads(_ file: String, _ service: ServiceFixture, _ token: String) async throws {
        try await service.withServer(holding(Self.stranger.accessKey, Self.stranger.secretKey)) { server in
            let client = MatchBotClient(service, server, token: token)
            #expect(try await client.confirm(file).status == 202)
            try await expectCalls(["head"], "access_denied", not: "invalid_credentials", service, server)
        }
    }

    /// The same 403, another reason.
    private func expectWrongKeys(_ file: String, _ service: ServiceFixture, _ token: String) async throws {
        try await service.withServer(holding(Self.reader.accessKey, "another-key")) { server in
            let client = MatchBotClient(service, server, token: token)
            #expect(try await codes(service, server) == ["list_buckets": "invalid_credentials", "write": nil])
            #expect(try await client.confirm(file).status == 202)
            try await expectCalls(["delete"], "invalid_credentials", not: "access_denied", service, server)
        }
    }

    /// With the right keys again everything that waited is done.
    private func expectEverythingWith(_ files: [String], _ service: ServiceFixture, _ token: String) async throws {
        try await service.withServer { server in
            let client = MatchBotClient(service, server, token: token)
            let isOver = try await service.eventually(within: 30) {
                try await releaseJobs(service)
                var states: [String?] = []
                for file in files.dropFirst() {
                    states.append(try await client.call("GET", "/files/\(file)/status").json["status"]?.string)
                }
                let left = try await service.database.query(
                    .once("left", "SELECT 1 FROM jobs WHERE state <> 'done' AND payload->>'key' LIKE 'files/%'"))
                return states == ["ready", "ready", "ready"] && left.count == 0 ? true : nil
            }
            #expect(isOver == true, "\(server.log.suffix(3_000))")
            let dead = try await service.database.query(.once("dead", "SELECT 1 FROM jobs WHERE state = 'dead'"))
            #expect(dead.count == 0)
            let page = try await service.objects.list(
                bucket: service.storage.buckets.reconciliationFiles, prefix: "files/", continuationToken: nil,
                limit: 10)
            #expect(page.objects.count == 3, "the deleted file's object is gone, the others have one each")
        }
    }

    /// The error codes of two steps of the store's health.
    private func codes(_ service: ServiceFixture, _ server: ServerProcess) async throws -> [String: String?] {
        let health = try await service.send("GET", server.url + "/health/storage")
        #expect(health.status == 503)
        let checks = (try JSONValue.read(jsonBytes: health.body))["checks"]?.elements ?? []
        var codes: [String: String?] = [:]
        for check in checks where ["list_buckets", "write"].contains(check["name"]?.string) {
            codes[check["name"]?.string ?? ""] = .some(check["error_code"]?.string)
        }
        return codes
    }

    /// Waits until the operations have ended like this, and none of them like that.
    private func expectCalls(
        _ operations: [String], _ outcome: String, not other: String, _ service: ServiceFixture,
        _ server: ServerProcess
    ) async throws {
        let isSeen = try await service.eventually {
            try await releaseJobs(service)
            let page = try await MetricsPage.read(service, server)
            let counts = operations.map { operation in
                page["matchbot_storage_calls_total{operation=\"\(operation)\",outcome=\"\(outcome)\"}"] ?? 0
            }
            return counts.allSatisfy { $0 > 0 } ? page : nil
        }
        let page = try #require(isSeen, "\(server.log.suffix(3_000))")
        for operation in operations {
            #expect(page["matchbot_storage_calls_total{operation=\"\(operation)\",outcome=\"\(other)\"}"] == nil)
        }
    }

    private func releaseJobs(_ service: ServiceFixture) async throws {
        try await service.database.query(.once("due", "UPDATE jobs SET run_at = now() WHERE state = 'ready'"))
        try await service.database.query(.once("wake", "SELECT pg_notify('jobs', 'confirm')"))
    }
}
