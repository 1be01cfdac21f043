import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// A store that works, but fails for the objects of one user again and again, as when one of its disks is broken.
@Suite(.serialized) struct ObjectFailureTests {
    /// How many kinds of work were given up, of `ingest`, `confirm` and `delete_object`; a file's deletion may be two jobs.
    private static let dead = "SELECT count(DISTINCT kind) FROM jobs WHERE state = 'dead'"

    /// Were it an outage, their jobs would wait for ever; after five attempts, at least an hour in all, a person decides.
    @Test func jobsOfObjectsThatAloneFailAreGivenUpAndComeBackByCommand() async throws {
        try await FaultedService.with(.seaweedFS, ["INGESTION_WORKERS": "3"]) { faulted in
            let client = faulted.client
            let ready = try await faulted.upload(FaultedFiles.content)
            #expect(try await client.confirm(ready).status == 200)
            #expect(try await client.finalStatus(ready)?["status"]?.string == "ready")
            try await faulted.holdIngestions()
            let confirmed = try await faulted.upload(FaultedFiles.content)
            #expect(try await client.confirm(confirmed).status == 200)
            let uploaded = try await faulted.upload(FaultedFiles.content)
            try await faulted.stopHolding()
            // The deletions of the uploads, for later, would fail as well; one deletion is enough.
            try await faulted.sql("DELETE FROM jobs WHERE kind = 'delete_object'")
            var row = try #require(try await faulted.sql("SELECT DISTINCT user_id::text FROM file_uploads").first)
            let user = try row.text()

            try await faulted.store.set(
                .storeError("500 Internal Server Error", code: "InternalError", forObject: user))
            #expect(try await client.confirm(uploaded).status == 202)
            #expect(try await client.call("DELETE", "/files/\(ready)").status == 204)
            let other = MatchBotClient(
                faulted.service, faulted.server, token: try await faulted.service.tokens.token(for: UUID()))
            let signed = try await other.sign(size: FaultedFiles.content.count, contentType: "text/csv")
            _ = try await other.upload(FaultedFiles.content, signed)
            let whole = signed.json["file_id"]?.string ?? ""
            faulted.expect(try await other.confirm(whole), [200, 202], "another user's file")

            let areDead = try await faulted.service.eventually(within: 180) {
                try await faulted.releaseJobs()
                try await Task.sleep(for: .milliseconds(500))
                return try await faulted.number(Self.dead) == 3 ? true : nil
            }
            #expect(areDead == true, "\(faulted.server.log.suffix(4_000))")
            #expect(
                try await faulted.number("SELECT count(*) FROM jobs WHERE state = 'dead' AND attempts <> 5") == 0)
            let untold =
                "SELECT count(*) FROM jobs WHERE state = 'dead' AND last_error NOT LIKE '%works for another object'"
            #expect(try await faulted.number(untold) == 0)
            for file in [confirmed, uploaded] { #expect(try await faulted.status(of: file) == "failed") }
            #expect(try await other.finalStatus(whole)?["status"]?.string == "ready")

            try await faulted.store.set(nil)
            let retry = try await CommandRun.matchbot(
                ["jobs", "retry", "--all-dead"], environment: faulted.environment)
            #expect(retry.status == 0, "\(retry.errors)")
            let isOver = try await faulted.service.eventually(within: 40) {
                try await faulted.releaseJobs()
                let states = [try await faulted.status(of: confirmed), try await faulted.status(of: uploaded)]
                let left = try await faulted.number("SELECT count(*) FROM jobs WHERE state <> 'done'")
                return states == ["ready", "ready"] && left == 0 ? true : nil
            }
            #expect(isOver == true, "\(faulted.server.log.suffix(4_000))")
            try await Invariants.expect(faulted)
            let page = try await faulted.service.objects.list(
                bucket: faulted.service.storage.buckets.temporaryUploads, prefix: "health/", continuationToken: nil,
                limit: 10)
            #expect(page.objects.isEmpty, "trials must leave nothing behind")
        }
    }
}
