import Foundation
import Testing

/// What the build plugin says of a target's configuration: each message, exactly, as `swift build` prints it.
///
/// SwiftPM runs the plugin while it plans, so the command that the plugin would call is never run here.
@Suite struct PluginMessageTests {
    /// A configuration, and what is said of it.
    private struct Mistake {
        /// What `codegen.yaml` holds; nil where there is none.
        var configuration: String?
        var line: Int
        /// The message, in which `FOLDER` stands for the target's.
        var message: String
    }

    private static let mistakes = [
        Mistake(configuration: nil, line: 1, message: "the target uses CodegenPlugin and has no codegen.yaml"),
        Mistake(configuration: "mode: types\n", line: 1, message: "name the contract: 'document: PATH'"),
        Mistake(configuration: "mode: types\ndocument:\n", line: 2, message: "name the contract: 'document: PATH'"),
        Mistake(
            configuration: "# Ours.\ndocument: contract/openapi.yaml\n", line: 2,
            message: "there is no file 'FOLDER/contract/openapi.yaml'; 'document' is the contract's path from here"),
        // A folder is none either.
        Mistake(
            configuration: "document: ../Contract\n", line: 1,
            message: "there is no file 'FOLDER'; 'document' is the contract's path from here"),
        Mistake(
            configuration: "document: openapi.yaml\nmode: server # and more\nmodes: []\n", line: 3,
            message: "'modes' names no mode"),
        Mistake(
            configuration: "document: openapi.yaml\nmode: sever\n", line: 2,
            message: "there is no mode 'sever'; use one of client, examples, server, types"),
        Mistake(
            configuration: "document: openapi.yaml\nmode: [types, client]\n", line: 2,
            message: "'mode' is one name; list several under 'modes'"),
        Mistake(
            configuration: "document: openapi.yaml\nmodes:\n  - types\n  - clients\n", line: 2,
            message: "there is no mode 'clients'; use one of client, examples, server, types"),
    ]

    private static let manifest = """
        // swift-tools-version: 6.2
        import PackageDescription

        let package = Package(
            name: "Contract",
            targets: [
                .executableTarget(name: "codegen"),
                .plugin(name: "CodegenPlugin", capability: .buildTool(), dependencies: ["codegen"]),
                .target(name: "Contract", plugins: ["CodegenPlugin"]),
            ])

        """

    @Test(.timeLimit(.minutes(5))) func everyMistakeOfAConfigurationIsToldWhereItStands() async throws {
        let files = ["Package.swift": Self.manifest]
        try CommandTests.withFolder(files) { folder in
            let target = try Self.makePackage(in: folder)
            let configuration = target.appending(path: "codegen.yaml")
            for mistake in Self.mistakes {
                if let text = mistake.configuration { try Data(text.utf8).write(to: configuration) }
                let said = try Self.build(folder)
                let path = target.path(percentEncoded: false)
                let message = mistake.message.replacing("FOLDER", with: path)
                let expected = "\(path)/codegen.yaml:\(mistake.line):1: error: \(message)"
                #expect(
                    said.split(separator: "\n").contains { $0.hasSuffix(expected) }, "expected \(expected) in\n\(said)")
            }
        }
    }

    /// Adds the plugin of this repository and the sources of a package to its manifest.
    ///
    /// - Returns: The folder of the target that uses the plugin.
    private static func makePackage(in folder: URL) throws -> URL {
        let folder = folder.resolvingSymlinksInPath()
        let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
            .standardizedFileURL
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "Plugins"), withDestinationURL: repository.appending(path: "Plugins"))
        let target = folder.appending(path: "Sources/Contract", directoryHint: .notDirectory)
        let tool = folder.appending(path: "Sources/codegen")
        for folder in [target, tool] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        try Data("// The command is never run.\n".utf8).write(to: tool.appending(path: "main.swift"))
        try Data("// The rest would be generated.\n".utf8).write(to: target.appending(path: "Contract.swift"))
        try Data("openapi: 3.1.0\n".utf8).write(to: target.appending(path: "openapi.yaml"))
        return target
    }

    /// Builds a package, and returns all that is printed.
    ///
    /// On a busy machine SwiftPM itself crashes now and then (6.3: a null pointer in the event loop of libdispatch), which is
    /// no answer, so it is asked again.
    private static func build(_ folder: URL) throws -> String {
        for _ in 0..<3 {
            let (text, hasCrashed) = try buildOnce(folder)
            if !hasCrashed { return text }
        }
        return try buildOnce(folder).text
    }

    private static func buildOnce(_ folder: URL) throws -> (text: String, hasCrashed: Bool) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swift", "build", "--target", "Contract"]
        process.currentDirectoryURL = folder
        // SwiftPM has a lock among temporary files, which whoever runs these tests may hold.
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
        let printed = Pipe()
        process.standardOutput = printed
        process.standardError = printed
        try process.run()
        let text = String(decoding: try printed.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (text, process.terminationReason == .uncaughtSignal || text.contains("*** Program crashed"))
    }
}
