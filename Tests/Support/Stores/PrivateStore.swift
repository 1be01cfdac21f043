import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOPosix
import Storage
import Synchronization

/// A store of one test alone, for what must not happen to the shared ones: it is full, or has users who may do little.
package final class PrivateStore: Sendable {
    /// Why a store did not come up.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The store as its administrator sees it, who may do everything.
    package let place: StorePlace
    /// Data, and whatever a test needs to command the store.
    let folder: URL
    private let process: Mutex<Process>

    /// Starts a program that serves S3 at the port, and waits until a bucket can be made and an object be put into it.
    static func with<Value>(
        _ program: URL, _ arguments: [String], environment: [String: String], port: Int, folder: URL,
        isolation: isolated (any Actor)? = #isolation, _ body: (PrivateStore) async throws -> Value
    ) async throws -> Value {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        let log = folder.appending(path: "log")
        try Data().write(to: log)
        process.standardOutput = try FileHandle(forWritingTo: log)
        process.standardError = process.standardOutput
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let store = PrivateStore(port: port, folder: folder, process: process)
        let result: Result<Value, any Error>
        do {
            try await store.awaitReadiness(log)
            result = .success(try await body(store))
        } catch {
            result = .failure(error)
        }
        await store.stop()
        return try result.get()
    }

    /// A folder that no other test has.
    static func makeFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "matchbot-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Ports that nobody listens at.
    static func freePorts(_ count: Int) async throws -> [Int] {
        var listeners: [any Channel] = []
        for _ in 0..<count {
            listeners.append(
                try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .bind(host: "127.0.0.1", port: 0).get())
        }
        let ports = listeners.compactMap { $0.localAddress?.port }
        for listener in listeners { try await listener.close() }
        return ports
    }

    private init(port: Int, folder: URL, process: sending Process) {
        place = StorePlace(endpoint: "127.0.0.1:\(port)", accessKey: "administrator", secretKey: "administrators-key")
        self.folder = folder
        self.process = Mutex(process)
    }

    private func awaitReadiness(_ log: URL) async throws {
        let configuration = StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: place.endpoint, secure: false),
            credentials: StorageCredentials(accessKey: place.accessKey, secretKey: place.secretKey))
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration.httpClientConfiguration)
        let location = ObjectLocation(bucket: "is-ready", key: "object")
        let deadline = ContinuousClock.now + .seconds(60)
        var last = "the process ended"
        var isReady = false
        while !isReady, ContinuousClock.now < deadline, process.withLock({ $0.isRunning }) {
            // A store of its own for each look: the circuit breaker would keep the next ones away.
            let objects = ObjectStore(
                configuration: configuration, httpClient: client, logger: Logger(label: "test"), now: { Date() })
            do {
                if try await !objects.bucketExists(location.bucket) { try await objects.createBucket(location.bucket) }
                _ = try await objects.put(location, bytes: [1], contentType: "text/plain")
                try await objects.delete(location)
                isReady = true
            } catch {
                last = "\(error)"
                try await Task.sleep(for: .milliseconds(200))
            }
        }
        try await client.shutdown()
        guard !isReady else { return }
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        throw Failure(description: "the store did not come up, \(last):\n\(text.suffix(2_000))")
    }

    /// Nothing of it is needed any more, so it's killed.
    private func stop() async {
        kill(process.withLock { $0.processIdentifier }, SIGKILL)
        for _ in 0..<200 where process.withLock({ $0.isRunning }) { try? await Task.sleep(for: .milliseconds(25)) }
        try? FileManager.default.removeItem(at: folder)
    }
}
