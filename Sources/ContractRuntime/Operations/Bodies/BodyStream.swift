/// A body that arrives or leaves in pieces; only what is at hand is in memory.
///
/// One that arrives can be read once. It ends with `ContractFailure` when it breaks a bound or the contract.
public struct BodyStream<Element: Sendable>: AsyncSequence, Sendable {
    /// Anything may go wrong on the way.
    public typealias Failure = any Error

    /// The media type of this very body: that of the request, or, for an answer, one that a range such as `image/*`
    /// stands for.
    public var mediaType: String?
    private let begin: @Sendable () -> AsyncIterator

    /// Makes a body of any sequence.
    public init<Base: AsyncSequence & Sendable>(_ base: Base, mediaType: String? = nil)
    where Base.Element == Element {
        self.mediaType = mediaType
        begin = {
            var iterator = base.makeAsyncIterator()
            return AsyncIterator { try await iterator.next() }
        }
    }

    /// Makes a body of what a sequence of another kind yields.
    ///
    /// - Parameters:
    ///   - base: The sequence.
    ///   - mediaType: The media type of this very body.
    ///   - transform: Makes a piece of what it yields.
    ///   - failure: Says what a failure of the sequence means to those who read the body.
    public init<Base: AsyncSequence & Sendable>(
        _ base: Base, mediaType: String? = nil, transform: @escaping @Sendable (Base.Element) throws -> Element,
        failure: @escaping @Sendable (any Error) -> any Error
    ) {
        self.mediaType = mediaType
        begin = {
            var iterator = base.makeAsyncIterator()
            return AsyncIterator {
                let next: Base.Element?
                do {
                    next = try await iterator.next()
                } catch {
                    throw failure(error)
                }
                return try next.map(transform)
            }
        }
    }

    /// Makes a body of pieces that are at hand.
    public init(_ elements: [Element], mediaType: String? = nil) {
        self.mediaType = mediaType
        begin = {
            var iterator = elements.makeIterator()
            return AsyncIterator { iterator.next() }
        }
    }

    /// Begins at the first piece.
    public func makeAsyncIterator() -> AsyncIterator { begin() }

    /// Reads one piece after the other.
    public struct AsyncIterator: AsyncIteratorProtocol {
        /// Anything may go wrong on the way.
        public typealias Failure = any Error
        private let read: () async throws -> Element?

        fileprivate init(_ read: @escaping () async throws -> Element?) {
            self.read = read
        }

        /// The next piece, or nil at the end.
        public mutating func next() async throws -> Element? { try await read() }
    }
}

/// Bytes that arrive or leave in pieces.
public typealias ByteStream = BodyStream<[UInt8]>

extension BodyStream where Element == [UInt8] {
    /// Makes a body of bytes that are at hand.
    public init(bytes: [UInt8], mediaType: String? = nil) {
        self.init(bytes.isEmpty ? [] : [bytes], mediaType: mediaType)
    }

    /// The same bytes; reading beyond the limit ends with `ContractFailure.contentTooLarge`.
    ///
    /// - Parameter announced: The length that the head of the message tells, if it tells one.
    public func bounded(to limit: Int, announced: Int? = nil) -> Self {
        Self(BoundedBytes(bytes: self, limit: limit, isTooLong: (announced ?? 0) > limit), mediaType: mediaType)
    }

    /// All bytes at once.
    ///
    /// - Throws: `ContractFailure.contentTooLarge` beyond the limit, and whatever ends the stream.
    public func collect(upTo limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in self {
            guard piece.count <= limit - bytes.count else { throw ContractFailure.contentTooLarge(limit: limit) }
            bytes += piece
        }
        return bytes
    }
}

/// Bytes up to a limit.
private struct BoundedBytes: AsyncSequence, Sendable {
    let bytes: ByteStream
    let limit: Int
    /// Whether there will be more for certain.
    let isTooLong: Bool

    func makeAsyncIterator() -> Iterator {
        Iterator(bytes: bytes.makeAsyncIterator(), limit: limit, remaining: isTooLong ? -1 : limit)
    }

    struct Iterator: AsyncIteratorProtocol {
        var bytes: ByteStream.AsyncIterator
        let limit: Int
        var remaining: Int

        mutating func next() async throws -> [UInt8]? {
            guard remaining >= 0 else { throw ContractFailure.contentTooLarge(limit: limit) }
            guard let piece = try await bytes.next() else { return nil }
            remaining -= piece.count
            guard remaining >= 0 else { throw ContractFailure.contentTooLarge(limit: limit) }
            return piece
        }
    }
}
