import AsyncHTTPClient
import ServiceLifecycle

/// Closes the connections to the object store when everything that uses them has stopped.
struct HTTPClientService: Service {
    var client: HTTPClient

    func run() async throws {
        try? await gracefulShutdown()
        try await client.shutdown()
    }
}
