import Foundation
import Metadata

/// What is kept for a time and then forgotten.
extension Round {
    mutating func removeIdempotencyKeys() async throws {
        let deadline = moment(before: IdempotencyKey.lifetime)
        let records = janitor.records
        report.removedIdempotencyKeys = try await forget(
            count: { try await records.countIdempotencyKeys(before: deadline, limit: $0) },
            remove: { try await records.removeIdempotencyKeys(before: deadline, limit: $0) })
    }

    mutating func removeAuditEvents() async throws {
        let deadline = moment(before: configuration.auditPeriod)
        let audit = janitor.audit
        report.removedAuditEvents = try await forget(
            count: { try await audit.countEvents(before: deadline, limit: $0) },
            remove: { try await audit.removeEvents(before: deadline, limit: $0) })
    }

    /// Removes page by page, as many as a round may; only counts in a dry run.
    private mutating func forget(
        count: (Int) async throws -> Int, remove: (Int) async throws -> Int
    ) async throws -> Int {
        let limit = configuration.pageSize * configuration.pagesPerRound
        guard !isDryRun else {
            let found = try await count(limit)
            if found == limit { report.isComplete = false }
            return found
        }
        var total = 0
        for _ in 0..<configuration.pagesPerRound {
            try await keepLease()
            let removed = try await remove(configuration.pageSize)
            total += removed
            if removed < configuration.pageSize { return total }
        }
        report.isComplete = false
        return total
    }
}
