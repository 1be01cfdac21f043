import Foundation
import Testing

@testable import Metadata

extension Live {
    /// Rejected rows beside transactions: one commit, bounded memory, replaced and deleted with their file.
    @Suite(.database) struct RejectedRowTests {
        private let hash = String(repeating: "ab", count: 32)

        private func rejected(_ line: Int64, _ text: String = "x,y") -> RejectedRow {
            RejectedRow(lineNumber: line, reason: .invalidDate, message: "date \"x\" isn't a date", rawText: text)
        }

        private func count(_ database: Database, _ table: String, _ file: FileID) async throws -> Int64 {
            try await database.number("SELECT count(*) FROM \(table) WHERE file_id = $1::uuid", [.id(file)])
        }

        @Test func areStoredTogetherWithTheTransactionsAndPagedByLine() async throws {
            let database = try TestDatabase.required().database
            let store = IngestionStore(database: database)
            let repository = FileRepository(database: database)
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            let hash = hash
            // Enough to interrupt the stream of transactions several times.
            let long = String(repeating: "é", count: 100)
            let committed = try await store.commit(task, job: job.id, worker: "w") { writer in
                for line: Int64 in 1...40_000 {
                    if line.isMultiple(of: 2) {
                        try await writer.write(rejected(line, long))
                    } else {
                        try await writer.write(
                            lineNumber: line, date: nil, amount: DecimalAmount(line), description: long)
                    }
                }
                return IngestionResult(
                    rowCount: writer.rowCount, rejectedRowCount: writer.rejectedRowCount, sha256: hash)
            }
            #expect(committed)
            let record = try #require(try await repository.file(task.fileID, owner: owner))
            #expect(record.status == .ready && record.rowCount == 20_000 && record.rejectedRowCount == 20_000)
            #expect(try await count(database, "transactions", task.fileID) == 20_000)
            #expect(try await count(database, "rejected_rows", task.fileID) == 20_000)
            let page = try await repository.rejectedRows(of: task.fileID, owner: owner, afterLine: 2, limit: 2)
            #expect(page == [rejected(4, long), rejected(6, long)])
            #expect(try await repository.rejectedRows(of: task.fileID, owner: owner, afterLine: 40_000, limit: 2) == [])
            #expect(
                try await repository.rejectedRows(of: task.fileID, owner: .random(), afterLine: nil, limit: 2) == nil)

            #expect(try await repository.deleteFile(task.fileID, owner: owner) == .deleted)
            #expect(try await count(database, "rejected_rows", task.fileID) == 0)
        }

        @Test func areKeptWithAFailureWhenNoRowIsUsable() async throws {
            let database = try TestDatabase.required().database
            let store = IngestionStore(database: database)
            let repository = FileRepository(database: database)
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            let hash = hash
            let committed = try await store.commit(task, job: job.id, worker: "w") { writer in
                try await writer.write(rejected(2))
                return IngestionResult(rowCount: 0, rejectedRowCount: 1, sha256: hash, failure: "no row is usable")
            }
            #expect(committed)
            let record = try #require(try await repository.file(task.fileID, owner: owner))
            #expect(record.status == .failed && record.errorMessage == "no row is usable")
            #expect(record.rowCount == nil && record.rejectedRowCount == 1 && record.fileHash == hash)
            #expect(
                try await repository.rejectedRows(of: task.fileID, owner: owner, afterLine: nil, limit: 9)
                    == [rejected(2)])
            #expect(
                try await database.text(
                    "SELECT status || ' ' || error_message FROM file_ingestions WHERE id = $1::uuid",
                    [.id(task.ingestionID)]) == "failed no row is usable")
            #expect(try await database.text("SELECT state FROM jobs WHERE id = $1::uuid", [.id(job.id)]) == "done")
            #expect(try await store.begin(task.ingestionID) == nil)
        }

        @Test func areReplacedByAnotherReadingAndNeverHalf() async throws {
            let database = try TestDatabase.required().database
            let store = IngestionStore(database: database)
            let (_, job, task) = try await Fixtures.task(database, worker: "w")
            try await database.query(
                .once("test", "INSERT INTO rejected_rows VALUES ($1::uuid, 7, 'invalid_date', 'old', 'old')"),
                [.id(task.fileID)])
            await #expect(throws: CancellationError.self) {
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    for line: Int64 in 1...20_000 { try await writer.write(rejected(line)) }
                    throw CancellationError()
                }
            }
            #expect(try await count(database, "rejected_rows", task.fileID) == 1)
            let hash = hash
            #expect(
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    try await writer.write(rejected(8))
                    try await writer.write(lineNumber: 9, date: nil, amount: DecimalAmount(1), description: "x")
                    return IngestionResult(rowCount: 1, rejectedRowCount: 1, sha256: hash)
                })
            #expect(
                try await database.text(
                    "SELECT string_agg(line_number || message, ',') FROM rejected_rows WHERE file_id = $1::uuid",
                    [.id(task.fileID)]) == "8date \"x\" isn't a date")
            #expect(database.statistics.inUse == 0)
        }

        @Test func everyReasonFitsItsColumnAndComesBack() async throws {
            let database = try TestDatabase.required().database
            let store = IngestionStore(database: database)
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            let rows = RejectionReason.allCases.enumerated().map { index, reason in
                RejectedRow(lineNumber: Int64(index) + 1, reason: reason, message: "m", rawText: "\u{1F4B0}\t\"")
            }
            let hash = hash
            #expect(
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    for row in rows { try await writer.write(row) }
                    return IngestionResult(
                        rowCount: 0, rejectedRowCount: Int64(rows.count), sha256: hash, failure: "no")
                })
            let repository = FileRepository(database: database)
            #expect(
                try await repository.rejectedRows(of: task.fileID, owner: owner, afterLine: nil, limit: 99) == rows)
        }
    }
}
