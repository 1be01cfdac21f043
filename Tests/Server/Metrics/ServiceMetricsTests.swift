import Foundation
import Housekeeping
import Ingestion
import Metadata
import Storage
import Testing

@testable import Server

@Suite struct ServiceMetricsTests {
    private func value(_ series: String, _ registry: MetricsRegistry) -> String? {
        registry.render().split(separator: "\n").first { $0.hasPrefix(series + " ") }
            .map { String($0.dropFirst(series.count + 1)) }
    }

    private func ended(_ kind: JobKind, _ outcome: String, reason: String? = nil, isLast: Bool = false) -> JobEvent {
        .ended(
            JobEvent.Ended(
                kind: kind.rawValue, outcome: outcome, reason: reason, isLastAttempt: isLast, duration: .seconds(1)))
    }

    @Test func anUploadThatAJobConfirmsCountsAsOneThatARequestConfirms() {
        let registry = MetricsRegistry()
        let jobs = JobMetrics(files: FileMetrics(registry: registry), registry: registry)
        jobs.record(.began(kind: "confirm"))
        var confirmed = JobEvent.Ended(kind: "confirm", outcome: "confirmed", duration: .seconds(1))
        confirmed.confirmedBytes = 142
        jobs.record(.ended(confirmed))
        jobs.record(.began(kind: "confirm"))
        #expect(value("matchbot_jobs_in_progress", registry) == "1")
        jobs.record(ended(.confirm, "refused", reason: "size_mismatch"))
        #expect(value("matchbot_jobs_in_progress", registry) == "0")
        let uploads = "matchbot_file_operations_total{action=\"upload\",outcome="
        #expect(value("\(uploads)\"success\"}", registry) == "1")
        #expect(value("\(uploads)\"size_mismatch\"}", registry) == "1")
        #expect(value("matchbot_file_size_bytes_sum{action=\"upload\"}", registry) == "142")
    }

    @Test func aJobThatIsGivenUpIsCountedOnce() {
        let registry = MetricsRegistry()
        let jobs = JobMetrics(files: FileMetrics(registry: registry), registry: registry)
        jobs.record(ended(.confirm, "interrupted"))
        jobs.record(ended(.confirm, "interrupted", isLast: true))
        #expect(value("matchbot_jobs_given_up_total{kind=\"confirm\"}", registry) == "1")
        #expect(value("matchbot_jobs_given_up_total{kind=\"ingest\"}", registry) == "0")
        #expect(value(#"matchbot_job_outcomes_total{kind="confirm",outcome="interrupted"}"#, registry) == "2")
        #expect(value(#"matchbot_file_operations_total{action="upload",outcome="error"}"#, registry) == "1")
    }

    @Test func aFileThatCannotBeUsedIsCountedByItsReason() {
        let registry = MetricsRegistry()
        let jobs = JobMetrics(files: FileMetrics(registry: registry), registry: registry)
        var failed = JobEvent.Ended(kind: "ingest", outcome: "failed", reason: "no_header", duration: .seconds(1))
        (failed.rows, failed.rejectedRows, failed.bytes) = (0, 3, 99)
        jobs.record(.ended(failed))
        #expect(value("matchbot_ingestion_failures_total{reason=\"no_header\"}", registry) == "1")
        #expect(value("matchbot_ingestion_bytes_total{outcome=\"failed\"}", registry) == "99")
        #expect(value("matchbot_ingestion_rows_total{outcome=\"rejected\"}", registry) == "3")
    }

    @Test func aRoundOfAnotherReplicaIsNoneThatIsMissing() {
        let registry = MetricsRegistry()
        let metrics = HousekeepingMetrics(registry: registry, now: { Date(timeIntervalSince1970: 1_700_000_000) })
        let last = "matchbot_housekeeping_last_round_timestamp_seconds"
        metrics.record(nil)
        #expect(value(last, registry) == nil)
        #expect(value("matchbot_housekeeping_rounds_total{outcome=\"failed\"}", registry) == "1")
        metrics.record(HousekeepingReport(outcome: .busy, isDryRun: false))
        #expect(value(last, registry) == "1700000000")
        var report = HousekeepingReport(outcome: .completed, isDryRun: false)
        report.filesWithoutObject = 2
        metrics.record(report)
        #expect(value("matchbot_housekeeping_items_total{item=\"files_without_object\"}", registry) == "2")
    }

    @Test func theBreakersChangesAndRepeatedAttemptsAreCounted() {
        let registry = MetricsRegistry()
        let metrics = StorageMetrics(registry: registry)
        metrics.record(.breakerChanged(from: .closed, to: .open))
        for isLast in [false, true] {
            metrics.record(
                .attempt(
                    .init(operation: "head", outcome: "timeout", duration: .seconds(1), number: 1, isLast: isLast)))
        }
        #expect(value("matchbot_storage_breaker_changes_total{state=\"open\"}", registry) == "1")
        #expect(value("matchbot_storage_breaker_changes_total{state=\"closed\"}", registry) == "0")
        #expect(value("matchbot_storage_retries_total{operation=\"head\"}", registry) == "1")
    }

    @Test func linesThatNobodyReadsAreDroppedAndCounted() throws {
        let pipe = Pipe()
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let line = [UInt8](repeating: 0x20, count: 1 << 20) + [0x0A]
        // The sink takes seven of these lines, and as many at most are being written, of which a pipe takes 64 KiB.
        for _ in 0..<20 { sink.write(line) }
        #expect(sink.dropped >= 6)
        let reader = Thread {
            while let data = try? pipe.fileHandleForReading.read(upToCount: 1 << 20), !data.isEmpty {}
        }
        reader.start()
        sink.flush()
        try pipe.fileHandleForWriting.close()
    }
}
