import Foundation
import PackagePlugin

/// Runs `codegen` for a target that holds a `codegen.yaml`.
///
/// Argument plumbing only. Of the configuration it knows what SwiftPM must know before the command runs: `document:`, the
/// contract's path from the configuration, `mode:` or `modes:`, and `files:`; the command reads all of it. The command
/// runs again when the contract, a file that it refers to, the configuration or the generator has changed, and rewrites
/// only the files whose text is another.
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
        let modes = settings["modes"].map(Self.list) ?? [settings["mode"] ?? "server"]
        guard !modes.isEmpty else {
            throw PluginError(
                description: "\(configuration.path(percentEncoded: false)):1:1: error: 'modes' names no mode")
        }
        let files = try modes.flatMap { mode in
            guard let files = Self.outputs[mode] else {
                let known = Self.outputs.keys.sorted().joined(separator: ", ")
                throw PluginError(
                    description:
                        "\(configuration.path(percentEncoded: false)):1:1: error: there is no mode '\(mode)'; use one of \(known)"
                )
            }
            return files
        }
        let document = target.directoryURL.appending(path: documentPath).standardizedFileURL
        let documents = Self.closure(of: document)
        let shards = settings["files"].flatMap { Int($0) } ?? Self.suggestedFileCount(for: documents)
        let output = context.pluginWorkDirectoryURL
        let names = Set(files.flatMap { Self.shards(of: $0, count: shards) }).sorted()
        return [
            .buildCommand(
                displayName: "Generating \(modes.joined(separator: ", ")) code from \(document.lastPathComponent)",
                executable: try context.tool(named: "codegen").url,
                arguments: [
                    "generate", document.path(percentEncoded: false), "--output", output.path(percentEncoded: false),
                    "--configuration", configuration.path(percentEncoded: false), "--files", "\(shards)",
                ],
                inputFiles: [configuration] + documents,
                outputFiles: names.map { output.appending(path: $0) })
        ]
    }

    /// The files that schemas and operations are spread over.
    private static func shards(of name: String, count: Int) -> [String] {
        guard count > 1, let stem = ["Schemas", "Operations"].first(where: name.hasPrefix) else { return [name] }
        return (1...count).map { "\(stem)\($0)\(name.dropFirst(stem.count))" }
    }

    /// The words of `[a, b]`.
    private static func list(_ text: String) -> [String] {
        text.split(whereSeparator: { "[], '\"".contains($0) }).map(String.init)
    }

    /// A document and the files that it refers to, and those again: whatever stands behind a `$ref` and is a file there.
    private static func closure(of document: URL) -> [URL] {
        var files = [document]
        var index = 0
        while index < files.count {
            let file = files[index]
            index += 1
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
            for match in text.matches(of: #/\$ref["']?\s*:\s*["']?([^\s"'#,}]+)/#) {
                let path = String(match.output.1)
                let target = file.deletingLastPathComponent().appending(path: path).standardizedFileURL
                var isFolder = ObjCBool(false)
                let exists = FileManager.default.fileExists(
                    atPath: target.path(percentEncoded: false), isDirectory: &isFolder)
                if exists, !isFolder.boolValue, !files.contains(target) { files.append(target) }
            }
        }
        return files
    }

    /// A power of two for about three types or operations a file, 64 at most, so that a change of the contract compiles
    /// little; 1 for a small contract.
    ///
    /// Counts the keys that nearly every type or operation has, for only the command reads the contract.
    private static func suggestedFileCount(for documents: [URL]) -> Int {
        let declarations = documents.reduce(0) { count, file in
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return count }
            return count + text.matches(of: #/(?:properties|enum|responses)["']?\s*:/#).count
        }
        guard declarations >= 24 else { return 1 }
        var count = 1
        while count < 64, count * 6 <= declarations { count *= 2 }
        return count
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

    /// The `key: value` lines of a configuration that stand outside all others, comments and quotes apart; a list below
    /// its key is told as its words.
    private func settings(in file: URL) throws -> [String: String] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw PluginError(
                description:
                    "\(file.path(percentEncoded: false)):1:1: error: the target uses CodegenPlugin and has no codegen.yaml"
            )
        }
        var settings: [String: String] = [:]
        var key = ""
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let plain = line.firstRange(of: " #").map { line[..<$0.lowerBound] } ?? line
            let content = plain.trimmingCharacters(in: .whitespaces)
            if content.hasPrefix("- ") {
                settings[key, default: ""] += " \(content.dropFirst(2))"
            } else if !line.hasPrefix(" ") {
                let parts = content.split(separator: ":", maxSplits: 1).map {
                    $0.trimmingCharacters(in: .whitespaces.union(.init(charactersIn: "\"'")))
                }
                key = parts.first ?? ""
                settings[key] = parts.count == 2 ? parts[1] : ""
            }
        }
        return settings
    }
}

/// A mistake in a target's configuration.
struct PluginError: Error, CustomStringConvertible {
    let description: String
}
