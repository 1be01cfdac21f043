import AsyncHTTPClient
public import NIOCore

/// The bytes of one object as they arrive, with the object's metadata beforehand.
///
/// Bytes are read from the network only as fast as they are consumed. The sequence can be iterated once; ending the
/// iteration early closes the connection. It ends normally only after exactly `metadata.size` bytes; a body that is
/// shorter or longer throws ``StorageError/Code/truncatedBody``. One that stands still for
/// ``StorageConfiguration/transferTimeout``, or drips so slowly that it lags as far behind 16 KiB a second, throws
/// ``StorageError/Code/timeout``; only time spent waiting for the store counts, not the consumer's own.
public struct ObjectStream: AsyncSequence, Sendable {
    /// A chunk of any positive length.
    public typealias Element = ByteBuffer
    /// The only error iteration throws.
    public typealias Failure = StorageError

    /// What the answer's head said about the object.
    public let metadata: ObjectMetadata
    /// Whether the answer is the part of the object that was asked for; `metadata.size` is that part's.
    let isPartial: Bool
    /// The call that asked for the bytes, as logs and errors name it.
    let operation: String
    private let body: HTTPClientResponse.Body
    private let patience: Duration
    private let slot: BulkheadSlot?
    private let report: Report

    /// Is told how the stream ended and how many bytes came; not told where the reader stopped early.
    typealias Report = @Sendable (Result<Void, StorageError>, Int64) -> Void

    init(
        metadata: ObjectMetadata, body: HTTPClientResponse.Body, patience: Duration, operation: String = "get",
        isPartial: Bool = false, slot: BulkheadSlot? = nil, report: @escaping Report = { _, _ in }
    ) {
        self.metadata = metadata
        self.operation = operation
        self.body = body
        self.patience = patience
        self.isPartial = isPartial
        self.slot = slot
        self.report = report
    }

    /// Starts reading.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            base: body.makeAsyncIterator(), size: metadata.size, patience: patience, operation: operation, slot: slot,
            report: report)
    }

    /// Reads one stream and counts its bytes.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// A chunk of any positive length.
        public typealias Element = ByteBuffer
        /// The only error iteration throws.
        public typealias Failure = StorageError

        private var base: HTTPClientResponse.Body.AsyncIterator
        private let size: Int64
        private let patience: Duration
        private let operation: String
        private let slot: BulkheadSlot?
        private let report: Report
        private var received: Int64 = 0
        private var waited: Duration = .zero
        private var isFinished = false

        fileprivate init(
            base: HTTPClientResponse.Body.AsyncIterator, size: Int64, patience: Duration, operation: String,
            slot: BulkheadSlot?, report: @escaping Report
        ) {
            self.base = base
            self.size = size
            self.patience = patience
            self.operation = operation
            self.slot = slot
            self.report = report
        }

        /// The next chunk, or `nil` once every promised byte has been handed out.
        public mutating func next() async throws(StorageError) -> ByteBuffer? {
            try await next(isolation: nil)
        }

        /// The next chunk, or `nil` once every promised byte has been handed out.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(StorageError) -> ByteBuffer? {
            guard !isFinished else { return nil }
            let start = ContinuousClock.now
            let chunk: ByteBuffer?
            do {
                chunk = try await base.next(isolation: actor)
            } catch {
                throw end(with: code(for: error))
            }
            waited += start.duration(to: .now)
            guard let chunk else {
                // The HTTP client also ends a body whose task was cancelled.
                guard received == size else { throw end(with: Task.isCancelled ? .cancelled : .truncatedBody) }
                isFinished = true
                slot?.release()
                report(.success(()), received)
                return nil
            }
            received += Int64(chunk.readableBytes)
            guard received <= size else { throw end(with: .truncatedBody) }
            guard waited <= patience + .seconds(received / Self.slowestRate) else { throw end(with: .timeout) }
            return chunk
        }

        /// Bytes per second below which a store counts as stuck.
        private static let slowestRate: Int64 = 16_384

        private mutating func end(with code: StorageError.Code) -> StorageError {
            isFinished = true
            slot?.release()
            let error = StorageError(code, operation: operation)
            report(.failure(error), received)
            return error
        }

        /// After the head, a connection that breaks means a body that ended early.
        private func code(for error: any Error) -> StorageError.Code {
            let code = TransportFailure.code(for: error)
            return code == .connectionFailed ? .truncatedBody : code
        }
    }
}
