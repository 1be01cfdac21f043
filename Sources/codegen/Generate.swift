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

    @Argument(help: "The OpenAPI document, in YAML or JSON.")
    var document: String

    @Option(help: "The folder to write to.")
    var output: String

    @Option(help: "What to generate: \(Generator.Mode.allCases.map(\.rawValue).joined(separator: " or ")).")
    var mode = "server"

    func run() async throws {
        guard let mode = Generator.Mode(rawValue: mode) else {
            throw ValidationError("There is no mode '\(mode)'.")
        }
        let source = URL(filePath: document)
        guard let data = try? Data(contentsOf: source) else {
            throw ValidationError("The document '\(document)' cannot be read; check the path.")
        }
        let files: [Generator.File]
        do throws(DocumentError) {
            let parsed = try DocumentParser.parse([UInt8](data), file: document)
            files = try Generator(mode: mode, source: source.lastPathComponent)
                .generate(parsed, text: String(decoding: data, as: UTF8.self))
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw ExitCode.failure
        }
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
