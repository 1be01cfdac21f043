import Generated
import Logging
import Metadata
import Storage

extension MatchBotHandlers {
    /// What is told of a file that was, or was not, moved.
    struct FileOperation {
        let action: FileEvent.Action
        let file: FileID
        let user: UserID
        let requestID: String
        let start = ContinuousClock.now
    }

    /// Logs how moving a file ended, in the fields that operators search by, and tells the observer.
    ///
    /// - Parameters:
    ///   - operation: What was asked for.
    ///   - outcome: How it ended.
    ///   - size: The object's size in bytes, where it is known.
    ///   - bucket: Where the object is, where it is known.
    ///   - error: The kind of error, one of a fixed set.
    func finish(
        _ operation: FileOperation, _ outcome: FileEvent.Outcome, size: Int64? = nil, bucket: String? = nil,
        error: String? = nil
    ) {
        var metadata: Logger.Metadata = [
            "operation": .string(operation.action.rawValue), "file_id": .string(operation.file.description),
            "user_id": .string(operation.user.description), "request_id": .string(operation.requestID),
            "duration_ms": .stringConvertible((ContinuousClock.now - operation.start).milliseconds),
            "status": .string(outcome == .success || outcome == .deferred ? outcome.rawValue : "failure"),
        ]
        if outcome != .success, outcome != .deferred { metadata["error"] = .string(error ?? outcome.rawValue) }
        if let size { metadata["file_size"] = .stringConvertible(size) }
        if let bucket { metadata["bucket"] = .string(bucket) }
        logger.log(level: outcome == .error ? .warning : .info, "Storage operation completed", metadata: metadata)
        observeFile(FileEvent(operation.action, outcome, bytes: outcome == .success ? size : nil))
    }

    /// Runs what moves a file, and logs the failure where it throws.
    func logging<Value>(
        _ operation: FileOperation, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch {
            let name =
                switch error {
                case let error as StorageError: error.metricName
                case let error as DatabaseError: error.metricName
                default: "unexpected"
                }
            finish(operation, .error, error: name)
            throw error
        }
    }
}

extension Duration {
    /// The duration in whole milliseconds.
    var milliseconds: Int64 { Int64(timeInterval * 1_000) }

    /// The duration in seconds.
    var timeInterval: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
