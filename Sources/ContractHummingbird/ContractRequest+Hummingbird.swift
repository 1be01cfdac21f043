import ContractRuntime
import HTTPTypes
import Hummingbird
import NIOCore

extension ContractRequest {
    /// Takes what the contract needs from a request; the body stays unread.
    init(_ request: Request, context: some RequestContext, pathParameters: [String: String]) {
        self.init(
            requestID: context.id, pathParameters: pathParameters, query: request.uri.query ?? "",
            header: { name in HTTPField.Name(name).flatMap { request.headers[$0] } },
            peerCertificate: (context as? any PeerCertificateContext)?.peerCertificate,
            collectBody: { limit in try await request.bytes(upTo: limit) },
            streamBody: { limit in ByteStream(BoundedBody(request: request, limit: limit)) })
    }
}

extension Request {
    /// Reads the whole body; one that announces or turns out to be longer than the limit is refused.
    fileprivate func bytes(upTo limit: Int) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap(Int.init), length > limit {
            throw ContractFailure.contentTooLarge(limit: limit)
        }
        do {
            return Array(buffer: try await body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw ContractFailure.contentTooLarge(limit: limit)
        } catch let error as CancellationError {
            throw error
        } catch {
            // The client broke off, or its chunks are malformed: its mistake, not ours.
            throw ContractFailure.unreadableBody
        }
    }
}

/// A request's body in pieces as they arrive, up to a limit.
private struct BoundedBody: AsyncSequence, Sendable {
    let request: Request
    let limit: Int

    func makeAsyncIterator() -> Iterator {
        let announced = request.headers[.contentLength].flatMap(Int.init) ?? 0
        return Iterator(base: request.body.makeAsyncIterator(), limit: limit, isTooLong: announced > limit)
    }

    struct Iterator: AsyncIteratorProtocol {
        var base: RequestBody.AsyncIterator
        let limit: Int
        let isTooLong: Bool
        private var received = 0

        init(base: RequestBody.AsyncIterator, limit: Int, isTooLong: Bool) {
            self.base = base
            self.limit = limit
            self.isTooLong = isTooLong
        }

        mutating func next() async throws -> [UInt8]? {
            if isTooLong { throw ContractFailure.contentTooLarge(limit: limit) }
            let buffer: ByteBuffer?
            do {
                buffer = try await base.next()
            } catch let error as CancellationError {
                throw error
            } catch {
                throw ContractFailure.unreadableBody
            }
            guard let buffer else { return nil }
            received += buffer.readableBytes
            guard received <= limit else { throw ContractFailure.contentTooLarge(limit: limit) }
            return Array(buffer: buffer)
        }
    }
}
