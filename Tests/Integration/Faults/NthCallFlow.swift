import ContractRuntime
import Foundation
import Metadata
import Storage
import TestSupport
import Testing

/// A flow of the service that is tried with each of its calls lost in turn.
enum NthCallFlow: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sign
    case confirm
    case ingestion
    case deferredConfirmation
    case deletion
    case housekeeping
    case archive

    var testDescription: String { rawValue }

    static let rows: Int64 = 3
    static let content = Array(
        "date,amount,description\n2026-01-05,-12.50,Coffee\n2026-01-06,1200.00,Salary\n2026-01-07,3,Tea\n".utf8)

    /// Brings a file to where the flow begins; returns it, or for signing the key of the request.
    func prepare(_ faulted: FaultedService) async throws -> String {
        guard self != .sign else { return UUID().uuidString }
        let client = faulted.client
        let file = try await faulted.upload(Self.content)
        switch self {
        case .sign, .confirm: break
        case .housekeeping:
            try await faulted.sql(
                """
                UPDATE file_uploads SET created_at = created_at - interval '3 days',
                    upload_expires_at = upload_expires_at - interval '3 days' WHERE id = '\(file)'
                """)
        case .deferredConfirmation:
            try await faulted.store.set(.refuse)
            #expect(try await client.confirm(file).status == 202)
            try await faulted.store.set(nil)
            try await makeJobsDue(faulted)
        case .ingestion:
            #expect(try await client.confirm(file).status == 200)
        case .deletion, .archive:
            #expect(try await client.confirm(file).status == 200)
            try await makeJobsDue(faulted)
            #expect(try await ProxiedParts(faulted: faulted, usesProxies: false).work())
            guard self == .archive else { break }
            try await faulted.sql(
                "UPDATE file_uploads SET processed_at = processed_at - interval '31 days' WHERE id = '\(file)'")
        }
        return file
    }

    /// Goes through the flow while a call is lost. Whatever answers must answer as the contract says.
    func act(_ faulted: FaultedService, _ file: String) async throws {
        let parts = ProxiedParts(faulted: faulted, usesProxies: true)
        switch self {
        case .sign: faulted.expect(try await sign(faulted, file), [201, 503], "sign")
        case .confirm: faulted.expect(try await faulted.client.confirm(file), [200, 202, 503], "confirm")
        case .ingestion, .deferredConfirmation: #expect(try await parts.work(), "jobs are left")
        case .deletion:
            faulted.expect(try await faulted.client.call("DELETE", "/files/\(file)"), [204, 503], "delete")
            try await makeJobsDue(faulted)
            #expect(try await parts.work(), "jobs are left")
        case .housekeeping, .archive: _ = try await parts.keepHouse()
        }
    }

    /// Repeats what a client or the next round would repeat, without faults, and brings everything to its end.
    func settle(_ faulted: FaultedService, _ file: String) async throws {
        let parts = ProxiedParts(faulted: faulted, usesProxies: false)
        switch self {
        case .sign: faulted.expect(try await sign(faulted, file), [201], "sign again")
        case .confirm: faulted.expect(try await faulted.client.confirm(file), [200, 202], "confirm again")
        case .ingestion, .deferredConfirmation: break
        case .deletion:
            faulted.expect(try await faulted.client.call("DELETE", "/files/\(file)"), [204, 404], "delete again")
        case .housekeeping, .archive:
            // The lease of a round that could not give it up runs out.
            try await faulted.sql("DELETE FROM leases")
            // The next round goes on behind a file that it broke off at, and the one after it comes back to it.
            for _ in 0..<2 { #expect(try await parts.keepHouse()) }
        }
        try await makeJobsDue(faulted)
        #expect(try await parts.work(), "jobs are left")
    }

    /// Checks that the flow has done what it is for, once.
    func check(_ faulted: FaultedService, _ file: String, _ context: String) async throws {
        switch self {
        case .sign:
            let records = try await faulted.number("SELECT count(*) FROM idempotency_keys WHERE key = '\(file)'")
            #expect(records == 1, "\(context)")
            let orphans = try await faulted.number(
                """
                SELECT count(*) FROM file_uploads
                WHERE id NOT IN (SELECT file_id FROM idempotency_keys WHERE file_id IS NOT NULL)
                """)
            #expect(orphans == 0, "\(context)")
        case .confirm, .ingestion, .deferredConfirmation, .archive:
            #expect(try await faulted.status(of: file) == "ready", "\(context)")
            let rows = "SELECT count(*) FROM transactions WHERE file_id = '\(file)'"
            #expect(try await faulted.number(rows) == Self.rows, "\(context)")
            let link = try await faulted.client.call("POST", "/files/\(file)/download_url")
            let url = link.json["download_url"]?.string ?? ""
            #expect(url.contains("/archive/") == (self == .archive), "\(context)")
            #expect(try await faulted.service.send("GET", url).body == Self.content, "\(context)")
        case .deletion:
            #expect(try await faulted.status(of: file) == nil, "\(context)")
            try await expectNoObject(of: file, faulted, context)
        case .housekeeping:
            #expect(try await faulted.status(of: file) == "failed", "\(context)")
            try await expectNoObject(of: file, faulted, context)
        }
        try await Invariants.expect(faulted, context)
        guard self == .archive || self == .housekeeping else { return }
        // A round looks at every file, so one that is left would make the next flow longer.
        faulted.expect(try await faulted.client.call("DELETE", "/files/\(file)"), [204], "delete")
        try await makeJobsDue(faulted)
        #expect(try await ProxiedParts(faulted: faulted, usesProxies: false).work(), "jobs are left")
    }

    private func sign(_ faulted: FaultedService, _ key: String) async throws -> MatchBotClient.Answer {
        try await faulted.client.call(
            "POST", "/files/sign_upload", "{\"filename\":\"a.csv\",\"file_type\":\"source\"}",
            headers: [("Idempotency-Key", key)])
    }

    private func makeJobsDue(_ faulted: FaultedService) async throws {
        try await faulted.sql("UPDATE jobs SET run_at = now() WHERE state = 'ready'")
    }

    private func expectNoObject(of file: String, _ faulted: FaultedService, _ context: String) async throws {
        for bucket in faulted.service.storage.buckets.all {
            let page = try await faulted.service.objects.list(
                bucket: bucket, prefix: "", continuationToken: nil, limit: 1_000)
            let left = page.objects.map(\.key).filter { $0.contains(file) }
            #expect(left.isEmpty, "\(context): \(left)")
        }
    }
}
