import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// Quotas, idempotency keys and rate limits of users, as their clients meet them.
@Suite(.serialized) struct AccountTests {
    private static let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)

    private func withClient(
        _ changes: [String: String] = [:], _ body: (ServiceFixture, ServerProcess, MatchBotClient) async throws -> Void
    ) async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(changes) { server in
                let token = try await service.tokens.token(for: UUID())
                try await body(service, server, MatchBotClient(service, server, token: token))
            }
        }
    }

    private func sign(
        _ client: MatchBotClient, key: String, body: String = #"{"filename": "a.csv", "file_type": "source"}"#
    ) async throws -> MatchBotClient.Answer {
        try await client.call("POST", "/files/sign_upload", body, headers: [("Idempotency-Key", key)])
    }

    @Test func theQuotaOfTheOperatorHoldsAndIsGivenBackByADeletion() async throws {
        try await withClient(["QUOTA_FILES": "2", "QUOTA_BYTES": "1000"]) { _, _, client in
            let first = try await client.sign(size: 600, contentType: "text/csv")
            #expect(first.status == 201)
            let large = try await client.sign(size: 401, contentType: "text/csv")
            #expect(large.status == 403 && large.code == "quota_exceeded")
            #expect(large.json["quota"]?["bytes"]?["used"]?.integer == 600)
            #expect(large.json["quota"]?["bytes"]?["limit"]?.integer == 1_000)
            #expect(large.json["detail"]?.string?.contains("401 more") == true)
            // Without a size it may become as large as the contract allows.
            #expect(try await client.sign().code == "quota_exceeded")
            #expect(try await client.sign(size: 1, contentType: "text/csv").status == 201)
            let third = try await client.sign(size: 1, contentType: "text/csv")
            #expect(third.json["detail"]?.string?.contains("2 of 2 files") == true)
            #expect(try await client.call("GET", "/usage").json["files"]?["used"]?.integer == 2)
            let file = first.json["file_id"]?.string ?? ""
            #expect(try await client.call("DELETE", "/files/\(file)").status == 204)
            #expect(try await client.sign(size: 1, contentType: "text/csv").status == 201)
        }
    }

    @Test func aNullMeansTheSameAsAnAbsentValue() async throws {
        try await withClient { _, _, client in
            let put = #"{"filename":"a.csv","file_type":"source","upload_method":"put","file_size_bytes":null}"#
            let refused = try await sign(client, key: "put", body: put)
            #expect(refused.status == 422)
            for body in [
                #"{"filename":"a.csv","file_type":"source","content_type":null,"file_size_bytes":100}"#,
                #"{"filename":"a.csv","file_type":"source","content_type":"text/csv","file_size_bytes":null}"#,
            ] {
                let signed = try await sign(client, key: "\(body.utf8.count)", body: body)
                #expect(signed.status == 201)
                #expect(signed.json["method"]?.string?.lowercased() == "post")
            }
            let absent = try await sign(client, key: "same")
            let null = #"{"filename":"a.csv","file_type":"source","content_type":null,"reconciliation_id":null}"#
            let repeated = try await sign(client, key: "same", body: null)
            #expect(repeated.status == 201 && repeated.response.body == absent.response.body)
        }
    }

    @Test func aRepeatedRequestGetsTheSameAnswerToTheByteAndItsURLWorks() async throws {
        try await withClient { _, _, client in
            let length = Self.content.count
            let body =
                #"{"filename":"a.csv","file_type":"source","content_type":"text/csv","file_size_bytes":\#(length)}"#
            let first = try await sign(client, key: "\"one\"", body: body)
            #expect(first.status == 201)
            // Another second, another way to write the same.
            try await Task.sleep(for: .milliseconds(1_100))
            let reordered = """
                { "file_size_bytes": \(length), "content_type": "text/csv",
                  "file_type": "source", "filename": "a.csv" }
                """
            for _ in 0..<15 {
                let again = try await sign(client, key: "one", body: reordered)
                #expect(again.status == 201 && again.response.body == first.response.body)
            }
            let again = try await sign(client, key: "one", body: body)
            #expect(try await client.upload(Self.content, again).status == 200)
            #expect(try await client.confirm(again.json["file_id"]?.string ?? "").status == 200)
            #expect(try await client.call("GET", "/files").json["files"]?.elements.count == 1)
        }
    }

    @Test func aRepeatedFormIsTheSameToTheByte() async throws {
        try await withClient { _, _, client in
            let first = try await sign(client, key: "form")
            try await Task.sleep(for: .milliseconds(1_100))
            let again = try await sign(client, key: "form")
            #expect(first.status == 201 && again.response.body == first.response.body)
            #expect(try await client.upload(Self.content, again).status == 204)
        }
    }

    @Test func duplicatesAtTheSameTimeMakeOneFile() async throws {
        try await withClient { _, _, client in
            let answers = try await withThrowingTaskGroup(of: MatchBotClient.Answer.self) { group in
                for _ in 0..<20 { group.addTask { try await sign(client, key: "together") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(Set(answers.compactMap { $0.json["file_id"]?.string }).count == 1)
            #expect(try await client.call("GET", "/files").json["files"]?.elements.count == 1)
        }
    }

    @Test(arguments: [String(repeating: "x", count: 256), "", "with space", "k\u{E9}y"])
    func aKeyThatCannotBeOneIsRefused(_ key: String) async throws {
        try await withClient { _, _, client in
            let answer = try await sign(client, key: key)
            #expect([400, 422].contains(answer.status), "\(answer.status)")
            #expect(try await client.call("GET", "/files").json["files"]?.elements.isEmpty == true)
        }
    }

    @Test func aPageMaySendTheKey() async throws {
        try await withClient { service, _, client in
            let headers = [
                ("Origin", "https://app.example.org"), ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "idempotency-key"),
            ]
            let answer = try await service.send("OPTIONS", client.url + "/files/sign_upload", headers: headers)
            let allowed = answer.headers.first { $0.name.lowercased() == "access-control-allow-headers" }?.value
            #expect(allowed?.lowercased().contains("idempotency-key") == true)
        }
    }

    /// No handler knows of it: the contract declares the limit, and it holds.
    @Test func aDeclaredRateLimitHoldsForAnOperationThatDoesNotCountItself() async throws {
        try await withClient { service, server, client in
            let answers = try await withThrowingTaskGroup(of: MatchBotClient.Answer.self) { group in
                for _ in 0..<80 { group.addTask { try await client.call("GET", "/usage") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0.status == 200 }.count == 60)
            let refused = answers.filter { $0.status == 429 }
            #expect(refused.count == 20)
            for answer in refused {
                let pause = answer.response.headers.first { $0.name.lowercased() == "retry-after" }.flatMap {
                    Int($0.value)
                }
                #expect((50...60).contains(try #require(pause)))
                #expect(answer.code == "rate_limited")
            }
            let other = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
            #expect(try await other.call("GET", "/usage").status == 200)
            #expect(try await client.sign().status == 201)
        }
    }

    /// Row 34 of the threats: whoever asks is known by the token, wherever the request says that it comes from.
    @Test func noHeaderThatNamesAnotherClientGetsRoundTheRateLimit() async throws {
        try await withClient { service, server, client in
            let body = #"{"filename": "a.csv", "file_type": "source"}"#
            var statuses: [Int] = []
            for number in 0..<11 {
                let origin = "203.0.113.\(number)"
                let headers = [
                    ("X-Forwarded-For", origin), ("X-Real-IP", origin), ("Forwarded", "for=\(origin)"),
                    ("True-Client-IP", origin), ("X-User-ID", UUID().uuidString),
                ]
                statuses.append(try await client.call("POST", "/files/sign_upload", body, headers: headers).status)
            }
            #expect(statuses == Array(repeating: 201, count: 10) + [429])
            // Another user of the same address is not the one who asked too often.
            let token = try await service.tokens.token(for: UUID())
            let other = MatchBotClient(service, server, token: token)
            let headers = [("X-Forwarded-For", "203.0.113.1")]
            #expect(try await other.call("POST", "/files/sign_upload", body, headers: headers).status == 201)
        }
    }
}
