import ContractRuntime
import Foundation
import Metadata
import OpenAPI
import Storage
import TestSupport
import Testing

/// What every scenario needs: the contract, the servers, and the users and identifiers that its examples name.
struct ContractFixture: Sendable {
    /// The running suite's fixture.
    @TaskLocal static var current: ContractFixture?

    let document: Document
    let service: ServiceFixture
    let server: ServerProcess
    let serverWithoutStorage: ServerProcess
    let serverWithoutDatabase: ServerProcess
    /// Its store answers with a clock that is twenty minutes behind.
    let serverWithSkewedStorage: ServerProcess

    /// The user whose token goes along.
    static let user = UserID(uuid("0b9d0c5e-3c46-4d5a-8f0e-5d3c6b7a8f90"))
    /// Another user.
    static let stranger = UserID(uuid("5d3c6b7a-8f90-4d5a-8f0e-0b9d0c5e3c46"))
    /// The file that the examples name.
    static let file = FileID(uuid("5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c11"))
    /// The reconciliation that the examples name.
    static let reconciliation = ReconciliationID(uuid("7b0cde4c-5d3e-4a53-9d0a-8f6f0b1c2d11"))
    /// Another user's reconciliation, as the examples name it.
    static let foreignReconciliation = ReconciliationID(uuid("7b0cde4c-5d3e-4a53-9d0a-8f6f0b1c2d99"))

    /// The file's content: three transactions in the 142 bytes that the examples tell.
    static let content = Array(
        """
        date,amount,description
        2026-01-05,-12.50,"Coffee, beans"
        2026-01-06,1200.00,Salary
        2026-01-07,-3.20,A sandwich and a bottle of water to go..

        """.utf8)

    /// A file of the same size of which one row can be stored.
    static let partlyRejectedContent = Array(
        """
        date,amount,description
        2026-01-05,-12.50,"Coffee, beans"
        yesterday,1200.00,Salary
        2026-01-07,three,A sandwich and a bottle of water to go...

        """.utf8)

    /// A file of the same size of which no row can be stored.
    static let whollyRejectedContent = Array(
        """
        date,amount,description
        2026-01-05,,"Coffee, beans"
        yesterday,1200.00,Salary
        2026-01-07,three,A sandwich and a bottle of water to go.........

        """.utf8)

    /// A file of the same size without any column of amounts.
    static let unreadableContent =
        Array(("date,description\n" + String(repeating: "2026-01-05,Coffee\n", count: 6)).utf8)
        + Array(repeating: UInt8(ascii: "\n"), count: 17)

    private static func uuid(_ text: String) -> UUID { UUID(uuidString: text) ?? UUID() }

    static func required() throws -> ContractFixture {
        try #require(current, "the suite lacks the trait .contractFixture")
    }
}

/// Starts the servers once for the suite and stops them at its end.
struct ContractFixtureTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let source = TestEnvironment.checkout.appending(path: "openapi.yaml")
        let document = try DocumentParser.parse([UInt8](try Data(contentsOf: source)), file: "openapi.yaml")
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let isReady = try await service.eventually(within: 30) {
                    try await service.send("GET", server.url + "/health/ready").status == 200 ? true : nil
                }
                try #require(isReady == true)
                try await service.withServer(["MINIO_ENDPOINT": "127.0.0.1:1", "INGESTION_WORKERS": "0"]) {
                    storageless in
                    let nowhere = "postgresql://matchbot@127.0.0.1:1/none"
                    try await service.withServer(["DATABASE_URL": nowhere, "INGESTION_WORKERS": "0"]) { databaseless in
                        try await withSkewedStorage(service) { skewed in
                            let fixture = ContractFixture(
                                document: document, service: service, server: server, serverWithoutStorage: storageless,
                                serverWithoutDatabase: databaseless, serverWithSkewedStorage: skewed)
                            try await ContractFixture.$current.withValue(fixture, operation: function)
                        }
                    }
                }
            }
        }
    }
}

extension ContractFixtureTrait {
    private func withSkewedStorage(
        _ service: ServiceFixture, _ body: (ServerProcess) async throws -> Void
    ) async throws {
        let store = try await FaultProxy.start(to: service.environment.endpoint(of: service.store))
        try await store.set(.skewedClock(ahead: -1_200))
        try await service.withServer(["MINIO_ENDPOINT": store.endpoint, "INGESTION_WORKERS": "0"]) { server in
            let isKnown = try await service.eventually {
                try await service.send("GET", server.url + "/health/storage").body.isEmpty ? nil : true
            }
            #expect(isKnown == true)
            try await body(server)
        }
        await store.close()
    }
}

extension Trait where Self == ContractFixtureTrait {
    /// The servers that scenarios are replayed against.
    static var contractFixture: ContractFixtureTrait { ContractFixtureTrait() }
}
