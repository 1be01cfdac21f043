import AsyncHTTPClient
import ContractClient
import ContractRuntime
import HummingbirdTesting

extension ThingsServer {
    /// Runs the server while the generated client calls it.
    static func call(
        limits: ClientLimits = ClientLimits(), _ test: @Sendable @escaping (ThingsClient) async throws -> Void
    ) async throws {
        try await run { server in
            guard let port = server.client.port else { throw ClientTransportError.invalidURL }
            let httpClient = HTTPClient(configuration: AsyncHTTPTransport.configuration())
            let client = ThingsClient(
                server: ThingsClient.Server(url: "http://127.0.0.1:\(port)/v1"),
                transport: AsyncHTTPTransport(httpClient), limits: limits)
            do {
                try await test(client)
            } catch {
                try await httpClient.shutdown()
                throw error
            }
            try await httpClient.shutdown()
        }
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
