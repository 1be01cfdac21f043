/// One step of the schema's history: a name that's never changed and SQL that's never edited after a release.
struct Migration: Sendable {
    /// Four digits, an underscore and what it makes, such as `0001_users`; unique, and sorted as applied.
    let name: String
    /// Statements separated by semicolons; they run in one transaction.
    let sql: String

    /// Every migration in the order in which they're applied.
    static let all: [Migration] = [
        .users, .fileUploads, .fileIngestions, .transactions, .jobs, .rateLimits, .housekeeping,
        .rejectedRows, .usage, .idempotencyKeys, .auditEvents, .jobOrigins, .auditBounds,
        .refusedAccessRetention, .missingObjects,
    ]
}
