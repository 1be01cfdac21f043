import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// Who did what to which file, as an operator reads it.
@Suite(.serialized) struct AuditTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)

    private func withUsers(
        _ body: (ServiceFixture, (id: UUID, client: MatchBotClient), (id: UUID, client: MatchBotClient)) async throws
            -> Void
    ) async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                var users: [(UUID, MatchBotClient)] = []
                for _ in 0..<2 {
                    let id = UUID()
                    let token = try await service.tokens.token(for: id)
                    users.append((id, MatchBotClient(service, server, token: token)))
                }
                try await body(service, users[0], users[1])
            }
        }
    }

    private func events(_ arguments: [String], _ service: ServiceFixture) async throws -> [JSONValue] {
        let run = try await CommandRun.matchbot(
            ["audit", "--json"] + arguments, environment: service.serverEnvironment)
        try #require(run.status == 0, "\(run.errors)")
        return try JSONValue.read(jsonBytes: Array(run.output.utf8)).elements
    }

    private func requestID(_ answer: MatchBotClient.Answer) -> String? {
        answer.response.headers.first { $0.name.lowercased() == "x-request-id" }?.value
    }

    @Test func aFilesWholeLifeIsToldWithItsRequestsAlsoAfterItsDeletion() async throws {
        try await withUsers { service, owner, _ in
            let client = owner.client
            let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
            let file = try #require(signed.json["file_id"]?.string)
            #expect(try await client.upload(Self.content, signed).status == 200)
            let confirmed = try await client.confirm(file)
            #expect(confirmed.status == 200)
            #expect(try await client.finalStatus(file)?["status"]?.string == "ready")
            let download = try await client.call("POST", "/files/\(file)/download_url")
            #expect(download.status == 200)
            let deleted = try await client.call("DELETE", "/files/\(file)")
            #expect(deleted.status == 204)

            // The worker deletes the object a little later.
            let all = try await service.eventually {
                let events = try await self.events(["--file", file], service)
                return events.count > 6 ? events : nil
            }
            let events = try #require(all).reversed()
            #expect(
                events.map { $0["action"]?.string ?? "" }
                    == ["sign", "confirm", "process", "ready", "download", "delete", "remove_object"])
            #expect(events.last?["actor"]?.string == "worker")
            #expect(events.allSatisfy { $0["user_id"]?.string?.uppercased() == owner.id.uuidString })
            #expect(
                events.map { $0["request_id"]?.string }
                    == [
                        requestID(signed), requestID(confirmed), nil, nil, requestID(download), requestID(deleted), nil,
                    ])
            #expect(try await self.events(["--user", owner.id.uuidString], service).count == 7)

            let text = try await CommandRun.matchbot(["audit", "--file", file], environment: service.serverEnvironment)
            #expect(text.status == 0 && text.output.contains("download") && text.output.contains(file))
            let neither = try await CommandRun.matchbot(["audit"], environment: service.serverEnvironment)
            #expect(neither.status != 0)
        }
    }

    /// Row 12 of the threats: another user's file answers as an unknown one, and the trail tells them apart.
    @Test func anothersFileAnswersAsAnUnknownOneAndTheTrailTellsThemApart() async throws {
        try await withUsers { service, owner, stranger in
            let file = try #require(try await owner.client.sign().json["file_id"]?.string)
            let unknown = UUID().uuidString.lowercased()
            let requests: [@Sendable (String) -> (String, String, String?)] = [
                { ("GET", "/files/\($0)", nil) }, { ("GET", "/files/\($0)/status", nil) },
                { ("DELETE", "/files/\($0)", nil) }, { ("POST", "/files/\($0)/download_url", nil) },
                { ("GET", "/files/\($0)/transactions", nil) }, { ("GET", "/files/\($0)/rejected_rows", nil) },
                { ("POST", "/files/confirm", "{\"file_id\":\($0.json)}") },
                { ("POST", "/files/\($0)/link", "{\"reconciliation_id\":\(UUID().uuidString.json)}") },
            ]
            for request in requests {
                var shapes: [[String]] = []
                for identifier in [file, unknown] {
                    let (method, path, body) = request(identifier)
                    let answer = try await stranger.client.call(method, path, body)
                    #expect(answer.status == 404 && answer.code == "file_not_found")
                    let id = answer.json["request_id"]?.string ?? "?"
                    let text = String(decoding: answer.response.body, as: UTF8.self).replacing(id, with: "ID")
                    let headers = answer.response.headers
                        // A moment and a trace are each answer's own.
                        .filter { !["date", "traceresponse"].contains($0.name.lowercased()) }
                        .map { "\($0.name): \($0.value.replacing(id, with: "ID"))" }
                    shapes.append([text] + headers.sorted())
                }
                #expect(shapes[0] == shapes[1])
            }
            for (identifier, reason) in [(file, "file_of_another_user"), (unknown, "no_such_file")] {
                let refused = try await events(["--file", identifier], service).filter {
                    $0["outcome"]?.string == "refused"
                }
                #expect(refused.count == requests.count)
                #expect(refused.allSatisfy { $0["details"]?["reason"]?.string == reason })
                #expect(refused.allSatisfy { $0["user_id"]?.string?.uppercased() == stranger.id.uuidString })
                #expect(refused.allSatisfy { $0["request_id"]?.string?.isEmpty == false })
                #expect(
                    Set(refused.compactMap { $0["details"]?["operation"]?.string }) == [
                        "getFile", "getFileStatus", "deleteFile", "createDownloadURL", "listTransactions",
                        "listRejectedRows", "confirmUpload", "linkFile",
                    ])
            }
            let owners = try await events(["--user", owner.id.uuidString], service)
            #expect(owners.filter { $0["outcome"]?.string == "refused" }.count == requests.count)
        }
    }
}
