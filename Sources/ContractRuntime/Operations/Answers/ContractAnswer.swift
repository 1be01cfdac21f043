/// An answer as generated code reads it, its body still on the way, whatever the HTTP client: the counterpart of
/// `ContractResponse`.
public struct ContractAnswer: ReceivedAnswer {
    /// The HTTP status.
    public let status: Int
    /// The header fields, in their order.
    public let headers: [HeaderField]
    /// The `operationId`, which errors name.
    public let operation: String
    let body: ByteStream
    /// The most bytes that are read at once.
    let limit: Int
    /// How long reading a whole body may take; nil where the transport sees to it.
    private let timeout: Duration?

    /// - Parameter timeout: How long reading a whole body may take, of an operation whose answer may be a stream as well.
    init(_ answer: ClientAnswer, to operation: String, limit: Int, timeout: Duration? = nil) {
        status = answer.status
        headers = answer.headers
        body = answer.body
        self.operation = operation
        self.limit = limit
        self.timeout = timeout
    }

    /// Passes over the body, so that the connection can be used again; one that is long, or slow, is cut off.
    public func discard() async {
        let body = body
        // What is not wanted may break off.
        guard ![204, 304].contains(status) else {
            _ = try? await body.first { _ in true }
            return
        }
        try? await withTimeout(.seconds(1)) {
            var count = 0
            for try await piece in body {
                count += piece.count
                if count > 65_536 { return }
            }
        }
    }

    private func withTimeout<Result: Sendable>(
        _ timeout: Duration?, _ read: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let timeout else { return try await read() }
        let error = error(.transport(.timedOut))
        return try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: read)
            group.addTask {
                try await Task.sleep(for: timeout)
                throw error
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw error }
            return result
        }
    }

    /// The contract declares no such status.
    public func undeclared() async -> ClientError {
        await discard()
        return error(.undeclaredStatus(status))
    }

    /// Reads an answer of JSON.
    public func json<Value>(
        _ mediaType: String, read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) async throws -> Value {
        try await whole(mediaType).json(mediaType, read: read)
    }

    /// Reads an answer of JSON as a value of a type of the contract.
    public func json<Value: JSONReadable>(_ mediaType: String, as type: Value.Type) async throws -> Value {
        try await whole(mediaType).json(mediaType, as: type)
    }

    /// Reads an answer of text, which must be UTF-8, as the value that it stands for.
    public func text<Value>(
        _ mediaType: String, as shape: ParameterShape = .string,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) async throws -> Value {
        try await whole(mediaType).text(mediaType, as: shape, read: read)
    }

    private func whole(_ mediaType: String) async throws -> WholeAnswer {
        _ = try self.mediaType(among: [mediaType])
        return WholeAnswer(self, body: .bytes(try await collect()))
    }

    /// Waits for the body of an answer that the contract has one for, and passes over any other.
    ///
    /// What is wrong with a body is told where it is read: something else may be wrong before, or nobody want it.
    func whole(of call: ContractCall) async throws -> WholeAnswer {
        let isEmpty = call.metadata.method == "HEAD" || call.emptyStatuses.contains { $0.contains(status) }
        guard !isEmpty, call.metadata.declares(status), (try? mediaType(among: call.accept)) != nil else {
            await discard()
            // An answer without content is whole already; of any other an error follows, which cancellation is not.
            if !isEmpty { try Task.checkCancellation() }
            return WholeAnswer(self, body: .passedOver)
        }
        do {
            return WholeAnswer(self, body: .bytes(try await collect()))
        } catch let error as ClientError {
            return WholeAnswer(self, body: .failed(error))
        }
    }

    private func collect() async throws -> [UInt8] {
        let (stream, limit, tooLarge) = (stream, limit, error(.answerTooLarge(limit: limit)))
        return try await withTimeout(timeout) {
            var bytes: [UInt8] = []
            for try await piece in stream {
                guard piece.count <= limit - bytes.count else { throw tooLarge }
                bytes += piece
            }
            return bytes
        }
    }
}
