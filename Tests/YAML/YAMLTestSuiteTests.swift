import Foundation
import Testing
import YAML

/// The YAML Test Suite (see Fixtures/README.md) against the loader.
///
/// What libyaml accepts must load to the JSON that the suite expects. The exceptions are listed with their reasons, and
/// a test fails when one is no longer needed.
@Suite struct YAMLTestSuiteTests {
    struct Case: Sendable {
        var name: String
        var text: [UInt8]
        var mustFail: Bool
        var json: String?
    }

    enum Outcome: Equatable {
        case right
        case refused(String)
        case different(String)
        case acceptedThoughBroken
    }

    static func cases() throws -> [Case] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/yaml-test-suite", withExtension: "tsv"))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let text = try #require(Data(base64Encoded: fields[1]))
            let json =
                fields[3] == "-" ? nil : Data(base64Encoded: fields[3]).map { String(decoding: $0, as: UTF8.self) }
            return Case(name: fields[0], text: [UInt8](text), mustFail: fields[2] == "fail", json: json)
        }
    }

    static func outcome(of test: Case) -> Outcome {
        do throws(YAMLError) {
            let loaded = try YAMLLoader.load(test.text, file: "a.yaml")
            if test.mustFail { return .acceptedThoughBroken }
            guard let json = test.json else { return .right }
            let expected = try YAMLLoader.load(Array(json.utf8), file: "a.json")
            return sorted(loaded) == sorted(expected)
                ? .right : .different("\(loaded.json) instead of \(expected.json)")
        } catch {
            return test.mustFail ? .right : .refused(error.message)
        }
    }

    /// The value with its keys in one order, for the suite's JSON keeps none; 450.00 is the same as 450.
    private static func sorted(_ node: YAMLNode) -> String {
        switch node.shape {
        case .scalar:
            switch node.scalar?.value {
            case .integer(let value): "\(Double(value))"
            case .number(let value): "\(value)"
            default: node.json
            }
        case .sequence: "[" + node.elements.map(sorted).joined(separator: ",") + "]"
        case .mapping:
            "{"
                + node.entries.sorted { $0.key < $1.key }.map { "\($0.key.debugDescription):\(sorted($0.value))" }
                .joined(separator: ",") + "}"
        }
    }

    @Test func everyCaseIsRightOrAKnownException() throws {
        let cases = try Self.cases()
        #expect(cases.count == 406)
        var tally: [String: Int] = [:]
        for test in cases {
            let outcome = Self.outcome(of: test)
            let reason = YAMLTestSuiteExceptions.reason(for: test.name)
            tally[outcome == .right ? "right" : reason ?? "wrong", default: 0] += 1
            if outcome != .right, reason == nil { Issue.record("\(test.name): \(outcome)") }
            if outcome == .right, let reason { Issue.record("\(test.name) is right and needs no exception: \(reason)") }
        }
        print(
            "yaml-test-suite:",
            tally.sorted { $0.value > $1.value }.map { "\($0.value) \($0.key)" }.joined(separator: "; "))
        #expect(YAMLTestSuiteExceptions.names.isSubset(of: Set(cases.map(\.name))))
    }
}
