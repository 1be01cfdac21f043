import ArgumentParser
import Foundation
import OpenAPI

/// Puts a document and the files that it refers to into one.
struct Bundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a document and the files that it refers to into one file.")

    @Argument(help: "The OpenAPI document, in YAML or JSON.")
    var document: String

    @OptionGroup var source: ReadingArguments

    @Flag(help: "Write JSON and not YAML.")
    var json = false

    @Option(help: "The file to write; standard output when none is named.")
    var output: String?

    func run() async throws {
        _ = try source.reportFormat()
        let options = try source.options()
        let (text, warnings) = try source.telling {
            let bytes = try ReadingArguments.bytes(of: document)
            return try Bundler.bundle(bytes, file: document, options: options, isJSON: json)
        }
        try source.tell(warnings)
        if let output {
            try OutputFile.write(text, to: URL(filePath: output))
        } else {
            FileHandle.standardOutput.write(Data(text.utf8))
        }
    }
}
