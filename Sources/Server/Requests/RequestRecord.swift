import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Metadata

/// What is known of a request once it is answered.
struct RequestRecord {
    /// The contract's name for what was asked; nil where it has none.
    let operation: String?
    let method: String
    let path: String
    let status: Int
    let duration: Duration
    let user: UserID?
    /// Whether a credential was sent, good or not.
    let hasCredential: Bool
    /// What the head says of the body, in bytes; nil where it says nothing.
    let requestBytes: Int?
    let answerBytes: Int?

    init(
        request: Request, operation: String?, status: Int, duration: Duration, user: UserID?, answerBytes: Int?
    ) {
        self.operation = operation
        method = request.method.rawValue
        path = request.uri.path
        self.status = status
        self.duration = duration
        self.user = user
        hasCredential = request.headers[.authorization] != nil
        requestBytes = request.headers[.contentLength].flatMap { Int($0) }
        self.answerBytes = answerBytes
    }

    /// The line's members.
    var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "operation": .string(operation ?? RequestMetrics.noOperation), "method": .string(method),
            "path": .string(path), "status": .stringConvertible(status),
            "duration_ms": .stringConvertible((duration.seconds * 100_000).rounded() / 100),
        ]
        if let user { metadata["user_id"] = .string(user.description) }
        if let requestBytes { metadata["request_bytes"] = .stringConvertible(requestBytes) }
        if let answerBytes { metadata["answer_bytes"] = .stringConvertible(answerBytes) }
        return metadata
    }
}
