import Logging
import NIOHTTP1
import Tracing

/// What is said of each call: one line in the log, one span, and the events that metrics are made of.
extension ObjectStore {
    /// A call under way.
    struct CallRecord {
        let start: ContinuousClock.Instant
        var attempts = 0
        let span: any Span
    }

    /// Opens a call's span, named and described as OpenTelemetry does for S3.
    ///
    /// Neither key, header, query nor credential goes in: a key names a user.
    func begin(_ call: StoreCall) -> CallRecord {
        let span = startSpan("S3/\(call.operation)", ofKind: .client)
        if span.isRecording {
            span.updateAttributes { attributes in
                attributes["rpc.system"] = "aws-api"
                attributes["rpc.service"] = "S3"
                attributes["rpc.method"] = call.operation
                attributes["http.request.method"] = call.method.rawValue
                attributes["server.address"] = configuration.endpoint.host
                attributes["server.port"] = configuration.endpoint.port
                attributes["aws.s3.bucket"] = call.bucket
            }
        }
        return CallRecord(start: time.now(), span: span)
    }

    /// Logs an attempt and tells the observer.
    func record(_ attempt: StoragePipeline.Attempt<StoreAnswer>, of call: StoreCall) {
        let outcome = attempt.result.outcome
        if logger.logLevel <= .debug {
            var metadata = metadata(of: call, attempt.result, lasting: attempt.duration)
            metadata["attempt"] = .stringConvertible(attempt.number)
            if !attempt.isLast { metadata["retried"] = .stringConvertible(true) }
            logger.debug("Storage attempt ended", metadata: metadata)
        }
        observer?(
            .attempt(
                StorageEvent.Attempt(
                    operation: call.operation, outcome: outcome, duration: attempt.duration, number: attempt.number,
                    isLast: attempt.isLast)))
    }

    /// Writes the one line of a call, ends its span and tells the observer.
    func end(_ record: CallRecord, _ call: StoreCall, _ result: Result<StoreAnswer, StorageError>) {
        let duration = record.start.duration(to: time.now())
        let outcome = result.outcome
        var metadata = metadata(of: call, result, lasting: duration)
        metadata["attempts"] = .stringConvertible(record.attempts)
        logger.log(level: result.logLevel, "Storage call ended", metadata: metadata)
        if record.span.isRecording {
            record.span.updateAttributes { attributes in
                attributes["http.response.status_code"] = result.status
                attributes["aws.request_id"] = result.requestID
                if record.attempts > 1 { attributes["http.request.resend_count"] = record.attempts - 1 }
                if case .failure = result { attributes["error.type"] = outcome }
            }
            if case .failure = result { record.span.setStatus(SpanStatus(code: .error)) }
        }
        record.span.end()
        observer?(
            .call(
                StorageEvent.Call(
                    operation: call.operation, outcome: outcome, duration: duration, attempts: record.attempts)))
    }

    /// Tells how a download ended; a body that broke off has no other line in the log.
    func recordDownload(_ result: Result<Void, StorageError>, bytes: Int64, of call: StoreCall) {
        if case .failure(let error) = result {
            logger.log(
                level: error.code == .cancelled ? .info : .warning, "Storage download broke off",
                metadata: [
                    "operation": .string(call.operation), "status": "failure", "error": .string(error.metricName),
                    "bytes": .stringConvertible(bytes), "bucket": .string(call.bucket ?? ""),
                ])
        }
        observer?(.download(StorageEvent.Download(outcome: result.outcome, bytes: bytes)))
    }

    private func metadata(
        of call: StoreCall, _ result: Result<StoreAnswer, StorageError>, lasting duration: Duration
    ) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "operation": .string(call.operation),
            "duration_ms": .stringConvertible(duration.milliseconds),
            "status": "success",
        ]
        if case .failure(let error) = result {
            metadata["status"] = "failure"
            metadata["error"] = .string(error.metricName)
            if let code = error.storeCode { metadata["store_code"] = .string(code) }
        }
        if let bucket = call.bucket { metadata["bucket"] = .string(bucket) }
        if let status = result.status { metadata["http_status"] = .stringConvertible(status) }
        if let requestID = result.requestID { metadata["store_request_id"] = .string(requestID) }
        return metadata
    }
}

extension Result where Failure == StorageError {
    /// `success`, or the kind of error.
    fileprivate var outcome: String {
        switch self {
        case .success: "success"
        case .failure(let error): error.metricName
        }
    }
}

extension Result where Success == StoreAnswer, Failure == StorageError {
    fileprivate var status: Int? {
        switch self {
        case .success(let answer): answer.status
        case .failure(let error): error.status
        }
    }

    fileprivate var requestID: String? {
        switch self {
        case .success(let answer): answer.requestID
        case .failure(let error): error.requestID
        }
    }

    /// What a caller may expect of a store that works (no such object, another version) is no warning.
    fileprivate var logLevel: Logger.Level {
        guard case .failure(let error) = self else { return .info }
        let isExpected = [.objectNotFound, .preconditionFailed, .conflict, .cancelled].contains(error.code)
        return isExpected ? .info : .warning
    }
}
