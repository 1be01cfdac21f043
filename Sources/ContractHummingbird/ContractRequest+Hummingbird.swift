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
            streamBody: { limit in request.stream(upTo: limit) })
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

    /// The body in pieces as they arrive, up to a limit.
    fileprivate func stream(upTo limit: Int) -> ByteStream {
        ByteStream(body) { buffer in
            Array(buffer: buffer)
        } failure: { error in
            error is CancellationError ? error : ContractFailure.unreadableBody
        }
        .bounded(to: limit, announced: headers[.contentLength].flatMap(Int.init))
    }
}
