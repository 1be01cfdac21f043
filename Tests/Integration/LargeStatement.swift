import ContractRuntime
import Foundation
import Metadata
import TestSupport
import Testing

/// A file that takes the worker a while: every third of its rows is rejected, more of them than are sent at once.
struct LargeStatement: Sendable {
    static let rows = 60_000

    /// The line of the row with this number, from 0.
    static func line(_ row: Int) -> Int { row + 2 }

    let content: [UInt8]
    let stored: Int
    let rejected: Int

    /// With `isUsable` false every row is rejected.
    init(isUsable: Bool = true) {
        var text = "date,amount,description\n"
        var stored = 0
        for row in 0..<Self.rows {
            let isStored = isUsable && !row.isMultiple(of: 3)
            let date = isStored ? "2026-01-\(10 + row % 19)" : "some day in January"
            text += "\(date),\(row).25,Row \(row) of a statement that is long enough\n"
            if isStored { stored += 1 }
        }
        content = Array(text.utf8)
        self.stored = stored
        rejected = Self.rows - stored
    }

    /// Signs, uploads and confirms through a service without workers, so that the job waits; returns the file.
    func confirm(_ service: ServiceFixture, token: String) async throws -> String {
        try await service.withServer(["INGESTION_WORKERS": "0"]) { server in
            let client = MatchBotClient(service, server, token: token)
            let signed = try await client.sign(size: content.count, contentType: "text/csv")
            let file = try #require(signed.json["file_id"]?.string)
            #expect(try await client.upload(content, signed).status == 200)
            #expect(try await client.confirm(file).status == 200)
            return file
        }
    }

    /// What the database holds of all files: distinct lines and all rows of both tables.
    static func holdings(_ service: ServiceFixture) async throws -> [Int64] {
        var row = try #require(
            try await service.database.query(
                .once(
                    "holdings",
                    """
                    SELECT (SELECT count(DISTINCT (file_id, line_number)) FROM transactions),
                        (SELECT count(*) FROM transactions),
                        (SELECT count(DISTINCT (file_id, line_number)) FROM rejected_rows),
                        (SELECT count(*) FROM rejected_rows)
                    """)
            ).first)
        return [try row.integer(), try row.integer(), try row.integer(), try row.integer()]
    }

    /// What the database must hold of this file alone.
    var holdings: [Int64] { [stored, stored, rejected, rejected].map(Int64.init) }
}
