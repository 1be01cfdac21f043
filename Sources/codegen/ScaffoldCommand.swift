import ArgumentParser
import Foundation
import OpenAPI
import SwiftGenerator
import YAML

/// Writes stub files for operations that no handler implements.
struct ScaffoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scaffold", abstract: "Write a stub for each operation that no handler implements.",
        discussion: """
            A handler is a function of the operation's name in a Swift file under --handlers. A file that is there is never \
            written over. The name of each new file is printed.
            """)

    @Argument(
        help: "The OpenAPI document, in YAML or JSON; the one that the configuration names when none is given."
    )
    var document: String?

    @OptionGroup var source: ReadingArguments

    @Option(name: .customLong("configuration"), help: "The codegen.yaml that the code is generated with.")
    var configurationFile: String?

    @Option(help: "The folder with the handlers' sources.")
    var handlers: String

    @Option(help: "The folder to write stubs to; that of the handlers when nothing is said.")
    var output: String?

    @Option(help: "The type that handlers extend.")
    var type: String

    @Option(help: "A module that stubs import; once or several times.")
    var module: [String] = []

    func validate() throws {
        if let objection = Scaffold(handlerType: type, modules: module).objection { throw ValidationError(objection) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: handlers, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("There is no folder '\(handlers)'; --handlers is the one with the handlers' sources.")
        }
    }

    func run() async throws {
        _ = try source.reportFormat()
        let stubs = try source.telling {
            let settings = try GeneratorConfiguration.read(fileAt: configurationFile)
            let (document, bytes) = try settings.documentBytes(self.document, besides: configurationFile)
            let isLenient = source.lenient || settings.isLenient
            let options = try source.options(
                isLenient: isLenient, mapping: settings.mapping(besides: configurationFile))
            let reading = try DocumentParser.reading(bytes, file: document, options: options)
            let place = SourceLocation(file: configurationFile ?? document, line: 1, column: 1)
            let mistakes = reading.hasFailed ? [] : settings.mistakes(in: reading.document, at: place)
            guard mistakes.isEmpty else { throw DocumentError(mistakes) }
            return try Scaffold(
                handlerType: type, modules: module, options: settings.options, isLenient: isLenient
            ).files(for: reading, sources: sources())
        }
        let folder = URL(filePath: output ?? handlers, directoryHint: .isDirectory)
        try OutputFile.makeFolder(at: folder)
        for stub in stubs {
            let target = folder.appending(path: stub.name)
            guard !FileManager.default.fileExists(atPath: target.path) else {
                throw ValidationError("'\(stub.name)' is there and implements no operation; rename it.")
            }
            try OutputFile.write(stub.text, to: target)
            print(target.path)
        }
    }

    /// What is there by hand and what was written before.
    private func sources() -> [String] {
        let folders = Set([handlers, output ?? handlers]).map { URL(filePath: $0, directoryHint: .isDirectory) }
        let files = folders.flatMap {
            FileManager.default.enumerator(at: $0, includingPropertiesForKeys: nil)?.allObjects ?? []
        }
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
            .compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }
}
