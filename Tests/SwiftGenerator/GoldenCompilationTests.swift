import Foundation
import OpenAPI
import Testing

@testable import SwiftGenerator

/// Hands the expected files to the compiler, with the settings of the target that they are meant for.
@Suite(.serialized) struct GoldenCompilationTests {
    private static let settings = [
        "-swift-version", "6", "-warnings-as-errors", "-enable-upcoming-feature", "ExistentialAny",
        "-enable-upcoming-feature", "InternalImportsByDefault", "-enable-upcoming-feature", "MemberImportVisibility",
    ]

    @Test(.timeLimit(.minutes(5))) func everyGoldenFolderCompilesWithoutAWarning() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await emitRuntime(into: folder)
        for name in Fixtures.names(in: "golden") {
            let paths = try copy(name, into: folder.appending(path: name))
            #expect(try await compile(["-typecheck", "-I", folder.path] + paths) == "", "\(name)")
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: [[Generator.Mode.client], [.types, .server, .client]])
    func clientsCompileAloneAndBesideTheirServers(_ modes: [Generator.Mode]) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await emitRuntime(into: folder)
        for name in Fixtures.names(in: "golden") {
            let text = try Fixtures.text("golden/\(name).yaml")
            let own = folder.appending(path: name)
            try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
            var paths: [String] = []
            for mode in Generator.Mode.inOneModule(modes) {
                for file in try Fixtures.generate(text, file: "\(name).yaml", mode: mode) {
                    let path = own.appending(path: file.name)
                    guard !paths.contains(path.path) else { continue }
                    try Data(file.text.utf8).write(to: path)
                    paths.append(path.path)
                }
            }
            #expect(paths.contains { $0.hasSuffix("/Client.swift") })
            #expect(try await compile(["-typecheck", "-I", folder.path] + paths) == "", "\(name)")
        }
    }

    /// Packages set upcoming features or not, and files written by hand import what generated ones do.
    @Test(.timeLimit(.minutes(5)), arguments: GeneratorOptions.Access.allCases)
    func everyAccessCompilesWithUpcomingFeaturesAndWithoutThem(_ access: GeneratorOptions.Access) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await emitRuntime(into: folder)
        let text = try Fixtures.text("golden/operations.yaml")
        let reading = try DocumentParser.reading(Array(text.utf8), file: "operations.yaml")
        var options = GeneratorOptions()
        options.access = access
        var paths: [String] = []
        for mode in [Generator.Mode.client, .server] {
            for file in try Generator(mode: mode, source: "operations.yaml", options: options).output(reading).files {
                let path = folder.appending(path: file.name)
                guard !paths.contains(path.path) else { continue }
                try Data(file.text.utf8).write(to: path)
                paths.append(path.path)
            }
        }
        let byHand = folder.appending(path: "ByHand.swift")
        try Data("import ContractRuntime\nimport FoundationEssentials\n".utf8).write(to: byHand)
        let plain = ["-swift-version", "6", "-warnings-as-errors"]
        for settings in [Self.settings, plain] {
            let arguments = ["-typecheck", "-package-name", "p", "-I", folder.path, byHand.path] + paths
            #expect(try await compile(arguments, settings: settings) == "", "\(settings)")
        }
    }

    @Test("Threat 40: a service that lacks an operation of its contract does not compile", .timeLimit(.minutes(5)))
    func aServiceThatLacksAnOperationDoesNotCompile() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await emitRuntime(into: folder)
        let paths = try copy("small", into: folder.appending(path: "small"))
        let service = folder.appending(path: "Service.swift")
        let method = "func count(_ input: CountOperation.Input, context: OperationContext) async throws "
        for (body, isWhole) in [(method + "-> CountOperation.Output { throw CancellationError() }", true), ("", false)]
        {
            try Data("import ContractRuntime\nstruct Service: SmallAPI {\n\(body)\n}\n".utf8).write(to: service)
            let complaint = try await compile(["-typecheck", "-I", folder.path] + paths + [service.path])
            #expect(complaint.isEmpty == isWhole, "\(complaint)")
            #expect(complaint.contains("does not conform to protocol 'SmallAPI'") != isWhole, "\(complaint)")
        }
    }

    /// Compiles what generated code stands on.
    func emitRuntime(into folder: URL) async throws {
        for name in ["RegularExpressions", "ContractRuntime"] {
            let root = Fixtures.repository.appending(path: "Sources/\(name)").resolvingSymlinksInPath()
            let sources = (FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects ?? [])
                .compactMap { ($0 as? URL)?.path }.filter { $0.hasSuffix(".swift") }.sorted()
            let module = folder.appending(path: "\(name).swiftmodule").path
            let built = try await compile(
                [
                    "-emit-module", "-parse-as-library", "-module-name", name, "-I", folder.path,
                    "-emit-module-path", module,
                ] + sources)
            #expect(built == "")
        }
    }

    /// Writes an expected folder as sources; returns their paths.
    private func copy(_ name: String, into folder: URL) throws -> [String] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = Set(
            try Fixtures.generate(Fixtures.text("golden/\(name).yaml"), file: "\(name).yaml").map(\.name))
        for file in files {
            let text = try Fixtures.text("golden/\(name)/\(file).txt")
            try Data(text.utf8).write(to: folder.appending(path: file))
        }
        return files.sorted().map { folder.appending(path: $0).path }
    }

    /// Runs the compiler and returns what it complains of.
    func compile(_ arguments: [String], settings: [String] = settings) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swiftc"] + settings + arguments
        let output = FileManager.default.temporaryDirectory.appending(path: "swiftc-\(UUID().uuidString).log")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        return status == 0 && text.isEmpty ? "" : "status \(status)\n\(text)"
    }
}
