import ArgumentParser
import Foundation
import OpenAPI
import SwiftGenerator
import YAML

/// Finds what is wrong in a document, what the generator refuses of it, and what is likely a mistake.
struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a document and say what is worth a look.",
        discussion: """
            What 'generate' would say is among it, for the modes of the configuration, else for server and client.
            Exits with 1 after an error, with 2 after nothing but warnings, and else with 0.
            """)

    @Argument(
        help: "The OpenAPI document, in YAML or JSON; the one that the configuration names when none is given."
    )
    var document: String?

    @OptionGroup var source: ReadingArguments

    @Option(help: "What is to be generated, once or several times: \(Generator.Mode.names).")
    var mode: [String] = []

    @Option(name: .customLong("configuration"), help: "The codegen.yaml with which the document is generated.")
    var configurationFile: String?

    func run() async throws {
        _ = try source.reportFormat()
        var modes = try Generator.Mode.named(mode)
        var findings: [Diagnostic] = []
        do {
            let settings = try GeneratorConfiguration.read(fileAt: configurationFile)
            if modes.isEmpty { modes = settings.modes }
            let contract = try settings.documentBytes(document, besides: configurationFile)
            findings = try self.findings(
                contract, settings, in: modes.isEmpty ? [.server, .client] : modes,
                options: source.options(
                    isLenient: settings.isLenient, mapping: settings.mapping(besides: configurationFile)))
        } catch let error as DocumentError {
            findings = error.diagnostics
        }
        FileHandle.standardOutput.write(Data(try source.report(findings).utf8))
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
        if !findings.isEmpty { throw ExitCode(2) }
    }

    /// What the document is worth a look for, and what generating says besides.
    private func findings(
        _ contract: (path: String, bytes: [UInt8]), _ settings: GeneratorConfiguration, in modes: [Generator.Mode],
        options: ParsingOptions
    ) throws -> [Diagnostic] {
        let reading = try DocumentParser.reading(contract.bytes, file: contract.path, options: options)
        var findings = Linter.findings(reading)
        if !reading.hasFailed {
            let place = SourceLocation(file: configurationFile ?? contract.path, line: 1, column: 1)
            findings += settings.mistakes(in: reading.document, at: place)
        }
        for mode in modes {
            let generator = Generator(
                mode: mode, source: contract.path, options: settings.options, isLenient: options.isLenient)
            let own = generator.findings(reading)
            // What is a warning here and stops the generator is told as it tells it.
            let errors = Set(own.filter { $0.severity == .error }.map(Matter.init))
            findings.removeAll { $0.severity == .warning && errors.contains(Matter($0)) }
            let known = Set(findings.map(Matter.init))
            findings += own.filter { !known.contains(Matter($0)) }
        }
        return findings.sorted(by: Diagnostic.inOrder)
    }

    /// What a finding is about, whoever says it.
    private struct Matter: Hashable {
        let location: SourceLocation
        let code: DiagnosticCode

        init(_ finding: Diagnostic) {
            location = finding.location
            code = finding.code
        }
    }
}
