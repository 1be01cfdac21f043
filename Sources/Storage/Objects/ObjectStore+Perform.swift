import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1

extension ObjectStore {
    /// Sends one call and returns its successful answer: the single way from this module to the network.
    ///
    /// Order: sign -> send under the deadline -> collect the body (unless it is streamed) -> map a failure -> log. A
    /// retry or a circuit breaker would wrap exactly this.
    func perform(_ call: StoreCall) async throws(StorageError) -> StoreAnswer {
        let start = ContinuousClock.now
        do {
            let answer = try await exchange(call)
            log(call, since: start, status: answer.status, requestID: answer.requestID, failure: nil)
            return answer
        } catch {
            log(call, since: start, status: error.status, requestID: error.requestID, failure: error)
            throw error
        }
    }

    private func exchange(_ call: StoreCall) async throws(StorageError) -> StoreAnswer {
        let limit = call.isTransfer ? configuration.transferTimeout : configuration.requestTimeout
        let request = call.request(configuration: configuration, at: now())
        let httpClient = httpClient
        let answer: StoreAnswer
        do {
            answer = try await Self.withDeadline(limit) {
                let response = try await httpClient.execute(request, timeout: TimeAmount(limit))
                let status = Int(response.status.code)
                // A followed redirect would mean that the client was not made with our settings.
                guard response.history.count <= 1 else {
                    throw StorageError(.unexpectedRedirect, operation: call.operation, status: status)
                }
                if call.streamsAnswer, (200..<300).contains(status) {
                    return StoreAnswer(status: status, headers: response.headers, bytes: [], stream: response.body)
                }
                let body = try await response.body.collect(upTo: XMLScanner.maximumSize)
                return StoreAnswer(
                    status: status, headers: response.headers, bytes: Array(body.readableBytesView), stream: nil)
            }
        } catch let error as StorageError {
            throw error
        } catch {
            let code = Task.isCancelled ? .cancelled : TransportFailure.code(for: error)
            throw StorageError(code, operation: call.operation)
        }
        try Self.throwFailure(of: answer, to: call)
        return answer
    }

    /// Throws where the answer is no success, including a 200 whose body turns out to be an `<Error>`.
    private static func throwFailure(of answer: StoreAnswer, to call: StoreCall) throws(StorageError) {
        let isSuccess = (200..<300).contains(answer.status)
        if isSuccess, answer.bytes.isEmpty || XMLLeafReader.rootName(of: answer.bytes) != "Error" { return }
        let document = ErrorAnswer(answer.bytes)
        let failure = StoreFailure(
            // S3 sends 200 before a long operation ends; what went wrong afterwards is the server's doing unless the
            // code says otherwise.
            status: isSuccess ? 500 : answer.status,
            storeCode: document?.code ?? answer.headers.first(name: "x-minio-error-code"),
            requestID: answer.requestID ?? document?.requestID,
            retryAfter: StoreFailure.retryAfter(answer.headers.first(name: "retry-after")))
        throw failure.error(operation: call.operation, subject: call.subject)
    }

    /// Runs `body` and cancels it when the time is over.
    ///
    /// The HTTP client's own deadline ends with the answer's head; this one covers the body as well.
    private static func withDeadline<Value: Sendable>(
        _ limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await Task.sleep(for: limit)
                throw HTTPClientError.deadlineExceeded
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    private func log(
        _ call: StoreCall, since start: ContinuousClock.Instant, status: Int?, requestID: String?,
        failure: StorageError?
    ) {
        let elapsed = start.duration(to: .now)
        var metadata: Logger.Metadata = [
            "operation": "\(call.operation)",
            "duration_ms": "\(elapsed.milliseconds)",
        ]
        if let bucket = call.bucket { metadata["bucket"] = "\(bucket)" }
        if let status { metadata["status"] = "\(status)" }
        if let requestID { metadata["store_request_id"] = "\(requestID)" }
        if let failure { metadata["error"] = "\(failure.metricName)" }
        logger.debug("Storage operation completed", metadata: metadata)
    }
}

extension Duration {
    /// Whole milliseconds, clamped to what an `Int64` holds.
    var milliseconds: Int64 {
        let parts = components
        let (product, overflow) = parts.seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return parts.seconds < 0 ? .min : .max }
        return product.addingReportingOverflow(parts.attoseconds / 1_000_000_000_000_000).partialValue
    }
}
