import ContractRuntime
import ContractVerifier
import Foundation
import Metadata
import OpenAPI
import TestSupport
import Testing
import YAML

/// Replays every example of the contract over a real socket against PostgreSQL and the store.
@Suite(.serialized, .contractFixture) struct ContractTests {
    @Test(arguments: Scenarios.all) func answersAsTheContractSays(_ scenario: Scenario) async throws {
        let fixture = try ContractFixture.required()
        try await ScenarioStates(fixture: fixture).setUp(scenario.state)
        let effects = ScenarioEffects(fixture: fixture)
        let before = try await effects.snapshot()
        let response = try await send(scenario, fixture)
        for discrepancy in ResponseVerifier(fixture.document).verify(response, scenario) {
            Issue.record("\(scenario): \(discrepancy)")
        }
        for effect in scenario.effects {
            let missing = try await effects.missing(effect, before: before, response: response)
            if let missing { Issue.record("\(scenario): the effect \(effect) is not seen: \(missing)") }
        }
    }

    @Test func replaysEveryOperationAndEveryDeclaredStatus() throws {
        let document = try ContractFixture.required().document
        for operation in document.operations {
            for response in operation.responses {
                let isReplayed = Scenarios.all.contains {
                    $0.operation == operation.identifier && $0.status == response.status
                }
                #expect(isReplayed, "\(operation.identifier) \(response.status)")
            }
        }
    }

    @Test(arguments: ["/api/v1", "/api"]) func answersUnderEveryServerOfTheContract(_ prefix: String) async throws {
        let fixture = try ContractFixture.required()
        let response = try await fixture.service.send("GET", fixture.server.url + prefix + "/files")
        #expect(response.status == 401)
    }

    @Test func servesTheContractThatItWasBuiltFrom() async throws {
        let fixture = try ContractFixture.required()
        let expected = fixture.document.root.json
        let yaml = try await fixture.service.send("GET", fixture.server.url + "/openapi.yaml")
        #expect(try DocumentParser.parse(yaml.body, file: "served.yaml").root.json == expected)
        let json = try await fixture.service.send("GET", fixture.server.url + "/openapi.json")
        #expect(try JSONValue.read(jsonBytes: json.body) == JSONValue.read(jsonBytes: Array(expected.utf8)))
    }

    @Test func countsWhatItAnswers() async throws {
        let fixture = try ContractFixture.required()
        _ = try await fixture.service.send("GET", fixture.server.url + "/health/live")
        let metrics = try await fixture.service.send("GET", fixture.server.url + "/metrics")
        let text = String(decoding: metrics.body, as: UTF8.self)
        #expect(text.contains("matchbot_http_requests_total{operation=\"getLiveness\",status=\"200\"}"))
    }

    private func send(_ scenario: Scenario, _ fixture: ContractFixture) async throws -> ContractResponse {
        let server =
            switch scenario.state {
            case "storage_down": fixture.serverWithoutStorage
            case "database_down": fixture.serverWithoutDatabase
            case "storage_clock_skewed", "file_ready_and_storage_clock_skewed": fixture.serverWithSkewedStorage
            default: fixture.server
            }
        var headers = scenario.headers.map { ($0.name, $0.value) }
        let user = ContractFixture.user.description
        switch scenario.credential {
        case .none: break
        case .valid:
            headers.append(("Authorization", "Bearer " + (try await fixture.service.tokens.token(subject: user))))
        case .expired:
            let token = try await fixture.service.tokens.token(subject: user, expiresIn: -120)
            headers.append(("Authorization", "Bearer \(token)"))
        }
        if let contentType = scenario.contentType { headers.append(("Content-Type", contentType)) }
        let query = scenario.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let url = server.url + scenario.path + (query.isEmpty ? "" : "?\(query)")
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: scenario.paddingBytes)
        let body = scenario.body.map { Array($0.utf8) + padding }
        return try await fixture.service.send(scenario.method, url, headers: headers, body: body)
    }
}
