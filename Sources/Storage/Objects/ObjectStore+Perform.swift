import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1

extension ObjectStore {
    /// Sends one call and returns its successful answer: the single way from this module to the network.
    ///
    /// Order: deadline -> breaker -> retry -> bulkhead (see ``StoragePipeline``) -> sign -> send -> collect the body
    /// (unless it is streamed) -> map a failure. Each attempt is logged and observed.
    func perform(_ call: StoreCall) async throws(StorageError) -> StoreAnswer {
        var record = begin(call)
        let result: Result<StoreAnswer, StorageError>
        do {
            result = .success(try await attempt(call, counting: &record.attempts))
        } catch {
            result = .failure(error)
        }
        end(record, call, result)
        return try result.get()
    }

    private func attempt(_ call: StoreCall, counting attempts: inout Int) async throws(StorageError) -> StoreAnswer {
        let limit = call.isTransfer ? configuration.transferTimeout : configuration.requestTimeout
        guard !isDirect else {
            attempts = 1
            return try await performDirectly(call, within: limit)
        }
        let success = try await pipeline.run(
            StoragePipeline.Call(operation: call.operation, isIdempotent: call.isIdempotent, limit: limit),
            attempt: { (deadline) async throws(AttemptFailure) in try await exchange(call, until: deadline) },
            report: {
                attempts = $0.number
                self.record($0, of: call)
            })
        var answer = success.value
        if answer.stream == nil {
            success.slot.release()
        } else {
            answer.slot = success.slot
        }
        return answer
    }

    private func performDirectly(
        _ call: StoreCall, within limit: Duration
    ) async throws(StorageError) -> StoreAnswer {
        let start = time.now()
        let result: Result<StoreAnswer, StorageError>
        do {
            result = .success(try await exchange(call, until: start + limit))
        } catch {
            result = .failure(error.error)
        }
        record(
            StoragePipeline.Attempt(
                number: 1, duration: start.duration(to: time.now()), result: result, isLast: true),
            of: call)
        return try result.get()
    }

    private func exchange(
        _ call: StoreCall, until deadline: ContinuousClock.Instant
    ) async throws(AttemptFailure) -> StoreAnswer {
        let sent = now()
        let request = call.request(configuration: configuration, at: sent)
        let httpClient = httpClient
        let patience = TimeAmount(max(time.now().duration(to: deadline), .zero))
        let answer: StoreAnswer
        do {
            answer = try await withDeadline(deadline) {
                let response = try await httpClient.execute(request, timeout: patience)
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
            throw AttemptFailure(error)
        } catch {
            let code = Task.isCancelled ? .cancelled : TransportFailure.code(for: error)
            throw AttemptFailure(
                StorageError(code, operation: call.operation), isUnsent: TransportFailure.isUnsent(error))
        }
        clock.record(date: answer.headers.first(name: "date"), sent: sent, received: now(), at: time.now())
        do {
            try Self.throwFailure(of: answer, to: call)
        } catch {
            throw AttemptFailure(error)
        }
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
            message: document?.message,
            requestID: answer.requestID ?? document?.requestID,
            retryAfter: StoreFailure.retryAfter(answer.headers.first(name: "retry-after")))
        throw failure.error(operation: call.operation, subject: call.subject)
    }

    /// Runs `body` and cancels it at a moment.
    ///
    /// The HTTP client's own deadline ends with the answer's head; this one covers the body as well.
    func withDeadline<Value: Sendable>(
        _ deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let time = time
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await time.sleep(deadline)
                throw HTTPClientError.deadlineExceeded
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
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
