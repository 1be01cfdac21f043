import NIOCore
import NIOPosix

/// A server that answers each connection with the same bytes, whatever it is asked.
enum ScriptedServer {
    /// What it does, one after the other, once the head of a request is there.
    enum Step: Sendable {
        case send(String)
        case wait(Duration)
        /// Stays silent until the client goes.
        case hang
    }

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Runs the server while a test asks it; connections are closed after the last step.
    static func run(_ steps: [Step], _ test: @Sendable (_ url: String) async throws -> Void) async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Connection(wrappingChannelSynchronously: channel)
                }
            }
        let port = server.channel.localAddress?.port ?? 0
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.executeThenClose { connections in
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await connection in connections {
                            group.addTask { await answer(connection, steps) }
                        }
                    }
                }
            }
            try await test("http://127.0.0.1:\(port)")
            group.cancelAll()
        }
    }

    private static func answer(_ connection: Connection, _ steps: [Step]) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                var iterator = inbound.makeAsyncIterator()
                var head = ""
                while !head.contains("\r\n\r\n"), let piece = try await iterator.next() {
                    head += String(buffer: piece)
                }
                for step in steps {
                    switch step {
                    case .send(let text): try await outbound.write(ByteBuffer(string: text))
                    case .wait(let duration): try await Task.sleep(for: duration)
                    case .hang: while try await iterator.next() != nil {}
                    }
                }
            }
        } catch {
            // The client has gone, or the test has ended.
        }
    }
}
