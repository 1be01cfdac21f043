import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// The files that stand at different steps of their way when a fault begins, and what must be true of them afterwards.
struct FaultedFiles: Sendable {
    static let content: [UInt8] = Array(
        ("date,amount,description\n"
            + (0..<200).map { "2026-01-\(10 + $0 % 19),\($0).25,Row \($0)\n" }.joined()).utf8)
    static let rows: Int64 = 200

    /// Ready.
    let ready: String
    /// Ready, and deleted during the fault.
    let doomed: String
    /// Uploaded, and confirmed during the fault.
    let uploaded: String
    /// Confirmed, and ingested during the fault.
    let confirmed: String
    /// The bytes of ``confirmed``.
    let statement: [UInt8]
    /// How many transactions ``confirmed`` has.
    let statementRows: Int64

    /// Prepares all of them through a service without faults.
    static func prepare(
        _ faulted: FaultedService, statement: [UInt8] = content, statementRows: Int64 = rows
    ) async throws -> FaultedFiles {
        let client = faulted.client
        let ready = try await faulted.upload(content)
        let doomed = try await faulted.upload(content)
        for file in [ready, doomed] {
            #expect(try await client.confirm(file).status == 200)
            #expect(try await client.finalStatus(file)?["status"]?.string == "ready")
        }
        try await faulted.holdIngestions()
        let confirmed = try await faulted.upload(statement)
        #expect(try await client.confirm(confirmed).status == 200)
        try await faulted.stopHolding()
        return FaultedFiles(
            ready: ready, doomed: doomed, uploaded: try await faulted.upload(content), confirmed: confirmed,
            statement: statement, statementRows: statementRows)
    }

    /// With the fault lifted everything must come to its end by itself: `others` are files that were signed and
    /// uploaded during the fault.
    func expectTheirEnd(_ faulted: FaultedService, others: [String]) async throws {
        let client = faulted.client
        let isBack = try await faulted.service.eventually(within: 30) {
            let health = try await faulted.service.send("GET", faulted.server.url + "/health/storage").status
            let list = try await client.call("GET", "/files").status
            return health == 200 && list == 200 ? true : nil
        }
        #expect(isBack == true, "the service does not recover:\n\(faulted.server.log.suffix(3_000))")
        for file in [uploaded] + others {
            faulted.expect(try await client.confirm(file), [200, 202], "confirm afterwards")
        }
        faulted.expect(try await client.call("DELETE", "/files/\(doomed)"), [204, 404], "delete afterwards")
        let waiting = [ready, uploaded, confirmed] + others
        var states: [String?] = []
        for _ in 0..<60 {
            try await faulted.releaseJobs()
            states = []
            for file in waiting { states.append(try await faulted.status(of: file)) }
            if states.allSatisfy({ $0 == "ready" }) { break }
            try await Task.sleep(for: .milliseconds(500))
        }
        #expect(states.allSatisfy { $0 == "ready" }, "\(states)\n\(faulted.server.log.suffix(3_000))")
        try await expectEverythingOnce(faulted, files: waiting)
    }

    private func expectEverythingOnce(_ faulted: FaultedService, files: [String]) async throws {
        let client = faulted.client
        for file in files {
            let issued = try await client.call("POST", "/files/\(file)/download_url")
            let url = try #require(issued.json["download_url"]?.string)
            let bytes = try await faulted.service.send("GET", url).body
            #expect(bytes == (file == confirmed ? statement : Self.content), "the bytes of \(file) differ")
        }
        #expect(try await faulted.status(of: doomed) == nil)
        let expected = Int64(files.count - 1) * Self.rows + statementRows
        #expect(
            try await faulted.number(
                "SELECT count(*) FROM transactions JOIN file_uploads ON file_uploads.id = file_id") == expected)
        #expect(
            try await faulted.number("SELECT count(DISTINCT (file_id, line_number)) FROM transactions") == expected)
        try await Invariants.expect(faulted)
        let housekeeping = try await faulted.housekeeping()
        #expect(housekeeping.status == 0, "\(housekeeping.errors)")
    }
}
