import TestSupport
import Testing

/// One server for all tests of a suite that leave no trace.
struct SharedServer: Sendable {
    @TaskLocal static var current: SharedServer?

    let service: ServiceFixture
    let server: ServerProcess

    static func required() throws -> SharedServer {
        try #require(current, "the suite lacks the trait .sharedServer")
    }
}

struct SharedServerTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let shared = SharedServer(service: service, server: server)
                try await SharedServer.$current.withValue(shared, operation: function)
            }
        }
    }
}

extension Trait where Self == SharedServerTrait {
    /// A server that all tests of the suite share.
    static var sharedServer: SharedServerTrait { SharedServerTrait() }
}
