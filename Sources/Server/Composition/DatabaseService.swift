import Metadata
import ServiceLifecycle

/// Keeps the connections to the database until the service stops.
struct DatabaseService: Service {
    var database: Database

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await database.run() }
    }
}
