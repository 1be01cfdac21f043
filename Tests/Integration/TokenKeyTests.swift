import ContractRuntime
import Foundation
import Storage
import TestSupport
import Testing

/// A service whose tokens an identity provider signs, and whose keys change while it runs.
@Suite struct TokenKeyTests {
    private func status(_ service: ServiceFixture, _ server: ServerProcess, _ key: SigningKey) async throws -> Int {
        let token = try key.token(for: UUID())
        return try await service.send(
            "GET", server.url + "/api/v1/usage", headers: [("Authorization", "Bearer \(token)")]
        ).status
    }

    @Test func followsTheKeysOfAFileWithoutARestart() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        func write(_ text: String) throws { try Data(text.utf8).write(to: file, options: .atomic) }
        let (old, new) = (SigningKey.es256("old"), SigningKey.edDSA("new"))
        try write(SigningKey.set(old))
        try await ServiceFixture.with { service in
            let settings = [
                "JWT_JWKS_FILE": file.path(percentEncoded: false), "JWT_JWKS_REFRESH_SECONDS": "1",
                "JWT_KEY_OVERLAP_SECONDS": "2",
            ]
            try await service.withServer(settings) { server in
                #expect(try await status(service, server, old) == 200)
                #expect(try await status(service, server, new) == 401)
                try write(SigningKey.set(new))
                let isTaken = try await service.eventually {
                    try await status(service, server, new) == 200 ? true : nil
                }
                #expect(isTaken == true)
                // Within its overlap the old key is still taken, then no more.
                #expect(try await status(service, server, old) == 200)
                let isRefused = try await service.eventually {
                    try await status(service, server, old) == 401 ? true : nil
                }
                #expect(isRefused == true)
                #expect(try await status(service, server, new) == 200)
            }
        }
    }

    /// The store plays the provider: the URL of the set is a presigned one, and there is nothing behind it at first.
    @Test func waitsForTheProviderAndGoesOnWithoutIt() async throws {
        try await ServiceFixture.with { service in
            let place = ObjectLocation(bucket: service.storage.buckets.reconciliationReports, key: "keys.json")
            let url = Presigner(configuration: service.storage, now: { Date() }).getObject(
                place, expiresIn: .seconds(600), contentDisposition: nil, contentType: nil
            ).url
            let key = try SigningKey.rs256("key")
            try await service.withServer(["JWT_JWKS_URL": url, "JWT_JWKS_REFRESH_SECONDS": "1"]) { server in
                #expect(try await status(service, server, key) == 401)
                let readiness = try await service.send("GET", server.url + "/health/ready")
                #expect(readiness.status == 503)
                _ = try await service.objects.put(
                    place, bytes: Array(SigningKey.set(key).utf8), contentType: "application/jwk-set+json")
                let isReady = try await service.eventually {
                    try await service.send("GET", server.url + "/health/ready").status == 200 ? true : nil
                }
                #expect(isReady == true)
                #expect(try await status(service, server, key) == 200)
                try await service.objects.delete(place)
                try await Task.sleep(for: .seconds(2))
                #expect(try await status(service, server, key) == 200)
                #expect(try await status(service, server, .es256("unknown")) == 401)
                let metrics = try await service.send("GET", server.url + "/metrics")
                let figures = String(decoding: metrics.body, as: UTF8.self)
                #expect(!figures.contains("matchbot_token_key_reads_total{outcome=\"unexpected_status\"} 0"))
                #expect(figures.contains("matchbot_token_key_reads_total{outcome=\"changed\"} 1"))
            }
        }
    }

    /// Whatever is wrong with a token, the answer says the same.
    @Test func answersEveryBadTokenAlike() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let user = UUID()
                let tokens = [
                    "x", "eyJhbGciOiJub25lIn0.e30.", try SigningKey.es256("k").token(for: user),
                    try await service.tokens.token(subject: user.uuidString, secret: String(repeating: "x", count: 40)),
                    try await service.tokens.token(subject: nil),
                    try await service.tokens.token(subject: "alice"),
                    try await service.tokens.token(subject: user.uuidString, expiresIn: -31),
                    try await service.tokens.token(subject: user.uuidString, expiresIn: nil),
                    try await service.tokens.token(subject: user.uuidString, notBefore: 60),
                ]
                var bodies: Set<String> = []
                for token in tokens {
                    let answer = try await service.send(
                        "GET", server.url + "/api/v1/usage", headers: [("Authorization", "Bearer \(token)")])
                    #expect(answer.status == 401)
                    let text = String(decoding: answer.body, as: UTF8.self)
                    bodies.insert(text.replacing(/"request_id":"[^"]*"/, with: ""))
                }
                #expect(bodies.count == 1)
            }
        }
    }
}
