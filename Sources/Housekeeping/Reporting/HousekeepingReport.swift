import Foundation
import Logging

/// What one round found and did; of a dry run, what it would have done.
public struct HousekeepingReport: Sendable, Hashable, Codable {
    /// How a round ended.
    public enum Outcome: String, Sendable, Hashable, Codable {
        /// It did all it may.
        case completed
        /// Another janitor is at work; nothing was done.
        case busy
        /// It took too long to give a sign of life and stopped; the next round goes on.
        case leaseLost = "lease_lost"
    }

    /// How the round ended.
    public var outcome: Outcome
    /// Whether nothing was changed on purpose.
    public var isDryRun: Bool
    /// Whether every step came to its end; else the next round goes on where this one stopped.
    public var isComplete = true
    /// Whether the buckets belong to another database; then no object without a record was deleted.
    public var isForeignStore = false
    /// Files that failed because nobody confirmed them.
    public var expiredUploads = 0
    /// Temporary objects that were deleted because their record doesn't need them any more.
    public var removedTemporaryObjects = 0
    /// Files that were moved to the archive.
    public var archivedFiles = 0
    /// Files that should have been, but whose object is missing or isn't the confirmed one.
    public var failedArchives = 0
    /// Finished jobs that were forgotten.
    public var removedJobs = 0
    /// Idempotency keys that were forgotten.
    public var removedIdempotencyKeys = 0
    /// Audit events that were forgotten.
    public var removedAuditEvents = 0
    /// Objects that were looked at.
    public var checkedObjects = 0
    /// Objects among them that no record names.
    public var orphanedObjects = 0
    /// Objects among those that were old enough to be deleted.
    public var removedOrphans = 0
    /// Files whose object was looked for.
    public var checkedFiles = 0
    /// Files among them whose object is missing.
    public var filesWithoutObject = 0

    /// An empty report.
    public init(outcome: Outcome, isDryRun: Bool) {
        self.outcome = outcome
        self.isDryRun = isDryRun
    }

    /// Whether anything was changed or found wrong.
    public var hasChanges: Bool {
        [
            expiredUploads, removedTemporaryObjects, archivedFiles, failedArchives, removedJobs,
            removedIdempotencyKeys, removedAuditEvents, removedOrphans, filesWithoutObject,
        ].contains { $0 > 0 }
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case outcome
        case isDryRun = "dry_run"
        case isComplete = "complete"
        case isForeignStore = "foreign_store"
        case expiredUploads = "expired_uploads"
        case removedTemporaryObjects = "removed_temporary_objects"
        case archivedFiles = "archived_files"
        case failedArchives = "failed_archives"
        case removedJobs = "removed_jobs"
        case removedIdempotencyKeys = "removed_idempotency_keys"
        case removedAuditEvents = "removed_audit_events"
        case checkedObjects = "checked_objects"
        case orphanedObjects = "orphaned_objects"
        case removedOrphans = "removed_orphans"
        case checkedFiles = "checked_files"
        case filesWithoutObject = "files_without_object"
    }

    /// The report as one JSON object, keys sorted, indented.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// The counts with their names, in the order of a round.
    public var counts: [(name: String, value: Int)] {
        [
            (CodingKeys.expiredUploads, expiredUploads), (.removedJobs, removedJobs),
            (.removedIdempotencyKeys, removedIdempotencyKeys), (.removedAuditEvents, removedAuditEvents),
            (.removedTemporaryObjects, removedTemporaryObjects), (.archivedFiles, archivedFiles),
            (.failedArchives, failedArchives), (.checkedObjects, checkedObjects),
            (.orphanedObjects, orphanedObjects), (.removedOrphans, removedOrphans), (.checkedFiles, checkedFiles),
            (.filesWithoutObject, filesWithoutObject),
        ].map { (name: $0.rawValue, value: $1) }
    }

    /// The report as metadata of a log line.
    var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "outcome": "\(outcome.rawValue)", "dry_run": "\(isDryRun)", "complete": "\(isComplete)",
            "foreign_store": "\(isForeignStore)",
        ]
        for (name, value) in counts { metadata[name] = "\(value)" }
        return metadata
    }
}

extension HousekeepingReport: CustomStringConvertible {
    /// A heading and one aligned line for each count, for people.
    public var description: String {
        let heading =
            switch (outcome, isDryRun) {
            case (.busy, _): "Another janitor is at work; nothing was done."
            case (.leaseLost, _): "The round took too long and stopped; this was done before:"
            case (.completed, true): "Nothing was changed. The next round would do this:"
            case (.completed, false): "This was done:"
            }
        if outcome == .busy { return heading }
        let counts = counts
        let width = counts.map(\.value.description.count).max() ?? 0
        let lines = counts.map { name, value in
            let digits = String(repeating: " ", count: width - value.description.count) + value.description
            return "  \(digits)  \(name.split(separator: "_").joined(separator: " "))"
        }
        let warning =
            isForeignStore
            ? ["The buckets belong to another database: objects without records were left alone. Check DATABASE_URL."]
            : []
        let ending = isComplete ? [] : ["There is more to do; the next round goes on from here."]
        return ([heading] + lines + warning + ending).joined(separator: "\n")
    }
}
