import ContractRuntime
import Foundation
import TestSupport
import Testing

/// A store that sends every request to another address, where the same store answers: nobody goes there, for the signature
/// is for one address, and no file is lost until the configuration has been put right.
@Suite(.serialized) struct RedirectTests {
    /// A status and the code that S3 sends with it.
    struct Redirect: Sendable, CustomTestStringConvertible {
        let status: String
        let code: String
        var testDescription: String { status }

        static let all = [
            Redirect(status: "301 Moved Permanently", code: "PermanentRedirect"),
            Redirect(status: "307 Temporary Redirect", code: "TemporaryRedirect"),
        ]
    }

    @Test(arguments: Redirect.all, TestEnvironment.Store.allCases)
    func aConfirmationWaitsUntilTheStoreAnswersItself(
        _ redirect: Redirect, _ store: TestEnvironment.Store
    ) async throws {
        try await FaultedService.with(store) { faulted in
            let client = faulted.client
            let elsewhere = try await FaultProxy.start(to: faulted.service.environment.endpoint(of: store))
            try await faulted.awaitPreparedBuckets()
            let file = try await faulted.upload(FaultedFiles.content)
            try await faulted.store.set(
                .storeError(
                    redirect.status, code: redirect.code, headers: ["Location: http://\(elsewhere.endpoint)/"]))

            let accepted = try await client.confirm(file)
            #expect(accepted.status == 202)
            #expect(accepted.json["status"]?.string == "uploaded")
            #expect(accepted.json["processing_status"]?.string == "queued")
            let ingestion = try #require(accepted.json["file_ingestion_id"]?.string)
            let isPutBack = try await faulted.service.eventually {
                faulted.server.log.contains("\"postponed\"") ? true : nil
            }
            #expect(isPutBack == true, "the job must have met it too:\n\(faulted.server.log.suffix(2_000))")
            let again = try await client.confirm(file)
            #expect(again.status == 202)
            #expect(again.json["file_ingestion_id"]?.string == ingestion)
            #expect(try await faulted.status(of: file) == "uploaded")
            #expect(try await client.call("POST", "/files/\(file)/download_url").code == "not_uploaded")
            let health = try await faulted.service.send("GET", faulted.server.url + "/health/storage")
            #expect(health.status == 503)
            #expect(String(decoding: health.body, as: UTF8.self).contains("\"unexpected_redirect\""))
            let page = try await MetricsPage.read(faulted.service, faulted.server)
            let calls = "matchbot_storage_calls_total{operation=\"head\",outcome=\"unexpected_redirect\"}"
            #expect(page[calls] ?? 0 >= 2)
            #expect(elsewhere.exchanges == 0, "somebody went there")

            try await faulted.store.set(nil)
            let isReady = try await faulted.service.eventually(within: 30) {
                try await faulted.releaseJobs()
                return try await faulted.status(of: file) == "ready" ? true : nil
            }
            #expect(isReady == true, "\(faulted.server.log.suffix(2_000))")
            let confirmed = try await client.confirm(file)
            #expect(confirmed.status == 200)
            #expect(confirmed.json["file_ingestion_id"]?.string == ingestion)
            let rows = try await faulted.number("SELECT count(*) FROM transactions WHERE file_id = '\(file)'")
            #expect(rows == FaultedFiles.rows)
            #expect(elsewhere.exchanges == 0)
            try await Invariants.expect(faulted)
            await elsewhere.close()
        }
    }
}
