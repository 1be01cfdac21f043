import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// Hostile and mistaken requests: each gets its own 4xx problem, nothing is stored, and nothing secret is logged.
@Suite(.serialized, .sharedServer) struct BadInputTests {
    private func client(token: String? = nil) async throws -> MatchBotClient {
        let shared = try SharedServer.required()
        let own = try await shared.service.tokens.token(for: UUID())
        return MatchBotClient(shared.service, shared.server, token: token ?? own)
    }

    private func expectNothingStored(_ location: SourceLocation = #_sourceLocation) async throws {
        let service = try SharedServer.required().service
        let count = try await service.database.query(.once("count", "SELECT 1 FROM file_uploads")).count
        #expect(count == 0, sourceLocation: location)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"filename\":\"a.csv\",}", "nul", "{\"filename\":\"a.csv\" \"file_type\":1}", "'a'",
        "\u{FEFF}{}",
        "{\"filename\":\"\\ud800.csv\",\"file_type\":\"source\"}", "{\"a\":01}", "{} {}",
    ])
    func refusesWhatIsNotJSON(_ body: String) async throws {
        let answer = try await client().call("POST", "/files/sign_upload", body)
        #expect(answer.status == 400)
        #expect(answer.code == "malformed_request")
        #expect(answer.response.mediaType == "application/problem+json")
        try await expectNothingStored()
    }

    @Test func refusesDeepNestingWithoutFallingOver() async throws {
        let body = String(repeating: "[", count: 100_000)
        #expect(try await client().call("POST", "/files/sign_upload", body).status == 400)
        let nested = "{\"file_id\":" + String(repeating: "{\"a\":", count: 5_000)
        #expect(try await client().call("POST", "/files/confirm", nested).status == 400)
    }

    @Test func refusesABodyOverOneMebibyte() async throws {
        let body = "{\"filename\":\"" + String(repeating: "a", count: 1_100_000) + ".csv\",\"file_type\":\"source\"}"
        let answer = try await client().call("POST", "/files/sign_upload", body)
        #expect(answer.status == 413)
        #expect(answer.code == "content_too_large")
        try await expectNothingStored()
    }

    @Test(arguments: [
        ("[]", "", "type"), ("{}", "/filename", "required"),
        ("{\"filename\":7,\"file_type\":\"source\"}", "/filename", "type"),
        ("{\"filename\":\"a.csv\",\"file_type\":\"both\"}", "/file_type", "enum"),
        ("{\"filename\":\"a.csv\",\"filename\":\"b.csv\",\"file_type\":\"source\"}", "/filename", "duplicate"),
        ("{\"filename\":\"a.csv\",\"file_type\":\"source\",\"file_size_bytes\":0}", "/file_size_bytes", "minimum"),
        ("{\"filename\":\"a.csv\",\"file_type\":\"source\",\"file_size_bytes\":-1}", "/file_size_bytes", "minimum"),
        (
            "{\"filename\":\"a.csv\",\"file_type\":\"source\",\"file_size_bytes\":104857601}", "/file_size_bytes",
            "maximum"
        ),
        ("{\"filename\":\"a.csv\",\"file_type\":\"source\",\"file_size_bytes\":1.5}", "/file_size_bytes", "type"),
        (
            "{\"filename\":\"a.csv\",\"file_type\":\"source\",\"file_size_bytes\":9223372036854775808}",
            "/file_size_bytes", "format"
        ),
        ("{\"filename\":\"a.csv\",\"file_type\":\"source\",\"content_type\":\"text/html\"}", "/content_type", "enum"),
        (
            "{\"filename\":\"a.xlsx\",\"file_type\":\"source\",\"content_type\":\"text/csv\"}", "/content_type",
            "content_type"
        ),
        ("{\"filename\":\"a.csv\",\"file_type\":\"source\",\"upload_method\":\"put\"}", "/file_size_bytes", "required"),
        (
            "{\"filename\":\"a.csv\",\"file_type\":\"source\",\"reconciliation_id\":\"7\"}", "/reconciliation_id",
            "format"
        ),
    ])
    func namesThePlaceAndTheKeywordThatIsBroken(_ body: String, pointer: String, reason: String) async throws {
        let answer = try await client().call("POST", "/files/sign_upload", body)
        #expect(answer.status == 422)
        #expect(answer.code == "validation_failed")
        let violations = answer.json["violations"]?.elements ?? []
        #expect(
            violations.contains { $0["pointer"]?.string == pointer && $0["reason"]?.string == reason },
            "\(String(decoding: answer.response.body, as: UTF8.self))")
        try await expectNothingStored()
    }

    @Test(arguments: [
        "{\"a\":1e200000}", "{\"a\":[{\"b\":1e131000}]}", "{\"a\":\"\(String(repeating: "x", count: 20_000))\"}",
    ])
    func refusesMetadataThatCannotBeKept(_ metadata: String) async throws {
        let client = try await client()
        let file = try await client.sign().json["file_id"]?.string ?? ""
        let answer = try await client.confirm(file, metadata: metadata)
        #expect(answer.status == 422)
        #expect(answer.json["violations"]?[0]?["pointer"]?.string == "/metadata")
        #expect(try await client.call("DELETE", "/files/\(file)").status == 204)
    }

    @Test(arguments: [
        "../../etc/passwd.csv", "..\\windows.csv", "C:\\x.csv", "a/b.csv", "a\u{0}b.csv", "a\u{7}b.csv", "a\nb.csv",
        "invoice\u{202E}vsc.csv", "x.exe", "csv", ".csv", "a.csv\n", String(repeating: "n", count: 296) + ".csv",
    ])
    func refusesNamesThatAreNone(_ name: String) async throws {
        let answer = try await client().sign(filename: name)
        #expect(answer.status == 422)
        #expect(answer.json["violations"]?[0]?["pointer"]?.string == "/filename")
        try await expectNothingStored()
    }

    @Test(arguments: [
        "a b.csv", "quote\"; drop.csv", "100%.CSV", "naïve résumé.xlsx", "日本語の名前.csv", "👩‍👩‍👧.csv",
        "'; DROP TABLE file_uploads;--.csv", String(repeating: "n", count: 251) + ".csv",
    ])
    func keepsUnusualNamesByteForByte(_ name: String) async throws {
        let client = try await client()
        let answer = try await client.sign(filename: name)
        #expect(answer.status == 201)
        let file = answer.json["file_id"]?.string ?? ""
        #expect(try await client.call("GET", "/files/\(file)").json["filename"]?.string == name)
        #expect(try await client.call("DELETE", "/files/\(file)").status == 204)
    }

    @Test func answersEveryBadTokenAlike() async throws {
        let tokens = try SharedServer.required().service.tokens
        let user = UUID().uuidString.lowercased()
        let good = try await tokens.token(subject: user)
        let parts = good.split(separator: ".").map(String.init)
        let none = Data("{\"alg\":\"none\"}".utf8).base64EncodedString().replacing("=", with: "")
        let bad = [
            "x", "a.b.c", "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])", String(good.dropLast(4)) + "AAAA",
            try await tokens.token(subject: user, expiresIn: -120),
            try await tokens.token(subject: user, notBefore: 120),
            try await tokens.token(subject: user, secret: "another secret of at least thirty-two bytes"),
            try await tokens.token(subject: "someone"), try await tokens.token(subject: nil),
            try await tokens.token(subject: user, expiresIn: nil),
        ]
        var bodies: Set<String> = []
        for token in bad {
            let answer = try await client(token: token).call("GET", "/files")
            #expect(answer.status == 401, "\(token)")
            bodies.insert("\(answer.code ?? "") \(answer.json["detail"]?.string ?? "")")
        }
        #expect(bodies.count == 1)
        #expect(try await client(token: good).call("GET", "/files").status == 200)
        let log = try await completeLog()
        for token in bad + [good] where token.utf8.count > 20 {
            #expect(!log.contains(token.split(separator: ".").last.map(String.init) ?? token))
        }
    }

    /// The log once a request that was made now stands in it, so that everything before does too.
    private func completeLog() async throws -> String {
        let shared = try SharedServer.required()
        let mark = UUID().uuidString
        _ = try await shared.service.send("GET", shared.server.url + "/" + mark)
        let log = try await shared.service.eventually { shared.server.log.contains(mark) ? shared.server.log : nil }
        return try #require(log)
    }

    @Test func logsNoSecretAndNoSignedURL() async throws {
        let shared = try SharedServer.required()
        let signed = try await client().sign(size: 10, contentType: "text/csv")
        let file = signed.json["file_id"]?.string ?? ""
        #expect(signed.status == 201)
        _ = try await shared.service.database.query(.once("forget", "DELETE FROM file_uploads"))
        let log = try await completeLog()
        let url = signed.json["upload_url"]?.string ?? ""
        #expect(!file.isEmpty && !url.isEmpty)
        for secret in [
            shared.service.environment.secretKey, shared.service.tokens.secret, "X-Amz-Signature",
            URLComponents(string: shared.service.environment.databaseURL)?.password ?? "-none-",
        ] {
            #expect(!log.contains(secret))
        }
    }

    @Test(arguments: [
        ("GET", "/files?limit=0", 422), ("GET", "/files?limit=501", 422), ("GET", "/files?limit=ten", 422),
        ("GET", "/files?cursor=zzz", 422), ("GET", "/files?status=lost", 422), ("GET", "/files?limit=1&limit=2", 422),
        ("GET", "/files/none/status", 422), ("GET", "/files/%00", 422), ("GET", "/nothing", 404),
        ("PATCH", "/files", 405),
    ])
    func answersBadAddressesAndParametersWithProblems(_ method: String, path: String, status: Int) async throws {
        let answer = try await client().call(method, path)
        #expect(answer.status == status)
        #expect(answer.response.mediaType == "application/problem+json")
    }
}
