import Logging
import Metadata

extension MatchBotHandlers {
    /// Logs that a file was moved, in the fields that operators search by.
    ///
    /// - Parameters:
    ///   - operation: `upload`, `download` or `delete`.
    ///   - file: The file.
    ///   - user: Who asked.
    ///   - requestID: The request that asked for it.
    ///   - size: The object's size in bytes, where it is known.
    ///   - bucket: Where the object is, where it is known.
    ///   - start: When the operation began.
    func logStorageOperation(
        _ operation: String, file: FileID, user: UserID, requestID: String, size: Int64? = nil, bucket: String? = nil,
        since start: ContinuousClock.Instant
    ) {
        var metadata: Logger.Metadata = [
            "operation": .string(operation), "file_id": .string(file.description), "user_id": .string(user.description),
            "request_id": .string(requestID),
            "duration_ms": .stringConvertible((ContinuousClock.now - start).milliseconds), "status": "success",
        ]
        if let size { metadata["file_size"] = .stringConvertible(size) }
        if let bucket { metadata["bucket"] = .string(bucket) }
        logger.info("Storage operation completed", metadata: metadata)
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
