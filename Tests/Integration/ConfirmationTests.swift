import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// Confirming: before, twice, and by many at once.
@Suite(.serialized) struct ConfirmationTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)

    @Test(arguments: TestEnvironment.Store.allCases)
    func ingestsOnceHoweverOftenAndHoweverConcurrentlyItIsConfirmed(_ store: TestEnvironment.Store) async throws {
        try await ServiceFixture.with(store) { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
                _ = try await client.upload(Self.content, signed)
                let file = try #require(signed.json["file_id"]?.string)
                let answers = try await withThrowingTaskGroup(of: MatchBotClient.Answer.self) { group in
                    for _ in 0..<20 { group.addTask { try await client.confirm(file) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.allSatisfy { $0.status == 200 }, "\(answers.map(\.status))")
                #expect(Set(answers.compactMap { $0.json["file_ingestion_id"]?.string }).count == 1)
                #expect(try await client.finalStatus(file)?["row_count"]?.integer == 1)
                let again = try await client.confirm(file)
                #expect(again.json["file_ingestion_id"] == answers.first?.json["file_ingestion_id"])
                #expect(again.json["processing_status"]?.string == "finished")
                let page = try await client.call("GET", "/files/\(file)/transactions")
                #expect(page.json["transactions"]?.elements.count == 1)
                // The copies of those that lost are taken away: one object is left.
                let objects = try await service.objects.list(
                    bucket: service.storage.buckets.reconciliationFiles, prefix: "files/", continuationToken: nil,
                    limit: 100)
                #expect(objects.objects.count == 1)
            }
        }
    }

    @Test func refusesToConfirmBeforeTheUpload() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign()
                let answer = try await client.confirm(try #require(signed.json["file_id"]?.string))
                #expect(answer.status == 409)
                #expect(answer.code == "upload_not_found")
            }
        }
    }

    @Test func answersAnotherUsersFileAndReconciliationAsUnknownOnes() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let owner = UUID()
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: owner))
                let stranger = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
                _ = try await client.upload(Self.content, signed)
                let file = try #require(signed.json["file_id"]?.string)
                let unknown = UUID().uuidString.lowercased()
                let reconciliation = ReconciliationID.random()
                try await service.database.query(
                    .once("own", "INSERT INTO reconciliations (id, user_id, name) VALUES ($1::uuid, $2::uuid, 'x')"),
                    [.id(reconciliation), .uuid(owner)])
                for (method, path, body) in [
                    ("GET", "/files/ID", nil), ("GET", "/files/ID/status", nil), ("GET", "/files/ID/transactions", nil),
                    ("DELETE", "/files/ID", nil), ("POST", "/files/ID/download_url", nil),
                    ("POST", "/files/ID/link", "{\"reconciliation_id\":\"\(reconciliation)\"}"),
                    ("POST", "/files/confirm", "{\"file_id\":\"ID\"}"),
                ] {
                    let theirs = try await stranger.call(
                        method, path.replacing("ID", with: file), body?.replacing("ID", with: file))
                    let none = try await stranger.call(
                        method, path.replacing("ID", with: unknown), body?.replacing("ID", with: unknown))
                    #expect(theirs.status == 404, "\(method) \(path)")
                    #expect(theirs.code == "file_not_found", "\(method) \(path)")
                    #expect(theirs.json["detail"] == none.json["detail"], "\(method) \(path)")
                }
                let foreign = try await stranger.sign(reconciliation: reconciliation.description)
                #expect(foreign.status == 404)
                #expect(foreign.code == "reconciliation_not_found")
                #expect(try await client.sign(reconciliation: reconciliation.description).status == 201)
                let linked = try await client.call(
                    "POST", "/files/\(file)/link", "{\"reconciliation_id\":\"\(reconciliation)\"}")
                #expect(linked.json["reconciliation_id"]?.string == reconciliation.description)
            }
        }
    }

    @Test func refusesTheEleventhSigningWithinAMinuteAndSaysWhenToAskAgain() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let statuses = try await withThrowingTaskGroup(of: MatchBotClient.Answer.self) { group in
                    for _ in 0..<11 { group.addTask { try await client.sign() } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(statuses.count { $0.status == 201 } == 10)
                let refused = try #require(statuses.first { $0.status == 429 })
                #expect(refused.code == "rate_limited")
                let wait = refused.response.headers.first { $0.name.lowercased() == "retry-after" }?.value
                #expect((1...60).contains(Int(wait ?? "") ?? 0))
                let other = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                #expect(try await other.sign().status == 201)
            }
        }
    }
}
