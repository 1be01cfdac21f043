import ArgumentParser
import Foundation
import OpenAPI

/// Finds what is wrong in a document, and what is likely a mistake.
struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a document and say what is worth a look.",
        discussion: "Exits with 1 after an error, with 2 after nothing but warnings, and else with 0.")

    @Argument(help: "The OpenAPI document, in YAML or JSON.")
    var document: String

    @OptionGroup var source: ReadingArguments

    func run() async throws {
        _ = try source.reportFormat()
        let options = try source.options()
        let findings: [Diagnostic]
        do throws(DocumentError) {
            let bytes = try ReadingArguments.bytes(of: document)
            findings = Linter.findings(try DocumentParser.reading(bytes, file: document, options: options))
        } catch {
            findings = error.diagnostics
        }
        FileHandle.standardOutput.write(Data(try source.report(findings).utf8))
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
        if !findings.isEmpty { throw ExitCode(2) }
    }
}
