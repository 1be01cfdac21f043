public import Foundation
public import Logging
public import Metadata
public import Storage

/// Removes what nobody needs any more, moves old files to the archive, and tells where records and objects disagree.
///
/// ```
/// round: lease --> uploads never confirmed      -> failed, their objects' deletion queued
///          |       finished jobs, old idempotency keys, old audit events -> forgotten
///          |       temporary objects            -> deleted when no record needs them
///          |       files ready for long         -> copied to the archive, record moved, old object's deletion queued
///          |       objects without records      -> counted, deleted when old
///          |       records without objects      -> counted and logged
///          '-- lost: the round stops
/// ```
/// The lease only saves work. What keeps objects safe is that every step holds on its own, whatever else happens at the
/// same time: an object is deleted only if, right before, the database said that no record needs it and none can come
/// to need it again (see ``SweepRule``), and a record is moved by one conditional statement.
///
/// Objects without records are deleted only in buckets that are this database's (see ``BucketClaim``).
///
/// A round does a bounded amount of work, page by page; the next one, in whatever replica, goes on where it ended.
public struct Janitor: Sendable {
    let configuration: Configuration
    let buckets: BucketNames
    let store: ObjectStore
    let records: HousekeepingStore
    let files: FileRepository
    let jobs: JobQueue
    let audit: AuditTrail
    let logger: Logger
    let now: @Sendable () -> Date
    let makeUUID: @Sendable () -> UUID

    /// A janitor; nothing is done before ``round(dryRun:)``.
    ///
    /// - Parameters:
    ///   - configuration: The periods and the bounds of a round.
    ///   - buckets: The buckets; the one for reports belongs to another part of MatchBot and isn't touched.
    ///   - store: Where the objects are.
    ///   - database: Where the records are.
    ///   - logger: Where deletions and disagreements are logged.
    ///   - now: The clock by which ages are measured.
    ///   - makeUUID: A source of new identifiers.
    public init(
        configuration: Configuration = Configuration(), buckets: BucketNames, store: ObjectStore, database: Database,
        logger: Logger, now: @escaping @Sendable () -> Date = { Date() },
        makeUUID: @escaping @Sendable () -> UUID = { UUID() }
    ) {
        self.configuration = configuration
        self.buckets = buckets
        self.store = store
        records = HousekeepingStore(database: database)
        files = FileRepository(database: database)
        jobs = JobQueue(database: database)
        audit = AuditTrail(database: database)
        self.logger = logger
        self.now = now
        self.makeUUID = makeUUID
    }

    /// Does one round and tells what it did.
    ///
    /// - Parameters:
    ///   - dryRun: Only tells what the next round would do: changes neither a record nor an object, nor where the next
    ///     round begins, and needs no lease.
    ///   - pause: How long ago the last completed round must have ended, in whatever replica; otherwise this one is
    ///     ``HousekeepingReport/Outcome/busy``.
    /// - Throws: The first `StorageError` or `DatabaseError`; what was done before it stays done and is logged. An
    ///   object that is missing or was changed is no error but counted.
    public func round(dryRun: Bool, pause: Duration = .zero) async throws -> HousekeepingReport {
        try await ChangeOrigin.$current.withValue(.housekeeping) {
            try await attributedRound(dryRun: dryRun, pause: pause)
        }
    }

    private func attributedRound(dryRun: Bool, pause: Duration) async throws -> HousekeepingReport {
        let holder = makeUUID().uuidString.lowercased()
        let start = ContinuousClock.now
        if !dryRun {
            guard try await records.acquireLease(holder: holder, duration: configuration.lease, pause: pause) else {
                return HousekeepingReport(outcome: .busy, isDryRun: false)
            }
        }
        let lease = dryRun ? nil : RoundLease(holder: holder, janitor: self, acquiredAt: start)
        var round = Round(janitor: self, isDryRun: dryRun, lease: lease, moment: now())
        do {
            try await round.run()
        } catch is RoundLease.Lost {
            round.report.outcome = .leaseLost
        } catch {
            await giveUpLease(holder, isCompleted: false, unless: dryRun)
            if round.report.hasChanges, !dryRun {
                logger.notice("Housekeeping did part of a round", metadata: round.report.logMetadata)
            }
            throw error
        }
        await giveUpLease(holder, isCompleted: round.report.outcome == .completed, unless: dryRun)
        return round.report
    }

    /// In a task of its own, since a cancelled task's statements are refused. If even that fails the lease runs out.
    private func giveUpLease(_ holder: String, isCompleted: Bool, unless isDryRun: Bool) async {
        guard !isDryRun else { return }
        await Task { [records] in try? await records.releaseLease(holder: holder, isCompleted: isCompleted) }.value
    }
}
