import Foundation
import PackagePlugin

/// Runs `codegen` for a target that holds a `codegen.yaml`.
///
/// Argument plumbing only. The configuration has two lines: `document:`, the contract's path from the configuration,
/// and `mode:`, `server` or `examples`. The command runs again when the contract, the configuration or the generator
/// has changed, and rewrites only the files whose text is another.
@main
struct CodegenPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let configuration = target.directoryURL.appending(path: "codegen.yaml")
        let settings = try settings(in: configuration)
        guard let documentPath = settings["document"] else {
            throw PluginError(
                description:
                    "\(configuration.path(percentEncoded: false)):1:1: error: name the contract: 'document: PATH'")
        }
        let mode = settings["mode"] ?? "server"
        guard let files = Self.outputs[mode] else {
            let modes = Self.outputs.keys.sorted().joined(separator: ", ")
            throw PluginError(
                description:
                    "\(configuration.path(percentEncoded: false)):1:1: error: there is no mode '\(mode)'; use one of \(modes)"
            )
        }
        let document = target.directoryURL.appending(path: documentPath).standardizedFileURL
        let output = context.pluginWorkDirectoryURL
        return [
            .buildCommand(
                displayName: "Generating \(mode) code from \(document.lastPathComponent)",
                executable: try context.tool(named: "codegen").url,
                arguments: [
                    "generate", document.path(percentEncoded: false), "--output", output.path(percentEncoded: false),
                    "--mode", mode,
                ],
                inputFiles: [document, configuration],
                outputFiles: files.map { output.appending(path: $0) })
        ]
    }

    /// What each mode writes; SwiftPM has to know before the command runs.
    private static let outputs = [
        "server": [
            "Schemas.swift", "Schemas+JSON.swift", "Operations.swift", "Operations+HTTP.swift", "API.swift",
            "Contract.swift",
        ],
        "types": ["Schemas.swift", "Schemas+JSON.swift"],
        "examples": ["Scenarios.swift"],
    ]

    /// The `key: value` lines of a configuration, comments apart.
    private func settings(in file: URL) throws -> [String: String] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw PluginError(
                description:
                    "\(file.path(percentEncoded: false)):1:1: error: the target uses CodegenPlugin and has no codegen.yaml"
            )
        }
        var settings: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { settings[parts[0]] = parts[1] }
        }
        return settings
    }
}

/// A mistake in a target's configuration.
struct PluginError: Error, CustomStringConvertible {
    let description: String
}
