import AsyncHTTPClient
import ContractRuntime
import NIOCore

/// The body of an answer that must be there by a point in time, however it comes.
///
/// AsyncHTTPClient waits for the head of an answer until its deadline, and for the body no longer than it is silent.
struct TimedBody: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body
    let end: ContinuousClock.Instant

    func makeAsyncIterator() -> Iterator { Iterator(cursor: Cursor(body), end: end) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let cursor: Cursor
        let end: ContinuousClock.Instant

        mutating func next() async throws -> ByteBuffer? {
            let (cursor, end) = (cursor, end)
            return try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
                group.addTask { try await cursor.next() }
                group.addTask {
                    try await Task.sleep(until: end, clock: .continuous)
                    throw ClientTransportError.timedOut
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        }
    }

    /// Holds the iterator for the task that waits beside the clock.
    fileprivate actor Cursor {
        private let body: HTTPClientResponse.Body
        private var iterator: HTTPClientResponse.Body.AsyncIterator?

        init(_ body: HTTPClientResponse.Body) {
            self.body = body
        }

        func next() async throws -> ByteBuffer? {
            var iterator = iterator ?? body.makeAsyncIterator()
            defer { self.iterator = iterator }
            return try await iterator.next(isolation: self)
        }
    }
}
