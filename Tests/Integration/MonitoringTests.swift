import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// The figures of a running service, before and after one thing of each kind was done.
@Suite(.serialized) struct MonitoringTests {
    private static let content = Array(
        "date,amount,description\n2026-01-05,-12.50,Coffee\n2026-01-06,three,Tea\n2026-01-07,1200.00,Salary\n".utf8)

    @Test func everyKindOfWorkMovesItsFiguresByAsMuchAsWasDone() async throws {
        try await ServiceFixture.with { service in
            let user = UUID()
            try await service.withServer(["QUOTA_FILES": "1"]) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: user))
                let before = try await MetricsPage.read(service, server)

                let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
                let file = try #require(signed.json["file_id"]?.string)
                #expect(try await client.confirm(file).status == 409)
                #expect(try await client.upload(Self.content, signed).status == 200)
                #expect(try await client.confirm(file).status == 200)
                #expect(try await client.finalStatus(file)?["status"]?.string == "ready")
                #expect(try await client.call("POST", "/files/\(file)/download_url").status == 200)
                #expect(try await client.sign().status == 403)
                try await refuse(service, server)
                // The worker tells the end of its job after the file is ready.
                let outcome = #"matchbot_job_outcomes_total{kind="ingest",outcome="ready"}"#
                _ = try await service.eventually { try await MetricsPage.read(service, server)[outcome] }

                let after = try await MetricsPage.read(service, server)
                for (series, change) in Self.expected {
                    #expect((after[series] ?? 0) - (before[series] ?? 0) == change, "\(series)")
                }
                #expect((after["matchbot_storage_downloaded_bytes_total"] ?? 0) >= Double(Self.content.count))
                #expect(after["matchbot_file_size_bytes_sum{action=\"upload\"}"] == Double(Self.content.count))
                // The scrape itself.
                #expect(after["matchbot_http_requests_in_flight"] == 1)
                #expect(after["matchbot_storage_breaker_open"] == 0)
                #expect((after["matchbot_database_wait_seconds_count"] ?? 0) > 0)
            }
            // Usage is read when a server starts, and then once a minute.
            try await service.withServer(["METRICS_SAMPLE_SECONDS": "1", "QUOTA_FILES": "1"]) { server in
                let page = try await service.eventually { () -> MetricsPage? in
                    let page = try await MetricsPage.read(service, server)
                    let names = ["matchbot_users", "matchbot_jobs_dead{kind=\"ingest\"}"]
                    return (names + ["matchbot_storage_clock_offset_seconds"]).allSatisfy { page[$0] != nil }
                        ? page : nil
                }
                let sampled = try #require(page)
                let user = "{user_id=\"\(user.uuidString.lowercased())\"}"
                #expect(sampled["matchbot_user_storage_bytes\(user)"] == Double(Self.content.count))
                #expect(sampled["matchbot_user_files\(user)"] == 1)
                #expect(sampled["matchbot_users_near_quota"] == 1 && sampled["matchbot_quota_files"] == 1)
                #expect(sampled["matchbot_jobs_dead{kind=\"ingest\"}"] == 0)
                #expect(abs(sampled["matchbot_storage_clock_offset_seconds"] ?? 60) < 5)
            }
        }
    }

    /// What is refused before any operation, by no token, a bad one, no operation, or a body without end.
    private func refuse(_ service: ServiceFixture, _ server: ServerProcess) async throws {
        #expect(try await service.send("GET", server.url + "/api/v1/files").status == 401)
        let bad = [("Authorization", "Bearer nonsense")]
        #expect(try await service.send("GET", server.url + "/api/v1/files", headers: bad).status == 401)
        #expect(try await service.send("GET", server.url + "/nowhere").status == 404)
        #expect(try await service.send("PUT", server.url + "/api/v1/files").status == 405)
        let token = try await service.tokens.token(for: UUID())
        let long = try await service.send(
            "POST", server.url + "/api/v1/files/confirm",
            headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")],
            body: [UInt8](repeating: 0x20, count: 2 << 20))
        #expect(long.status == 413)
    }

    private static let expected: [(String, Double)] = [
        (#"matchbot_http_requests_total{operation="signUpload",status="201"}"#, 1),
        (#"matchbot_http_requests_total{operation="signUpload",status="403"}"#, 1),
        (#"matchbot_http_requests_total{operation="confirmUpload",status="200"}"#, 1),
        (#"matchbot_http_requests_total{operation="confirmUpload",status="409"}"#, 1),
        (#"matchbot_http_requests_total{operation="confirmUpload",status="413"}"#, 1),
        (#"matchbot_http_requests_total{operation="listFiles",status="401"}"#, 2),
        (#"matchbot_http_requests_total{operation="none",status="404"}"#, 1),
        (#"matchbot_http_requests_total{operation="none",status="405"}"#, 1),
        (#"matchbot_http_request_duration_seconds_count{operation="confirmUpload"}"#, 3),
        (#"matchbot_authentication_failures_total{reason="missing"}"#, 1),
        (#"matchbot_authentication_failures_total{reason="rejected"}"#, 1),
        (#"matchbot_file_operations_total{action="upload",outcome="success"}"#, 1),
        (#"matchbot_file_operations_total{action="upload",outcome="not_found"}"#, 1),
        (#"matchbot_file_operations_total{action="download",outcome="success"}"#, 1),
        (#"matchbot_storage_calls_total{operation="head",outcome="object_not_found"}"#, 1),
        (#"matchbot_storage_calls_total{operation="copy",outcome="success"}"#, 1),
        (#"matchbot_storage_call_duration_seconds_count{operation="copy"}"#, 1),
        (#"matchbot_job_outcomes_total{kind="ingest",outcome="ready"}"#, 1),
        (#"matchbot_job_duration_seconds_count{kind="ingest"}"#, 1),
        (#"matchbot_ingestion_rows_total{outcome="stored"}"#, 2),
        (#"matchbot_ingestion_rows_total{outcome="rejected"}"#, 1),
        (#"matchbot_ingestion_bytes_total{outcome="ready"}"#, Double(content.count)),
    ]

    @Test func countsAStoreThatIsDownAndWhatIsDeferredBecauseOfIt() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["MINIO_ENDPOINT": "127.0.0.1:1", "METRICS_SAMPLE_SECONDS": "1"]) { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign()
                #expect(try await client.confirm(signed.json["file_id"]?.string ?? "").status == 202)
                let page = try #require(
                    try await service.eventually { () -> MetricsPage? in
                        let page = try await MetricsPage.read(service, server)
                        return page["matchbot_sample_failures_total{sample=\"storage\"}"] ?? 0 > 0 ? page : nil
                    })
                #expect(page[#"matchbot_file_operations_total{action="upload",outcome="deferred"}"#] == 1)
                #expect(
                    page[#"matchbot_storage_calls_total{operation="head",outcome="connection_refused"}"#] ?? 0 > 0
                        || page[#"matchbot_storage_calls_total{operation="head",outcome="circuit_open"}"#] ?? 0 > 0)
                #expect(page["matchbot_storage_clock_offset_seconds"] == nil)
            }
        }
    }

    /// What is watched and what is shown must be the same: a name that only an alert or a panel knows is never seen again.
    @Test func theOutputIsPrometheusTextAndHasEveryNameThatIsWatched() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer(["METRICS_SAMPLE_SECONDS": "1"]) { server in
                let answer = try await service.send("GET", server.url + "/metrics")
                #expect(answer.mediaType == "text/plain; version=0.0.4; charset=utf-8")
                let page = MetricsPage(String(decoding: answer.body, as: UTF8.self))
                let check = try await CommandRun.run(
                    TestEnvironment.promtool(), ["check", "metrics"], input: Array(page.text.utf8))
                #expect(check.status == 0, "\(check.output)\(check.errors)")
                let names = page.names
                for path in [
                    "deploy/prometheus/alerts.yml", "deploy/grafana/matchbot-files.json", "docs/operations.md",
                ] {
                    let text = try String(contentsOf: TestEnvironment.checkout.appending(path: path), encoding: .utf8)
                    let used = MetricsPage.names(in: text)
                    #expect(!used.isEmpty, "\(path)")
                    #expect(used.subtracting(names).isEmpty, "\(path) names what is not shown")
                }
                // The other way round: whatever is shown is explained.
                let table = try String(
                    contentsOf: TestEnvironment.checkout.appending(path: "docs/operations.md"), encoding: .utf8)
                #expect(
                    page.families.subtracting(MetricsPage.names(in: table)).isEmpty, "docs/operations.md lacks some")
            }
        }
    }
}
