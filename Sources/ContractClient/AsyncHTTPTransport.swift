public import AsyncHTTPClient
public import ContractRuntime
import NIOCore
import NIOHTTP1

/// Sends the requests of a generated client with AsyncHTTPClient.
///
/// Redirects must be answers, for a contract may declare them and a credential must not follow them: make the client
/// with `AsyncHTTPTransport.configuration`, and shut it down when it is no longer needed.
public struct AsyncHTTPTransport: ClientTransport {
    private let client: HTTPClient

    /// Makes a transport that shares the connections of a client.
    public init(_ client: HTTPClient) {
        self.client = client
    }

    /// Settings for the client.
    ///
    /// - No redirect is followed, and a refused connection fails at once.
    /// - Nothing is decompressed, so that limits count what is read.
    /// - No spans: they would hold the whole URL, and with it a key of the query.
    ///
    /// - Parameters:
    ///   - connectTimeout: How long a connection may take to be made.
    ///   - readTimeout: How long an answer may be silent.
    public static func configuration(
        connectTimeout: Duration = .seconds(10), readTimeout: Duration = .seconds(60)
    ) -> HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool()
        pool.retryConnectionEstablishment = false
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(connectTimeout), read: TimeAmount(readTimeout)),
            connectionPool: pool, decompression: .disabled)
        configuration.tracing.tracer = nil
        return configuration
    }

    /// Sends a request.
    public func send(_ request: ClientRequest) async throws -> ClientAnswer {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        for field in request.headers { message.headers.add(name: field.name, value: field.value) }
        switch request.body {
        case .none: break
        case .bytes(let bytes): message.body = .bytes(ByteBuffer(bytes: bytes))
        case .stream(let stream):
            message.body = .stream(PacedBody(stream: stream, group: client.eventLoopGroup), length: .unknown)
        }
        // A stream has no end to wait for; that it goes on is what the client's own read timeout sees to.
        let deadline = request.timeout.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
        let end = request.timeout.map { ContinuousClock.now + $0 }
        do {
            let response = try await client.execute(message, deadline: deadline)
            return ClientAnswer(
                status: Int(response.status.code),
                headers: response.headers.map { HeaderField($0.name, $0.value) },
                body: Self.body(response, end: end))
        } catch {
            throw Self.failure(error, isConnected: false)
        }
    }

    private static func body(_ response: HTTPClientResponse, end: ContinuousClock.Instant?) -> ByteStream {
        let bytes = { @Sendable (piece: ByteBuffer) in Array(piece.readableBytesView) }
        let failure = { @Sendable (error: any Error) in Self.failure(error, isConnected: true) }
        guard let end else { return ByteStream(response.body, transform: bytes, failure: failure) }
        return ByteStream(TimedBody(body: response.body, end: end), transform: bytes, failure: failure)
    }

    /// What a failure of the client means; nothing of the request is in it.
    static func failure(_ error: any Error, isConnected: Bool) -> any Error {
        switch error {
        case is CancellationError: return error
        case let error as PacedBody.SourceFailure: return error.error
        case let error as HTTPClientError where isTimeout(error): return ClientTransportError.timedOut
        case let error as HTTPClientError where isInvalid(error): return ClientTransportError.invalidURL
        case let error as HTTPClientError where error == .cancelled: return CancellationError()
        case let error as HTTPClientError: return ClientTransportError.interrupted(error.shortDescription)
        case is ClientTransportError, is ContractFailure, is ClientError: return error
        case let error where isConnected || error is ChannelError || error is HTTPParserError:
            return ClientTransportError.interrupted(String(describing: type(of: error)))
        default: return ClientTransportError.unreachable(String(describing: type(of: error)))
        }
    }

    private static func isTimeout(_ error: HTTPClientError) -> Bool {
        [
            .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
            .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
        ].contains(error)
    }

    private static func isInvalid(_ error: HTTPClientError) -> Bool {
        [.invalidURL, .emptyHost, .emptyScheme, .missingSocketPath].contains(error)
    }
}
