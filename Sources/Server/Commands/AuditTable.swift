import ContractRuntime
import Foundation
import Metadata

/// Writes audit events down, for people or for programs.
enum AuditTable {
    /// A table with a heading; one line for each event.
    static func text(_ events: [AuditEvent]) -> String {
        guard !events.isEmpty else { return "There are no such events." }
        return TextTable.text(
            heading: ["TIME", "ACTOR", "ACTION", "OUTCOME", "USER", "FILE", "REQUEST", "DETAILS"],
            rows: events.map { event in
                [
                    event.occurredAt.ISO8601Format(), event.actor, event.action, event.outcome.rawValue,
                    event.userID?.description ?? "-", event.fileID?.description ?? "-", event.requestID ?? "-",
                    event.detailsJSON ?? "-",
                ]
            })
    }

    /// A JSON array of objects, one on each line; `details` is the object as it is stored.
    static func json(_ events: [AuditEvent]) -> String {
        "[" + events.map { "\n  " + String(decoding: object($0).jsonBytes, as: UTF8.self) }.joined(separator: ",")
            + "\n]"
    }

    private static func object(_ event: AuditEvent) -> JSONMap<JSONValue> {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        let details = event.detailsJSON.flatMap { try? JSONValue.read(jsonBytes: Array($0.utf8)) } ?? .null
        return JSONMap([
            ("id", .number(String(event.id))), ("occurred_at", .string(event.occurredAt.formatted)),
            ("actor", .string(event.actor)), ("user_id", text(event.userID?.description)),
            ("owner_id", text(event.ownerID?.description)), ("action", .string(event.action)),
            ("outcome", .string(event.outcome.rawValue)), ("file_id", text(event.fileID?.description)),
            ("request_id", text(event.requestID)), ("details", details),
        ])
    }
}
