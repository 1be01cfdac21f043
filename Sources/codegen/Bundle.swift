import ArgumentParser
import Foundation
import OpenAPI

/// Puts a document and the files that it refers to into one.
struct Bundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a document and the files that it refers to into one file.")

    @OptionGroup var source: DocumentArguments

    @Flag(help: "Write JSON and not YAML.")
    var json = false

    @Option(help: "The file to write; standard output when none is named.")
    var output: String?

    func run() async throws {
        _ = try source.reportFormat()
        let bytes = try source.bytes()
        let options = try source.options()
        let text: String
        do throws(DocumentError) {
            text = try Bundler.bundle(bytes, file: source.document, options: options, isJSON: json)
        } catch {
            try source.tell(error.diagnostics)
            throw ExitCode.failure
        }
        if let output {
            try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
        } else {
            FileHandle.standardOutput.write(Data(text.utf8))
        }
    }
}
