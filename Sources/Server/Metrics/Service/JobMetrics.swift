import Handlers
import Ingestion
import Metadata

/// What workers do, and what ingestion brings in.
final class JobMetrics: Sendable {
    private let files: FileMetrics
    private let running = Gauge("matchbot_jobs_in_progress", "Jobs that this process works on.")
    private let outcomes = CounterFamily(
        "matchbot_job_outcomes_total", "Jobs that this process worked on, by kind and how that ended.",
        labels: ["kind", "outcome"])
    private let deaths = CounterFamily(
        "matchbot_jobs_given_up_total", "Jobs that this process gave up after their last attempt, by kind.",
        labels: ["kind"], known: JobKind.allCases.map { [$0.rawValue] })
    private let durations = HistogramFamily(
        "matchbot_job_duration_seconds", "Time that the work on a job took, by kind.", bounds: Histogram.longTimes,
        labels: ["kind"])
    private let rows = CounterFamily(
        "matchbot_ingestion_rows_total", "Rows of ingested files, by whether they were stored or rejected.",
        labels: ["outcome"], known: [["stored"], ["rejected"]])
    private let bytes = CounterFamily(
        "matchbot_ingestion_bytes_total", "Bytes of files that were read into rows, by whether the file is of use.",
        labels: ["outcome"], known: [["ready"], ["failed"]])
    private let failures = CounterFamily(
        "matchbot_ingestion_failures_total", "Files that could not be used, by reason.", labels: ["reason"])

    /// - Parameters:
    ///   - files: Where confirmations count that a job carries out.
    ///   - registry: Where the figures are shown.
    init(files: FileMetrics, registry: MetricsRegistry) {
        self.files = files
        registry.add(running, outcomes, deaths, durations, rows, bytes, failures)
    }

    func record(_ event: JobEvent) {
        switch event {
        case .began: running.add(1)
        case .ended(let job):
            running.add(-1)
            outcomes.add(1, job.kind, job.outcome)
            durations[job.kind].observe(job.duration)
            if job.isLastAttempt { deaths.add(1, job.kind) }
            if job.kind == JobKind.ingest.rawValue { recordIngestion(job) }
            if job.kind == JobKind.confirm.rawValue { recordConfirmation(job) }
        }
    }

    private func recordIngestion(_ job: JobEvent.Ended) {
        rows.add(Int(clamping: job.rows), "stored")
        rows.add(Int(clamping: job.rejectedRows), "rejected")
        if job.outcome == "ready" || job.outcome == "failed" { bytes.add(Int(clamping: job.bytes), job.outcome) }
        if job.outcome == "failed" { failures.add(1, job.reason ?? "unknown") }
    }

    private func recordConfirmation(_ job: JobEvent.Ended) {
        if let bytes = job.confirmedBytes {
            files.record(.upload, "success", bytes: bytes)
        } else if job.outcome == "refused" {
            files.record(.upload, job.reason ?? "refused", bytes: nil)
        } else if job.isLastAttempt {
            files.record(.upload, "error", bytes: nil)
        }
    }
}
