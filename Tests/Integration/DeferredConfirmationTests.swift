import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// Confirming while the store is away: accepted at once, finished once it is back.
@Suite(.serialized) struct DeferredConfirmationTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)

    /// A server whose way to the store can be cut, while clients reach the store all the time.
    private func withGate(
        _ store: TestEnvironment.Store, _ body: (ServiceFixture, MatchBotClient, FaultProxy) async throws -> Void
    ) async throws {
        try await ServiceFixture.with(store) { service in
            let endpoint = service.serverEnvironment["MINIO_ENDPOINT"] ?? ""
            let gate = try await FaultProxy.start(to: endpoint)
            try await service.withServer(["MINIO_ENDPOINT": gate.endpoint]) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                try await body(service, client, gate)
            }
            try await gate.set(.refuse)
        }
    }

    @Test(arguments: TestEnvironment.Store.allCases)
    func isAcceptedAndFinishedWhenTheStoreIsBack(_ store: TestEnvironment.Store) async throws {
        try await withGate(store) { service, client, gate in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            _ = try await client.upload(Self.content, signed)
            let file = try #require(signed.json["file_id"]?.string)
            try await gate.set(.refuse)
            let accepted = try await client.confirm(file)
            #expect(accepted.status == 202)
            #expect(accepted.json["status"]?.string == "uploaded")
            #expect(accepted.json["processing_status"]?.string == "queued")
            let ingestion = try #require(accepted.json["file_ingestion_id"]?.string)
            let again = try await client.confirm(file)
            #expect(again.status == 202)
            #expect(again.json["file_ingestion_id"]?.string == ingestion)
            let waiting = try await client.call("GET", "/files/\(ingestion)/status")
            #expect(waiting.json["status"]?.string == "uploaded")
            let refused = try await client.call("POST", "/files/\(file)/download_url")
            #expect(refused.status == 409)
            #expect(refused.code == "not_uploaded")
            try await gate.set(nil)
            let final = try await client.finalStatus(ingestion, within: 60)
            #expect(final?["status"]?.string == "ready")
            #expect(final?["row_count"]?.integer == 1)
            let confirmed = try await client.confirm(file)
            #expect(confirmed.status == 200)
            #expect(confirmed.json["file_ingestion_id"]?.string == ingestion)
            let objects = try await service.objects.list(
                bucket: service.storage.buckets.reconciliationFiles, prefix: "files/", continuationToken: nil,
                limit: 100)
            #expect(objects.objects.count == 1)
        }
    }

    @Test func failsWithAMessageWhenNothingWasUploadedOrSomethingElse() async throws {
        try await withGate(.seaweedFS) { service, client, gate in
            let missing = try await client.sign(size: 10, contentType: "text/csv")
            let other = try await client.sign(method: "post")
            _ = try await client.upload(Array("%PDF-1.7 and more".utf8), other)
            try await gate.set(.refuse)
            let files = [missing, other].map { $0.json["file_id"]?.string ?? "" }
            for file in files { #expect(try await client.confirm(file).status == 202) }
            try await gate.set(nil)
            let first = try await client.finalStatus(files[0], within: 60)
            #expect(first?["error_message"]?.string == "Nothing was uploaded before the file was confirmed.")
            let second = try await client.finalStatus(files[1], within: 60)
            #expect(second?["error_message"]?.string?.contains("a PDF document") == true)
        }
    }

    @Test func waitsOutAnOutageLongerThanAJobHasAttempts() async throws {
        try await withGate(.seaweedFS) { service, client, gate in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            _ = try await client.upload(Self.content, signed)
            let file = try #require(signed.json["file_id"]?.string)
            try await gate.set(.refuse)
            #expect(try await client.confirm(file).status == 202)
            for _ in 0..<8 {
                try await service.database.query(.once("due", "UPDATE jobs SET run_at = now() WHERE state = 'ready'"))
                try await service.database.query(.once("wake", "SELECT pg_notify('jobs', 'confirm')"))
                try await Task.sleep(for: .milliseconds(400))
            }
            #expect(
                try await client.call("GET", "/files/\(file)/status").json["status"]?.string == "uploaded")
            try await gate.set(nil)
            #expect(try await client.finalStatus(file, within: 60)?["status"]?.string == "ready")
        }
    }

    @Test func leavesNothingOfAFileThatIsDeletedMeanwhile() async throws {
        try await withGate(.seaweedFS) { service, client, gate in
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            _ = try await client.upload(Self.content, signed)
            let file = try #require(signed.json["file_id"]?.string)
            try await gate.set(.refuse)
            #expect(try await client.confirm(file).status == 202)
            #expect(try await client.call("DELETE", "/files/\(file)").status == 204)
            try await gate.set(nil)
            let jobs = try await service.eventually(within: 60) {
                let waiting = try await service.database.query(
                    .once("count", "SELECT 1 FROM jobs WHERE kind = 'confirm' AND state <> 'done'"))
                return waiting.count == 0 ? true : nil
            }
            #expect(jobs == true)
            #expect(try await client.call("GET", "/files/\(file)/status").status == 404)
        }
    }
}
