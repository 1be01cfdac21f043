import Foundation
import OpenAPI
import Testing

@testable import SwiftGenerator

@Suite struct ScenarioPlannerTests {
    private func plans() throws -> [ScenarioPlan] {
        let text = try Fixtures.text("golden/scenarios.yaml")
        return try ScenarioPlanner.plan(DocumentParser.parse(Array(text.utf8), file: "scenarios.yaml"))
    }

    @Test func scenarioTakesTheExamplesOfItsName() throws {
        let made = try #require(try plans().first { $0.name == "made" })
        #expect(made.method == "POST")
        #expect(made.path == "/v1/things/a")
        #expect(made.body == #"{"b":1,"a":[1.5,null,"x\n"]}"#)
        #expect(made.responseBody == #"{"ok":true}"#)
        #expect(made.headers.map(\.value) == ["t\"1"])
        #expect(made.query.isEmpty)
        #expect(made.state == "empty" && made.effects == ["made"])
        #expect(made.credential == "valid")
        #expect(made.contentType == "application/json")
    }

    @Test func scenarioMayNameOtherExamplesAndParameters() throws {
        let many = try #require(try plans().first { $0.name == "many" })
        #expect(many.path == "/v1/things/b")
        #expect(many.query.map { "\($0.name)=\($0.value)" } == ["limit=3"])
        #expect(many.body != nil)
    }

    @Test func rawExamplesAreSentAsTheyAre() throws {
        let broken = try #require(try plans().first { $0.name == "broken" })
        #expect(broken.body == #"{"a":"#)
        #expect(broken.contentType == "text/plain")
        #expect(broken.paddingBytes == 10)
        #expect(broken.credential == "expired")
        #expect(broken.responseBody == nil && broken.responseMediaType == nil)
    }

    @Test func projectContractHasAScenarioForEveryStatus() throws {
        let file = Fixtures.repository.appending(path: "openapi.yaml")
        let document = try DocumentParser.parse([UInt8](Data(contentsOf: file)), file: "openapi.yaml")
        let plans = try ScenarioPlanner.plan(document)
        for operation in document.operations {
            let statuses = Set(plans.filter { $0.operation == operation.identifier }.map(\.status))
            #expect(statuses == Set(operation.responses.map(\.status)))
        }
    }
}
