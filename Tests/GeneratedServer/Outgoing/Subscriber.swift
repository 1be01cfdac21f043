import AsyncHTTPClient
import ContractClient
import ContractRuntime
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization

/// Somebody who has asked to be called, on a real socket.
final class Subscriber: Sendable {
    /// What has arrived.
    struct Call: Equatable {
        var method: String
        var target: String
        var event: String?
        var key: String?
        var body: String
    }

    private let arrived = Mutex<[Call]>([])

    var calls: [Call] { arrived.withLock { $0 } }

    /// Runs the subscriber while something is sent to it; `url` is where it stands.
    func run(
        _ test: @Sendable @escaping (_ transport: AsyncHTTPTransport, _ url: String) async throws -> Void
    ) async throws {
        let router = Router()
        let answer = { @Sendable (request: Request, context: BasicRequestContext) async throws -> Response in
            let body = try await request.body.collect(upTo: 10_000)
            self.arrived.withLock {
                $0.append(
                    Call(
                        method: request.method.rawValue, target: request.uri.string,
                        event: HTTPField.Name("X-Event").flatMap { request.headers[$0] },
                        key: HTTPField.Name("X-Key").flatMap { request.headers[$0] },
                        body: String(buffer: body)))
            }
            switch request.uri.path {
            case "/taken/":
                return Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: .init(byteBuffer: ByteBuffer(string: #"{"x":2}"#)))
            case "/broken":
                return Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: .init(byteBuffer: ByteBuffer(string: #"{"y":"no"}"#)))
            case "/gone": return Response(status: .gone)
            case "/failing": return Response(status: .internalServerError)
            default: return Response(status: .noContent)
            }
        }
        router.post("**", use: answer)
        router.put("**", use: answer)
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { client in
            guard let port = client.port else { throw ClientTransportError.invalidURL }
            let httpClient = HTTPClient(configuration: AsyncHTTPTransport.configuration())
            do {
                try await test(AsyncHTTPTransport(httpClient), "http://127.0.0.1:\(port)")
            } catch {
                try await httpClient.shutdown()
                throw error
            }
            try await httpClient.shutdown()
        }
    }
}
