import Glibc
import Testing

@testable import Metadata

/// Closing a database leaves no thread of its own behind: one that still authenticates while the process ends would
/// use what OpenSSL has freed by then.
@Suite struct ClosingTests {
    /// A socket that the kernel accepts connections on, and nobody answers.
    private struct SilentServer: ~Copyable {
        let descriptor: Int32
        let port: UInt16

        init() throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let descriptor = descriptor
            let isListening = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0
                        && getsockname(descriptor, $0, &size) == 0
                }
            }
            port = UInt16(bigEndian: address.sin_port)
            try #require(isListening && port > 0)
        }

        deinit { Glibc.close(descriptor) }
    }

    @Test func closingWaitsForConnectionsThatAreBeingOpened() async throws {
        let server = try SilentServer()
        let database = Database(
            configuration: DatabaseConfiguration(
                url: "postgresql://nobody@127.0.0.1:\(server.port)/nothing", connectTimeout: .milliseconds(700)),
            logger: silentLogger)
        let start = ContinuousClock.now
        let query = Task { try await database.query(Statement.once("one", "SELECT 1")) }
        while database.statistics.connecting == 0, start.duration(to: .now) < .milliseconds(500) {
            try await Task.sleep(for: .milliseconds(5))
        }
        await database.close()
        #expect(start.duration(to: .now) >= .milliseconds(700))
        #expect(database.pool.isDrained)
        await #expect(throws: DatabaseError.self) { try await query.value }
    }
}
