import ArgumentParser
import Foundation
import OpenAPI
import SwiftGenerator

/// Generates the files of one mode into a folder.
struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Generate Swift from a document.",
        discussion: """
            Mistakes are printed as FILE:LINE:COLUMN: error: MESSAGE, all at once, and nothing is written then.
            A file whose text would be the same is not written again.
            """)

    @OptionGroup var source: DocumentArguments

    @Option(help: "The folder to write to.")
    var output: String

    @Option(help: "What to generate: \(Generator.Mode.allCases.map(\.rawValue).joined(separator: " or ")).")
    var mode = "server"

    func run() async throws {
        guard let mode = Generator.Mode(rawValue: mode) else {
            throw ValidationError("There is no mode '\(mode)'.")
        }
        _ = try source.reportFormat()
        let bytes = try source.bytes()
        let options = try source.options()
        let files: [Generator.File]
        let warnings: [Diagnostic]
        do throws(DocumentError) {
            let document = try DocumentParser.parse(bytes, file: source.document, options: options)
            warnings = document.warnings
            files = try Generator(mode: mode, source: URL(filePath: source.document).lastPathComponent)
                .generate(document, text: String(decoding: bytes, as: UTF8.self))
        } catch {
            try source.tell(error.diagnostics)
            throw ExitCode.failure
        }
        try source.tell(warnings)
        try write(files)
    }

    private func write(_ files: [Generator.File]) throws {
        let folder = URL(filePath: output, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files {
            let target = folder.appending(path: file.name)
            let data = Data(file.text.utf8)
            if (try? Data(contentsOf: target)) != data { try data.write(to: target, options: .atomic) }
        }
    }
}
