import Foundation
import Testing

@testable import Metadata

extension Live {
    @Suite(.database) struct IngestionStoreTests {
        private struct Refusal: Error {}
        private let hash = String(repeating: "ab", count: 32)

        private func set() throws -> (Database, IngestionStore, FileRepository) {
            let database = try TestDatabase.required().database
            return (database, IngestionStore(database: database), FileRepository(database: database))
        }

        private func rows(_ database: Database, _ file: FileID) async throws -> Int64 {
            try await database.number("SELECT count(*) FROM transactions WHERE file_id = $1::uuid", [.id(file)])
        }

        @Test func aHundredThousandRowsAreStoredAndTheFileIsReady() async throws {
            let (database, store, repository) = try set()
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            #expect(task.bucket == "reconciliation-files" && task.etag == "\"abc\"" && task.size == 1234)
            let date = try #require(CalendarDate(year: 2024, month: 2, day: 29))
            let hash = hash
            let committed = try await store.commit(task, job: job.id, worker: "w") { writer in
                for line: Int64 in 1...100_000 {
                    let amount = try #require(DecimalAmount(unscaled: Int128(line) - 50_000, scale: 2))
                    try await writer.write(
                        lineNumber: line, date: line % 2 == 0 ? date : nil, amount: amount,
                        description: "row \(line) \u{1F4B0} 'quoted' \\ tab\t")
                }
                return IngestionResult(rowCount: writer.rowCount, sha256: hash, detailsJSON: #"{"sheet": "a"}"#)
            }
            #expect(committed)
            let record = try #require(try await repository.file(task.fileID, owner: owner))
            #expect(record.status == .ready && record.rowCount == 100_000 && record.fileHash == hash)
            #expect(record.processedAt != nil)
            #expect(try await rows(database, task.fileID) == 100_000)
            #expect(
                try await database.text(
                    "SELECT sum(amount)::text FROM transactions WHERE file_id = $1::uuid", [.id(task.fileID)])
                    == "500.00")
            let page = try #require(
                try await repository.transactions(of: task.fileID, owner: owner, afterLine: 1, limit: 2))
            #expect(
                page == [
                    TransactionRecord(
                        lineNumber: 2, date: "2024-02-29", amount: "-499.98",
                        description: "row 2 \u{1F4B0} 'quoted' \\ tab\t"),
                    TransactionRecord(
                        lineNumber: 3, date: nil, amount: "-499.97",
                        description: "row 3 \u{1F4B0} 'quoted' \\ tab\t"),
                ])
            #expect(
                try await repository.transactions(of: task.fileID, owner: owner, afterLine: 100_000, limit: 2) == [])
            #expect(try await store.begin(task.ingestionID) == nil)
            #expect(
                try await database.text(
                    "SELECT state FROM jobs WHERE id = $1::uuid", [.id(job.id)]) == "done")
        }

        @Test func amountsAndTextsGoThroughCopyUnchanged() async throws {
            let (database, store, repository) = try set()
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            var amounts: [DecimalAmount] = []
            for scale in [0, 1, 2, 3, 4, 5, 18, 38] {
                for unscaled: Int128 in [0, 7, -7, 10_000, 99_999_999, .max, .min] {
                    amounts.append(try #require(DecimalAmount(unscaled: unscaled, scale: scale)))
                }
            }
            let texts = ParameterTests.texts
            let (written, hash) = (amounts, hash)
            let committed = try await store.commit(task, job: job.id, worker: "w") { writer in
                for (line, amount) in written.enumerated() {
                    try await writer.write(
                        lineNumber: Int64(line), date: nil, amount: amount, description: texts[line % texts.count])
                }
                return IngestionResult(rowCount: writer.rowCount, sha256: hash)
            }
            #expect(committed)
            let back = try #require(
                try await repository.transactions(of: task.fileID, owner: owner, afterLine: nil, limit: 1000))
            #expect(back.map(\.amount) == amounts.map(\.description))
            for (line, row) in back.enumerated() {
                #expect(row.description.unicodeScalars.elementsEqual(texts[line % texts.count].unicodeScalars))
            }
        }

        @Test func aThrowLeavesNothingAndTheJobCanBeTriedAgain() async throws {
            let (database, store, repository) = try set()
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            await #expect(throws: Refusal.self) {
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    for line: Int64 in 1...20_000 {
                        try await writer.write(
                            lineNumber: line, date: nil, amount: DecimalAmount(line), description: "x")
                    }
                    throw Refusal()
                }
            }
            #expect(try await rows(database, task.fileID) == 0)
            #expect(try await repository.file(task.fileID, owner: owner)?.status == .processing)
            #expect(try await store.begin(task.ingestionID) == task)
            let hash = hash
            let committed = try await store.commit(task, job: job.id, worker: "w") { writer in
                try await writer.write(lineNumber: 1, date: nil, amount: DecimalAmount(1), description: "x")
                return IngestionResult(rowCount: 1, sha256: hash)
            }
            #expect(committed)
            #expect(database.statistics.inUse == 0)
        }

        /// A workbook is kept on disk until it has come whole; its session says nothing for that long.
        @Test func aFileMayTakeLongerToArriveThanATransactionMayBeSilent() async throws {
            let (_, job, task) = try await Fixtures.task(TestDatabase.required().database, worker: "w")
            let hash = hash
            try await withPool({ $0.idleTransactionTimeout = .milliseconds(300) }) { database in
                let committed = try await IngestionStore(database: database).commit(task, job: job.id, worker: "w") {
                    writer in
                    try await Task.sleep(for: .seconds(1))
                    try await writer.write(lineNumber: 1, date: nil, amount: DecimalAmount(1), description: "x")
                    return IngestionResult(rowCount: 1, sha256: hash)
                }
                #expect(committed)
                #expect(try await rows(database, task.fileID) == 1)
                // Other transactions are not exempt.
                await #expect(throws: DatabaseError.self) {
                    try await database.transaction { session in
                        try await Task.sleep(for: .seconds(1))
                        try await session.query(.once("test", "SELECT 1"))
                    }
                }
            }
        }

        @Test func aLostLeaseStoresNothing() async throws {
            let (database, store, repository) = try set()
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            let hash = hash
            #expect(
                try await store.commit(task, job: job.id, worker: "other") { _ in throw Refusal() } == false)
            let committed = try await store.commit(task, job: job.id, worker: "w") { writer in
                try await writer.write(lineNumber: 1, date: nil, amount: DecimalAmount(1), description: "x")
                try await database.query(
                    .once("test", "UPDATE jobs SET leased_by = 'thief' WHERE id = $1::uuid"), [.id(job.id)])
                return IngestionResult(rowCount: 1, sha256: hash)
            }
            #expect(!committed)
            #expect(try await rows(database, task.fileID) == 0)
            #expect(try await repository.file(task.fileID, owner: owner)?.status == .processing)
            #expect(
                try await store.fail(task, job: job.id, worker: "w", message: "no", hash: nil) == false)
            #expect(try await repository.file(task.fileID, owner: owner)?.status == .processing)
        }

        @Test func aFileDeletedMeanwhileStoresNothing() async throws {
            let (database, store, repository) = try set()
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            let hash = hash
            let committed = try await store.commit(task, job: job.id, worker: "w") { writer in
                for line: Int64 in 1...5000 {
                    try await writer.write(lineNumber: line, date: nil, amount: DecimalAmount(1), description: "x")
                }
                #expect(try await repository.deleteFile(task.fileID, owner: owner) == .deleted)
                return IngestionResult(rowCount: 5000, sha256: hash)
            }
            #expect(!committed)
            #expect(try await rows(database, task.fileID) == 0)
            #expect(try await store.begin(task.ingestionID) == nil)
        }

        @Test func aDeletionThatWaitsForTheCommitDeletesTheNewRowsToo() async throws {
            let (database, _, repository) = try set()
            let (owner, _, task) = try await Fixtures.task(database, worker: "w")
            let deletion = try await database.transaction { session in
                try await session.query(
                    .once("test", "UPDATE file_uploads SET status = 'ready' WHERE id = $1::uuid"), [.id(task.fileID)])
                let deletion = Task { try await repository.deleteFile(task.fileID, owner: owner) }
                try await Task.sleep(for: .milliseconds(300))
                try await session.query(
                    .once("test", "INSERT INTO transactions VALUES ($1::uuid, 1, NULL, 1, 'x')"), [.id(task.fileID)])
                return deletion
            }
            #expect(try await deletion.value == .deleted)
            #expect(try await rows(database, task.fileID) == 0)
        }

        @Test func failingSaysWhyAndEndsTheJob() async throws {
            let (database, store, repository) = try set()
            let (owner, job, task) = try await Fixtures.task(database, worker: "w")
            #expect(try await store.fail(task, job: job.id, worker: "w", message: "line 3: no amount", hash: hash))
            let record = try #require(try await repository.file(task.fileID, owner: owner))
            #expect(record.status == .failed && record.errorMessage == "line 3: no amount")
            #expect(record.fileHash == hash && record.processedAt != nil)
            #expect(try await store.begin(task.ingestionID) == nil)
            #expect(
                try await Fixtures.confirm(database, task.fileID, owner: owner)
                    == .alreadyConfirmed(task.ingestionID, .failed))
        }

        @Test func rowsThatTheServerRefusesRollEverythingBack() async throws {
            let (database, store, _) = try set()
            let (_, job, task) = try await Fixtures.task(database, worker: "w")
            let hash = hash
            let error = await #expect(throws: DatabaseError.self) {
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    for line: Int64 in [1, 2, 2] {
                        try await writer.write(
                            lineNumber: line, date: nil, amount: DecimalAmount(1), description: "x")
                    }
                    return IngestionResult(rowCount: 3, sha256: hash)
                }
            }
            #expect(error?.constraint == "transactions_pkey")
            let invalid = await #expect(throws: DatabaseError.self) {
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    try await writer.write(
                        lineNumber: 1, date: nil, amount: DecimalAmount(1), utf8: [0xFF, 0xFE] as [UInt8])
                    return IngestionResult(rowCount: 1, sha256: hash)
                }
            }
            #expect(invalid?.code == .invalidData)
            #expect(try await rows(database, task.fileID) == 0)
        }

        /// The server's answer comes while the body still has to do, before the end of the COPY asks for it.
        @Test(.timeLimit(.minutes(1))) func rowsThatTheServerRefusedLongAgoEndTheCommitAtOnce() async throws {
            let (database, store, _) = try set()
            let (_, job, task) = try await Fixtures.task(database, worker: "w")
            let text = String(repeating: "x", count: 100)
            for isThrown in [false, true] {
                let start = ContinuousClock.now
                let error = await #expect(throws: (any Error).self) {
                    try await store.commit(task, job: job.id, worker: "w") { writer in
                        // The server checks the key once it has gathered a thousand rows.
                        for _ in 1...5_000 {
                            try await writer.write(
                                lineNumber: 1, date: nil, amount: DecimalAmount(1), description: text)
                        }
                        try await Task.sleep(for: .milliseconds(500))
                        if isThrown { throw Refusal() }
                        return IngestionResult(rowCount: 5_000, sha256: "")
                    }
                }
                #expect(isThrown ? error is Refusal : (error as? DatabaseError)?.constraint == "transactions_pkey")
                #expect(ContinuousClock.now - start < .seconds(10))
            }
            #expect(try await rows(database, task.fileID) == 0)
            #expect(try await eventually { database.statistics.inUse == 0 })
        }

        @Test func aCancelledWorkerStoresNothingAndGivesItsConnectionBack() async throws {
            let (database, store, _) = try set()
            let (_, job, task) = try await Fixtures.task(database, worker: "w")
            let worker = Task {
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    for line in Int64(1)... {
                        try await writer.write(
                            lineNumber: line, date: nil, amount: DecimalAmount(1),
                            description: String(repeating: "x", count: 100))
                    }
                    throw Refusal()
                }
            }
            try await Task.sleep(for: .milliseconds(300))
            worker.cancel()
            await #expect(throws: DatabaseError.self) { try await worker.value }
            #expect(try await eventually { database.statistics.inUse == 0 })
            #expect(try await rows(database, task.fileID) == 0)
        }

        @Test func aSessionTerminatedInTheMiddleStoresNothing() async throws {
            let (database, store, _) = try set()
            let (_, job, task) = try await Fixtures.task(database, worker: "w")
            await #expect(throws: DatabaseError.self) {
                try await store.commit(task, job: job.id, worker: "w") { writer in
                    for line in Int64(1)...1_000_000 {
                        try await writer.write(
                            lineNumber: line, date: nil, amount: DecimalAmount(1), description: "x")
                        if line == 20_000 {
                            _ = try await database.number(
                                """
                                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                                WHERE datname = current_database() AND query LIKE 'COPY%'
                                """)
                        }
                    }
                    throw Refusal()
                }
            }
            #expect(try await rows(database, task.fileID) == 0)
        }
    }
}
