package import Foundation

/// One run of a program to its end.
package struct CommandRun: Sendable {
    package let status: Int32
    package let output: String
    package let errors: String

    /// What `make test` and `make test-sanitize` want every process of theirs to know.
    private static let instruments: Set = ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"]

    /// Runs a command with exactly these variables and those of the instruments, at most for 30 seconds.
    package static func matchbot(_ arguments: [String], environment: [String: String]) async throws -> CommandRun {
        let instruments = ProcessInfo.processInfo.environment.filter { Self.instruments.contains($0.key) }
        return try await run(
            TestEnvironment.binary, arguments, environment: environment.merging(instruments) { given, _ in given })
    }

    /// Runs any program that reads `input`, at most for 30 seconds.
    package static func run(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
    ) async throws -> CommandRun {
        let folder = FileManager.default.temporaryDirectory.appending(path: "matchbot-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["output", "errors", "input"].map { folder.appending(path: $0) }
        for file in files { try Data(file == files[2] ? input : []).write(to: file) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: files[2])
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        for _ in 0..<1_200 where process.isRunning { try await Task.sleep(for: .milliseconds(25)) }
        if process.isRunning { process.terminate() }
        for _ in 0..<200 where process.isRunning { try await Task.sleep(for: .milliseconds(25)) }
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return CommandRun(
            status: process.isRunning ? -1 : process.terminationStatus, output: texts[0], errors: texts[1])
    }
}
