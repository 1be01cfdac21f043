import ContractRuntime
import NIOCore

/// The body of a request, no faster than the event loops take it.
///
/// AsyncHTTPClient hands pieces to the loop of the connection until that loop says stop. A loop that is busy says so late,
/// and all that a fast source makes till then would be held in memory. So every now and then the body waits until each loop
/// has done what it was given.
struct PacedBody: AsyncSequence, Sendable {
    let stream: ByteStream
    let group: any EventLoopGroup

    /// How many bytes may be handed over before the loops are waited for.
    static let pace = 65_536

    func makeAsyncIterator() -> Iterator { Iterator(bytes: stream.makeAsyncIterator(), group: group) }

    struct Iterator: AsyncIteratorProtocol {
        var bytes: ByteStream.AsyncIterator
        let group: any EventLoopGroup
        private var handedOver = 0

        init(bytes: ByteStream.AsyncIterator, group: any EventLoopGroup) {
            self.bytes = bytes
            self.group = group
        }

        mutating func next() async throws -> ByteBuffer? {
            if handedOver >= PacedBody.pace {
                // A loop does in order what it is given, so the pieces before have gone to the socket or wait for it.
                let turns = group.makeIterator().map { $0.submit {} }
                for turn in turns { try await turn.get() }
                handedOver = 0
            }
            do {
                guard let piece = try await bytes.next() else { return nil }
                handedOver += piece.count
                return ByteBuffer(bytes: piece)
            } catch {
                throw SourceFailure(error: error)
            }
        }
    }

    /// That the caller's own stream ended with an error, which is no failure of the connection.
    struct SourceFailure: Error {
        let error: any Error
    }
}
