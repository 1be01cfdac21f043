import Foundation
import PackagePlugin

/// Runs `codegen` for a target that holds a `codegen.yaml`.
///
/// Argument plumbing only. Of the configuration it knows what SwiftPM must know before the command runs: `document:`, the
/// contract's path from the configuration, `mode:` or `modes:`, `files:` and `map:`; the command reads all of it. The
/// command runs again when the contract, a file that it refers to, the configuration or the generator has changed, and
/// rewrites only the files whose text is another. It is told what was planned, and has the next build planned anew where
/// that is old: SwiftPM watches what the folder of a prebuild command holds, into which the command puts a file then.
@main
struct CodegenPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let configuration = try ConfigurationOutline(fileAt: target.directoryURL.appending(path: "codegen.yaml"))
        guard let path = configuration.text("document") else {
            throw configuration.error("name the contract: 'document: PATH'", at: "document")
        }
        let document = target.directoryURL.appending(path: path).standardizedFileURL
        guard ReferencedFiles.isFile(document) else {
            throw configuration.error(
                "there is no file '\(document.path(percentEncoded: false))'; 'document' is the contract's path from here",
                at: "document")
        }
        let modes = configuration.list("modes") ?? [configuration.text("mode") ?? "server"]
        let files = try Self.files(of: modes, configuration)
        let mapping = configuration.mapping("map").mapValues { target.directoryURL.appending(path: $0) }
        let output = context.pluginWorkDirectoryURL
        let documents = ReferencedFiles(of: document, mapping: mapping, list: output.appending(path: "Files"))
        let shards = configuration.text("files").flatMap { Int($0) } ?? documents.suggestedFileCount
        let names = Set(files.flatMap { Self.shards(of: $0, count: shards) }).sorted()
        let plan = output.appending(path: "Plan", directoryHint: .isDirectory)
        // Each is a file to compile, and to empty the folder costs another plan.
        let marks = try? FileManager.default.contentsOfDirectory(atPath: plan.path(percentEncoded: false))
        if (marks?.count ?? 0) > 16 { try FileManager.default.removeItem(at: plan) }
        try FileManager.default.createDirectory(at: plan, withIntermediateDirectories: true)
        let watch = Self.nothing.map { nothing in
            Command.prebuildCommand(
                displayName: "Planning for \(document.lastPathComponent)", executable: nothing, arguments: [],
                outputFilesDirectory: plan)
        }
        return [watch].compactMap(\.self) + [
            .buildCommand(
                displayName: "Generating \(modes.joined(separator: ", ")) code from \(document.lastPathComponent)",
                executable: try context.tool(named: "codegen").url,
                arguments: [
                    "generate", "--output", output.path(percentEncoded: false),
                    "--configuration", configuration.file.path(percentEncoded: false), "--files", "\(shards)",
                    "--plan", plan.path(percentEncoded: false),
                ] + modes.flatMap { ["--planned-mode", $0] }
                    + documents.files.flatMap { ["--watched", $0.path(percentEncoded: false)] },
                inputFiles: [configuration.file] + documents.files,
                outputFiles: names.map { output.appending(path: $0) })
        ]
    }

    /// A program that does nothing. Where there is none, only `touch Package.swift` has a build planned anew.
    private static var nothing: URL? {
        ["/usr/bin/true", "/bin/true"].first(where: FileManager.default.isExecutableFile).map { URL(filePath: $0) }
    }

    /// What some modes write.
    private static func files(of modes: [String], _ configuration: ConfigurationOutline) throws -> [String] {
        guard !modes.isEmpty else { throw configuration.error("'modes' names no mode", at: "modes") }
        return try modes.flatMap { mode in
            guard let files = outputs[mode] else {
                let known = outputs.keys.sorted().joined(separator: ", ")
                let key = configuration.list("modes") == nil ? "mode" : "modes"
                if key == "mode", mode.hasPrefix("[") || mode.hasPrefix("- ") {
                    throw configuration.error("'mode' is one name; list several under 'modes'", at: key)
                }
                throw configuration.error("there is no mode '\(mode)'; use one of \(known)", at: key)
            }
            return files
        }
    }

    /// The files that schemas and operations are spread over.
    private static func shards(of name: String, count: Int) -> [String] {
        guard count > 1, let stem = ["Schemas", "Operations"].first(where: name.hasPrefix) else { return [name] }
        return (1...count).map { "\(stem)\($0)\(name.dropFirst(stem.count))" }
    }

    /// What each mode writes; SwiftPM has to know before the command runs.
    private static let outputs = [
        "server": [
            "Schemas.swift", "Schemas+JSON.swift", "Rules.swift", "Operations.swift", "Operations+HTTP.swift",
            "API.swift", "Outgoing.swift", "Contract.swift",
        ],
        "client": [
            "Schemas.swift", "Schemas+JSON.swift", "Rules.swift", "Operations.swift", "Operations+Client.swift",
            "Client.swift",
        ],
        "types": ["Schemas.swift", "Schemas+JSON.swift", "Rules.swift"],
        "examples": ["Scenarios.swift"],
    ]
}
