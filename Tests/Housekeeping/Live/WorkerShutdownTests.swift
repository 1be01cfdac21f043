import Foundation
import Ingestion
import Metadata
import ServiceLifecycle
import Storage
import Testing

extension Live {
    @Suite struct WorkerShutdownTests {
        /// A port that takes connections and never answers.
        private struct SilentServer: ~Copyable {
            private let descriptor: Int32
            let port: UInt16

            init() throws {
                descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                var address = sockaddr_in()
                address.sin_family = sa_family_t(AF_INET)
                address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
                var length = socklen_t(MemoryLayout<sockaddr_in>.size)
                let descriptor = descriptor
                let isListening = withUnsafeMutablePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                        bind(descriptor, pointer, length) == 0 && listen(descriptor, 16) == 0
                            && getsockname(descriptor, pointer, &length) == 0
                    }
                }
                try #require(isListening)
                port = UInt16(bigEndian: address.sin_port)
            }

            deinit { close(descriptor) }
        }

        @Test func aJobThatAShutdownInterruptsKeepsItsAttempts() async throws {
            try await LivePlace.with { place in
                let server = try SilentServer()
                var hanging = place.storage
                hanging.endpoint = try StorageEndpoint(parsing: "127.0.0.1:\(server.port)", secure: false)
                let store = ObjectStore(
                    configuration: hanging, httpClient: place.client, logger: silentLogger, now: { Date() })
                let id = try await place.jobs.enqueue(.deleteObject(bucket: "b", key: "k"))
                for _ in 0..<2 {
                    let worker = IngestionWorker(
                        configuration: .init(shutdownGrace: .zero), store: store, jobs: place.jobs,
                        ingestions: IngestionStore(database: place.database), logger: silentLogger)
                    let group = ServiceGroup(services: [worker], logger: silentLogger)
                    let running = Task { try await group.run() }
                    for _ in 0..<200 {
                        if try await place.jobs.jobs(in: .running, limit: 9).count == 1 { break }
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    await group.triggerGracefulShutdown()
                    try await running.value
                    let jobs = try await place.jobs.jobs(in: nil, limit: 10)
                    #expect(jobs.map(\.id) == [id])
                    #expect(jobs.map(\.state) == [.ready])
                    #expect(jobs.map(\.attempts) == [0])
                }
            }
        }
    }
}
