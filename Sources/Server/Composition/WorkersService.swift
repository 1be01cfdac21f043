import ServiceLifecycle

/// Runs what takes up work by itself, and ends in its turn although that may have been told to stop before.
struct WorkersService: Service {
    var group: ServiceGroup

    func run() async throws {
        try await group.run()
        // A service that ends while another one is being stopped would count as broken.
        try? await gracefulShutdown()
    }
}
