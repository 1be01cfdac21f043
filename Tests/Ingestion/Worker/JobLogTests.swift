import Logging
import Synchronization
import Testing

@testable import Ingestion
@testable import Metadata

@Suite("Job log")
struct JobLogTests {
    /// Keeps the lines of one logger.
    private final class Lines: Sendable {
        let all = Mutex<[(level: Logger.Level, message: String, metadata: Logger.Metadata)]>([])
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.all.withLock { $0.append((event.level, "\(event.message)", event.metadata ?? [:])) }
        }
    }

    private static func line(
        _ outcome: JobOutcome, _ payload: JobPayload, attempt: Int = 1
    ) throws -> (level: Logger.Level, metadata: [String: String]) {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Handler(lines: lines) }
        JobLog(logger: logger, maximumAttempts: 5)
            .write(outcome, of: Job(id: .random(), payload: payload, attempt: attempt), duration: .milliseconds(1234))
        let all = lines.all.withLock { $0 }
        #expect(all.map(\.message) == ["Job ended"])
        let line = try #require(all.first)
        return (line.level, line.metadata.mapValues { "\($0)" })
    }

    @Test func readyFileIsLoggedWithItsFigures() throws {
        let file = FileID.random()
        let figures = IngestionFigures(rows: 7, rejectedRows: 2, bytes: 99)
        let (level, metadata) = try Self.line(.ready(figures), .ingest(file: file, ingestion: .random()))
        #expect(level == .info)
        #expect(metadata["file_id"] == file.description)
        #expect(metadata["outcome"] == "ready")
        #expect(metadata["rows"] == "7")
        #expect(metadata["rejected_rows"] == "2")
        #expect(metadata["bytes"] == "99")
        #expect(metadata["duration_ms"] == "1234")
    }

    @Test func failedFileIsLoggedWithoutWhatItHolds() throws {
        let reason = ContentError.noHeader(found: Row(fields: ["secret"]))
        let payload = JobPayload.ingest(file: .random(), ingestion: .random())
        let (level, metadata) = try Self.line(.failed(reason, IngestionFigures()), payload)
        #expect(level == .notice)
        #expect(metadata["reason"] == "no_usable_header")
        #expect(!metadata.values.contains { $0.contains("secret") })
    }

    @Test func keyOfADeletedObjectIsNotLogged() throws {
        let payload = JobPayload.deleteObject(bucket: "temp-uploads", key: "temp/user/secret.csv")
        let (_, metadata) = try Self.line(.deleted, payload)
        #expect(metadata["bucket"] == "temp-uploads")
        #expect(!metadata.values.contains { $0.contains("secret") })
    }

    @Test func lastInterruptionIsAnError() throws {
        let payload = JobPayload.ingest(file: .random(), ingestion: .random())
        #expect(try Self.line(.interrupted(reason: "timeout"), payload, attempt: 4).level == .warning)
        #expect(try Self.line(.interrupted(reason: "timeout"), payload, attempt: 5).level == .error)
    }
}
