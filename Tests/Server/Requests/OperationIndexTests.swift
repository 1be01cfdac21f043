import ContractRuntime
import Testing

@testable import Server

@Suite struct OperationIndexTests {
    private let index = OperationIndex([
        OperationMetadata(
            identifier: "getFile", method: "GET", path: "/files/{id}", serverPrefixes: ["/api/v1", "/api"],
            statuses: [200]),
        OperationMetadata(
            identifier: "getMetrics", method: "GET", path: "/metrics", serverPrefixes: [""], statuses: [200]),
    ])

    @Test(arguments: [
        ("GET", "/api/v1/files/{id}", "getFile"), ("GET", "/api/files/{id}", "getFile"),
        ("GET", "/metrics", "getMetrics"),
    ])
    func findsAnOperationUnderEveryServer(method: String, route: String, operation: String) {
        #expect(index.operation(method: method, route: route)?.identifier == operation)
    }

    @Test(arguments: [("DELETE", "/api/v1/files/{id}"), ("GET", "/files/{id}"), ("GET", "/"), ("get", "/metrics")])
    func findsNoneForWhatTheContractDoesNotHave(method: String, route: String) {
        #expect(index.operation(method: method, route: route) == nil)
        #expect(index.operation(method: method, route: nil) == nil)
    }
}
