import Foundation
import Metadata
import Storage

/// One round under way: what it is allowed and what it has done so far.
struct Round {
    let janitor: Janitor
    let isDryRun: Bool
    /// nil in a dry run, which changes nothing and so disturbs nobody.
    var lease: RoundLease?
    /// The moment by which this round measures ages.
    let moment: Date
    /// Since when the buckets are this database's; nil when they aren't known to be.
    var ownedSince: Date?
    /// How archived files are kept; nil once the store has said that it lacks the class.
    var archiveStorageClass: StorageClass?
    var report: HousekeepingReport

    init(janitor: Janitor, isDryRun: Bool, lease: RoundLease?, moment: Date) {
        self.janitor = janitor
        self.isDryRun = isDryRun
        self.lease = lease
        self.moment = moment
        archiveStorageClass = janitor.configuration.archiveStorageClass
        report = HousekeepingReport(outcome: .completed, isDryRun: isDryRun)
    }

    var configuration: Janitor.Configuration { janitor.configuration }

    /// Does everything, what needs no store first: it goes on while the store is down.
    mutating func run() async throws {
        try await expireUploads()
        try await removeFinishedJobs()
        try await removeIdempotencyKeys()
        try await removeAuditEvents()
        try await requireBuckets()
        try await claimBuckets()
        for prefix in SweptPlace.temporaryPrefixes {
            try await sweep(SweptPlace(bucket: janitor.buckets.temporaryUploads, prefix: prefix))
        }
        try await archiveFiles()
        for prefix in SweptPlace.filePrefixes {
            try await sweep(SweptPlace(bucket: janitor.buckets.reconciliationFiles, prefix: prefix))
        }
        try await checkFiles()
    }

    /// The moment that lies so long before this round.
    func moment(before period: Duration) -> Date {
        let (seconds, attoseconds) = period.components
        return moment.addingTimeInterval(-(Double(seconds) + Double(attoseconds) / 1e18))
    }

    mutating func keepLease() async throws {
        try Task.checkCancellation()
        try await lease?.keep()
    }

    func remember(_ position: String?, of task: String) async throws {
        guard !isDryRun else { return }
        try await janitor.records.setPosition(of: task, to: position)
    }

    // MARK: Records alone

    private mutating func expireUploads() async throws {
        let deadline = moment(before: configuration.unconfirmedPeriod)
        let limit = configuration.pageSize * configuration.pagesPerRound
        guard !isDryRun else {
            report.expiredUploads = try await janitor.records.countUnconfirmed(before: deadline, limit: limit)
            if report.expiredUploads == limit { report.isComplete = false }
            return
        }
        for _ in 0..<configuration.pagesPerRound {
            try await keepLease()
            let expired = try await janitor.files.expireUploads(
                before: deadline, limit: configuration.pageSize,
                message: "expired: the upload was not confirmed in time")
            report.expiredUploads += expired.count
            if expired.count < configuration.pageSize { return }
        }
        report.isComplete = false
    }

    private mutating func removeFinishedJobs() async throws {
        let deadline = moment(before: configuration.finishedJobPeriod)
        let limit = configuration.pageSize * configuration.pagesPerRound
        guard !isDryRun else {
            report.removedJobs = try await janitor.records.countFinishedJobs(before: deadline, limit: limit)
            if report.removedJobs == limit { report.isComplete = false }
            return
        }
        for _ in 0..<configuration.pagesPerRound {
            try await keepLease()
            let removed = try await janitor.jobs.removeFinished(before: deadline, limit: configuration.pageSize)
            report.removedJobs += removed
            if removed < configuration.pageSize { return }
        }
        report.isComplete = false
    }

    /// A missing bucket would make every record look as if its object were missing.
    private func requireBuckets() async throws {
        for bucket in [janitor.buckets.temporaryUploads, janitor.buckets.reconciliationFiles] {
            guard try await janitor.store.bucketExists(bucket) else {
                throw StorageError(.bucketNotFound, operation: "head_bucket")
            }
        }
    }
}
