import ArgumentParser
import Foundation
import OpenAPI
import SwiftGenerator
import YAML

/// Generates the files of one or several modes into a folder.
struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Generate Swift from a document.",
        discussion: """
            Mistakes are printed as FILE:LINE:COLUMN: error: MESSAGE, all at once, and nothing is written then.
            A file whose text would be the same is not written again. Files in the folder that an earlier run has
            written and this one does not are removed.
            """)

    @Argument(
        help: "The OpenAPI document, in YAML or JSON; the one that the configuration names when none is given."
    )
    var document: String?

    @OptionGroup var source: ReadingArguments

    @Option(help: "The folder to write to.")
    var output: String

    @Option(help: "What to generate, once or several times: \(Generator.Mode.names).")
    var mode: [String] = []

    @Option(name: .customLong("configuration"), help: "A codegen.yaml; options given here stand above it.")
    var configurationFile: String?

    @Option(help: "Who may use what is generated: public, package or internal.")
    var access: String?

    @Option(help: "What every type's name begins with.")
    var namePrefix: String?

    @Option(help: ArgumentHelp("The name of a schema's type.", valueName: "schema=type"))
    var name: [String] = []

    @Flag(help: "Let enumerations of strings grow: a value that the contract does not name is kept.")
    var openEnums = false

    @Flag(help: "Give the operations of each tag a protocol of their own, of which the API's is composed.")
    var tagProtocols = false

    @Option(help: "Take the operations with this tag alone; once or several times.")
    var tag: [String] = []

    @Option(help: "Take the operations of this path alone; one that ends with * stands for all that begin so.")
    var path: [String] = []

    @Option(help: "Take the operation of this operationId alone; once or several times.")
    var operation: [String] = []

    @Option(help: "Take this schema and what it refers to alone; once or several times.")
    var schema: [String] = []

    @Option(
        help: "How many files schemas and operations are spread over; as many as suit their count when nothing is said."
    )
    var files: Int?

    @OptionGroup var plan: BuildPlan

    func run() async throws {
        _ = try source.reportFormat()
        let (configured, contract) = try source.telling {
            let configured = try GeneratorConfiguration.read(fileAt: configurationFile)
            return (configured, try configured.documentBytes(self.document, besides: configurationFile))
        }
        let (document, bytes) = contract
        let place = SourceLocation(file: configurationFile ?? document, line: 1, column: 1)
        try source.telling { try plan.check(configured, at: place) }
        var settings = configured
        var written: [Generator.File] = []
        var warnings: [Diagnostic] = []
        try apply(to: &settings)
        let options = try source.options(
            isLenient: settings.isLenient, mapping: settings.mapping(besides: configurationFile))
        var mistakes: [Diagnostic] = []
        do throws(DocumentError) {
            let reading = try DocumentParser.reading(bytes, file: document, options: options)
            if !reading.hasFailed {
                plan.note(files: reading.files, count: configured.options.shards, planned: files)
                mistakes = settings.mistakes(in: reading.document, at: place)
            }
            for mode in Generator.Mode.inOneModule(settings.modes.isEmpty ? [.server] : settings.modes) {
                let generator = Generator(
                    mode: mode, source: URL(filePath: document).lastPathComponent, options: settings.options,
                    isLenient: settings.isLenient)
                do {
                    let output = try await generator.concurrentOutput(reading)
                    warnings += output.warnings.filter { !warnings.contains($0) }
                    written += output.files.filter { file in !written.contains { $0.name == file.name } }
                } catch {
                    mistakes += error.diagnostics.filter { !mistakes.contains($0) }
                }
            }
        } catch {
            mistakes = error.diagnostics
        }
        guard mistakes.isEmpty else {
            try source.tell(mistakes.sorted(by: Diagnostic.inOrder))
            throw ExitCode.failure
        }
        try source.tell(warnings.sorted(by: Diagnostic.inOrder))
        try write(written)
    }

    private func apply(to settings: inout GeneratorConfiguration) throws {
        if !mode.isEmpty { settings.modes = try Generator.Mode.named(mode) }
        if let access {
            guard let level = GeneratorOptions.Access(rawValue: access) else {
                throw ValidationError("There is no access '\(access)'; use public, package or internal.")
            }
            settings.options.access = level
        }
        if let namePrefix {
            guard GeneratorOptions.isTypeName(namePrefix + "A") else {
                throw ValidationError("No Swift type's name can begin with '\(namePrefix)'.")
            }
            settings.options.namePrefix = namePrefix
        }
        for pair in name {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("'--name \(pair)' is not of the form SCHEMA=TYPE.") }
            guard GeneratorOptions.isTypeName(parts[1]) else {
                throw ValidationError(
                    "'\(parts[1])' is no name that a type can have: it is none in Swift, or generated code calls a type of its own so."
                )
            }
            settings.options.names[parts[0]] = parts[1]
        }
        if openEnums { settings.options.opensEnumerations = true }
        if tagProtocols { settings.options.splitsByTag = true }
        if !tag.isEmpty { settings.options.filter.tags = tag }
        if !path.isEmpty { settings.options.filter.paths = path }
        if !operation.isEmpty { settings.options.filter.operations = operation }
        if !schema.isEmpty { settings.options.filter.schemas = schema }
        if let files {
            guard (1...256).contains(files) else { throw ValidationError("'--files' must be from 1 to 256.") }
            settings.options.shards = files
        }
        if source.lenient { settings.isLenient = true }
    }

    private func write(_ files: [Generator.File]) throws {
        let folder = OutputFolder(path: output)
        try folder.write(files)
        // What a build plans is all that it compiles.
        guard !plan.isOfBuild else { return }
        for name in try folder.removeOthers(than: files) {
            print("\(output): removed \(name), which an earlier run has written")
        }
    }
}
