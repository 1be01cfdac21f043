import AsyncHTTPClient
import ContractClient
import ContractRuntime
import HummingbirdTesting

extension ThingsServer {
    /// Runs the server while the generated client calls it.
    static func call(
        _ handlers: ThingsHandlers = ThingsHandlers(), limits: ClientLimits = ClientLimits(),
        _ test: @Sendable @escaping (ThingsClient) async throws -> Void
    ) async throws {
        try await run(handlers) { server in
            guard let port = server.client.port else { throw ClientTransportError.invalidURL }
            try await ThingsClient.use(at: "http://127.0.0.1:\(port)/v1", limits: limits, test)
        }
    }
}

extension ThingsClient {
    /// Makes a client of the server with this URL, for as long as a test takes.
    static func use(
        at url: String, limits: ClientLimits = ClientLimits(),
        configuration: HTTPClient.Configuration = AsyncHTTPTransport.configuration(),
        _ test: (ThingsClient) async throws -> Void
    ) async throws {
        let httpClient = HTTPClient(configuration: configuration)
        let client = ThingsClient(server: Server(url: url), transport: AsyncHTTPTransport(httpClient), limits: limits)
        do {
            try await test(client)
        } catch {
            try await httpClient.shutdown()
            throw error
        }
        try await httpClient.shutdown()
    }
}

/// What a call came to nothing for.
func failure<Output>(of call: () async throws -> Output) async -> ClientError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? ClientError
    }
}
