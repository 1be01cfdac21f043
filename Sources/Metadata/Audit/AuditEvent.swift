public import Foundation

/// One line of the audit trail: who did what to which file, and whether it was allowed.
public struct AuditEvent: Sendable, Hashable {
    /// How it ended.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// It was done.
        case done
        /// It was refused.
        case refused
    }

    /// The actor of a change that was made without a ``ChangeOrigin``.
    static let unknownActor = "database"

    /// Its number; later events have greater ones.
    public var id: Int64
    /// When it happened, by the database's clock.
    public var occurredAt: Date
    /// What kind of party acted: one of ``ChangeOrigin/Actor``, or `database` for a change made by hand.
    public var actor: String
    /// The user who acted, or whose file the service acted on.
    public var userID: UserID?
    /// The owner of the file, or of the reconciliation that was refused; nil when there is none.
    public var ownerID: UserID?
    /// What was done: `sign`, `confirm`, `defer` (confirmed while the store was away), `process`, `ready`, `fail`,
    /// `retry`, `link`, `download`, `archive`, `delete`, `remove_object`; or `access` for a request that was refused.
    public var action: String
    /// How it ended.
    public var outcome: Outcome
    /// The file; it may be gone by now.
    public var fileID: FileID?
    /// The request that did it; nil for what the service did by itself.
    public var requestID: String?
    /// More about it: a JSON object.
    public var detailsJSON: String?
}

extension AuditEvent {
    static let columns = """
        id, occurred_at, actor, user_id, owner_id, action, outcome, file_id, request_id, (
            CASE WHEN outcome <> 'refused' THEN details ELSE details || jsonb_build_object('count', coalesce((
                SELECT count FROM refused_accesses AS seen
                WHERE seen.user_id = audit_events.user_id
                    AND seen.hour = floor(extract(epoch FROM occurred_at) / 3600)
                    AND seen.operation = coalesce(details->>'operation', '')
                    AND seen.target = coalesce(
                        (details->>'reconciliation_id')::uuid, file_id, '00000000-0000-0000-0000-000000000000')
            ), 1)) END)::text
        """

    init(row: inout RowReader) throws(DatabaseError) {
        id = try row.integer()
        occurredAt = try row.timestamp()
        actor = try row.text()
        userID = try row.optionalIdentifier()
        ownerID = try row.optionalIdentifier()
        action = try row.text()
        outcome = try row.value()
        fileID = try row.optionalIdentifier()
        requestID = try row.optionalText()
        detailsJSON = try row.optionalText()
    }
}
