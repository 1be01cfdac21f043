import ContractRuntime
import ContractVerifier
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Notes

@Suite struct ContractTests {
    // The contract is read once; `swift test` runs in the package's folder.
    private static let verifier = Result { try ResponseVerifier(contractAt: "openapi.yaml") }

    @Test(arguments: Scenarios.all) func answersAsTheContractSays(_ scenario: Scenario) async throws {
        let verifier = try Self.verifier.get()
        var headers = HTTPFields()
        for field in scenario.headers {
            headers.append(HTTPField(name: try #require(HTTPField.Name(field.name)), value: field.value))
        }
        if let contentType = scenario.contentType { headers[.contentType] = contentType }
        if scenario.credential == .valid { headers[.authorization] = "Bearer ada" }
        let query = scenario.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let response = try await Application(router: Notes.router()).test(.live) { [headers] client in
            try await client.execute(
                uri: scenario.path + (query.isEmpty ? "" : "?\(query)"),
                method: try #require(HTTPRequest.Method(rawValue: scenario.method)), headers: headers,
                body: scenario.body.map { ByteBuffer(string: $0) })
        }
        let answer = ContractResponse(
            status: response.status.code, headers: response.headers.map { HeaderField($0.name.rawName, $0.value) },
            mediaType: response.headers[.contentType], body: Array(response.body.readableBytesView))
        for discrepancy in verifier.verify(answer, scenario) { Issue.record("\(scenario): \(discrepancy)") }
    }
}
