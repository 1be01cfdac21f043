import Testing

/// Every part of every message is shown by a document or expected by a test.
@Suite struct SourceMessageTests {
    /// A module with messages.
    struct Module: CustomTestStringConvertible, Sendable {
        /// Its name.
        var name: String
        /// How the calls begin that take its messages.
        var calls: [String]
        /// The folders of tests that show its messages too.
        var tests: [String] = []
        /// What no text can show, for it is there to make the compiler or a bound beyond all tests content.
        var exceptions: Set<String> = []
        /// Where its sources are.
        var folder: String { name == "CodegenPlugin" ? "Plugins/CodegenPlugin" : "Sources/\(name)" }

        var testDescription: String { name }
    }

    private static let modules = [
        Module(
            name: "OpenAPI", calls: ["collector.error(", "collector.warning(", "Diagnostic("],
            exceptions: ["the document cannot be read"]),
        Module(name: "SwiftGenerator", calls: ["collector.error(", "collector.warning(", "Diagnostic("]),
        // What is said of examples and defaults.
        Module(
            name: "OpenAPI/Validation", calls: ["report(", "Violation(", "check(schema."],
            tests: ["OpenAPI/Validation"],
            exceptions: ["is not a number", "is not in the contract"]),
        Module(
            name: "SwiftGenerator/Scenarios", calls: ["pairing.leave(", "UnwritableExample("],
            tests: ["SwiftGenerator/Scenarios"]),
        Module(
            name: "YAML", calls: ["YAMLError("], tests: ["YAML"],
            exceptions: [
                "the YAML parser cannot start", "a key stands twice", "the text is empty", "the text is longer than",
            ]),
        Module(
            name: "RegularExpressions", calls: ["RegularExpressionError(", " error(", "parser.error("],
            tests: ["RegularExpressions"],
            exceptions: ["an expression with a backreference cannot be run"]),
        Module(name: "codegen", calls: ["ValidationError(", "Diagnostic("], tests: ["Codegen"]),
        Module(name: "CodegenPlugin", calls: ["configuration.error(", "PluginError("], tests: ["Codegen"]),
    ]

    @Test(arguments: modules) func everyPartOfAMessageIsShown(_ module: Module) throws {
        let folders = ["negative", "lint", "warned", "configuration"]
        let documents = try folders.flatMap { folder in
            try Fixtures.names(in: folder).map { try Fixtures.text("\(folder)/\($0).txt") }
        }
        let tests = try module.tests.flatMap { try SourceMessages.sources(of: "Tests/\($0)") }
        let shown = SourceMessages.plain((documents + tests).joined(separator: "\n"))
        let parts = Set(try SourceMessages.all(in: module.folder, of: module.calls))
        #expect(parts.count > 3)
        for part in parts.sorted() where !module.exceptions.contains(part) {
            #expect(shown.contains(part), "nothing shows: \(part)")
        }
        for exception in module.exceptions {
            #expect(parts.contains(exception), "no message has: \(exception)")
        }
    }
}
