package import Foundation
import Synchronization

/// A running `matchbot serve`, with a log file of its own.
package final class ServerProcess: Sendable {
    /// Why a server did not come up.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let port: Int
    package let logFile: URL
    private let process: Mutex<Process>
    private let folder: URL

    /// Where the server answers.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// The lines that the server has logged so far.
    package var log: String { (try? String(contentsOf: logFile, encoding: .utf8)) ?? "" }

    /// Starts a server and waits until it listens.
    package static func start(environment: [String: String]) async throws -> ServerProcess {
        let folder = FileManager.default.temporaryDirectory.appending(path: "matchbot-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let logFile = folder.appending(path: "server.log")
        let portFile = folder.appending(path: "port")
        _ = FileManager.default.createFile(atPath: logFile.path(percentEncoded: false), contents: nil)
        let process = Process()
        process.executableURL = TestEnvironment.binary
        process.arguments = ["serve", "--port-file", portFile.path(percentEncoded: false)]
        var variables = ProcessInfo.processInfo.environment
        variables["MATCHBOT_HOST"] = "127.0.0.1"
        variables["MATCHBOT_PORT"] = "0"
        process.environment = variables.merging(environment) { _, new in new }
        let log = try FileHandle(forWritingTo: logFile)
        process.standardOutput = log
        process.standardError = log
        process.standardInput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1_200 {
            if let text = try? String(contentsOf: portFile, encoding: .utf8),
                let port = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
            {
                return ServerProcess(port: port, logFile: logFile, process: process, folder: folder)
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(25))
        }
        process.terminate()
        let text = (try? String(contentsOf: logFile, encoding: .utf8)) ?? ""
        throw Failure(description: "the server did not come up:\n\(text.suffix(2_000))")
    }

    private init(port: Int, logFile: URL, process: sending Process, folder: URL) {
        self.port = port
        self.logFile = logFile
        self.process = Mutex(process)
        self.folder = folder
    }

    package var processIdentifier: Int32 { process.withLock { $0.processIdentifier } }
    package var isRunning: Bool { process.withLock { $0.isRunning } }

    /// Asks the server to stop, waits up to ten seconds, and returns its exit status.
    @discardableResult package func stop() async -> Int32 {
        process.withLock { if $0.isRunning { $0.terminate() } }
        return await waitForExit()
    }

    /// Waits for a server that was told to stop, ten seconds unless told, and returns its exit status.
    package func ended(within limit: Duration = .seconds(10)) async -> Int32 {
        await waitForExit(limit)
    }

    /// Kills the server as a power cut would.
    package func kill() async {
        Foundation.kill(processIdentifier, SIGKILL)
        _ = await waitForExit()
    }

    private func waitForExit(_ limit: Duration = .seconds(10)) async -> Int32 {
        let deadline = ContinuousClock.now + limit * TestEnvironment.patience
        while isRunning, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(25)) }
        if isRunning { Foundation.kill(processIdentifier, SIGKILL) }
        for _ in 0..<40 where isRunning { try? await Task.sleep(for: .milliseconds(25)) }
        let status = process.withLock { $0.isRunning ? -1 : $0.terminationStatus }
        try? FileManager.default.removeItem(at: folder)
        return status
    }
}
