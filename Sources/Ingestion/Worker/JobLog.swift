import Logging
import Metadata

/// Writes the one log line of a job: constant message, figures in the metadata, nothing of the file's content.
struct JobLog: Sendable {
    let logger: Logger
    let maximumAttempts: Int

    func write(_ outcome: JobOutcome, of job: Job, duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var metadata: Logger.Metadata = [
            "job_id": "\(job.id)",
            "job_kind": "\(job.kind.rawValue)",
            "outcome": "\(outcome.name)",
            "attempt": .stringConvertible(job.attempt),
            "duration_ms": .stringConvertible(seconds * 1000 + attoseconds / 1_000_000_000_000_000),
        ]
        switch job.payload {
        case .ingest(let file, let ingestion), .confirm(let file, let ingestion, _):
            metadata["file_id"] = "\(file)"
            metadata["ingestion_id"] = "\(ingestion)"
        case .deleteObject(let bucket, _):
            metadata["bucket"] = "\(bucket)"
        }
        switch outcome {
        case .ready(let figures):
            add(figures, to: &metadata)
        case .failed(let reason, let figures):
            add(figures, to: &metadata)
            // The message for the owner may quote the file; the code doesn't.
            metadata["reason"] = "\(reason.code.name)"
        case .interrupted(let reason, _):
            metadata["error"] = "\(reason)"
            metadata["is_last_attempt"] = .stringConvertible(job.attempt >= maximumAttempts)
        case .postponed(let reason):
            metadata["error"] = "\(reason)"
        case .refused(let reason):
            metadata["reason"] = "\(reason)"
        case .confirmed, .deleted, .nothingToDo, .leaseLost, .stopped:
            break
        }
        logger.log(level: level(outcome, job), "Job ended", metadata: metadata)
    }

    private func level(_ outcome: JobOutcome, _ job: Job) -> Logger.Level {
        switch outcome {
        case .ready, .confirmed, .deleted, .nothingToDo, .stopped: .info
        case .failed, .refused, .leaseLost, .postponed: .notice
        case .interrupted: job.attempt >= maximumAttempts ? .error : .warning
        }
    }

    private func add(_ figures: IngestionFigures, to metadata: inout Logger.Metadata) {
        metadata["rows"] = .stringConvertible(figures.rows)
        metadata["rejected_rows"] = .stringConvertible(figures.rejectedRows)
        metadata["bytes"] = .stringConvertible(figures.bytes)
    }
}
