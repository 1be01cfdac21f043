import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A TCP proxy between the service and a store or PostgreSQL, with a fault that can be switched at any time.
///
/// It keeps its port, so that the service finds it again after a refusal, and knows nothing of what passes, but where
/// requests of HTTP end while it answers them itself.
package final class FaultProxy: Sendable {
    private struct State {
        var fault: Fault?
        var listener: (any Channel)?
        var connections: [ObjectIdentifier: ProxiedConnection] = [:]
        /// Bytes of answers that may pass while answers stall.
        var allowance = 0
        var isStalled = false
        /// Exchanges since the fault was switched.
        var exchanges = 0
    }

    let target: (host: String, port: Int)
    private let port: Int
    private let state = Mutex(State())

    /// Starts a proxy to `host:port`, or to the host and port of a URL.
    package static func start(to address: String) async throws -> FaultProxy {
        let parts = URLComponents(string: address.contains("://") ? address : "tcp://\(address)")
        // The first listener finds a free port, which the proxy keeps.
        let probe = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = probe.localAddress?.port ?? 0
        try await probe.close()
        let proxy = FaultProxy(target: (parts?.host ?? "127.0.0.1", parts?.port ?? 5_432), port: port)
        try await proxy.set(nil)
        return proxy
    }

    private init(target: (String, Int), port: Int) {
        self.target = (target.0, target.1)
        self.port = port
    }

    /// Where the service connects: host and port.
    package var endpoint: String { "127.0.0.1:\(port)" }

    /// The same URL through the proxy.
    package func rewrite(_ url: String) -> String {
        var parts = URLComponents(string: url)
        parts?.host = "127.0.0.1"
        parts?.port = port
        return parts?.string ?? url
    }

    /// Whether an answer stands still.
    package var isStalled: Bool { state.withLock { $0.isStalled } }

    /// How many exchanges have begun since the fault was switched. One begins with what a client sends after the
    /// server's last answer: for HTTP it is a request, for PostgreSQL a round trip, those of opening a connection
    /// included, and a COPY's data up to their end.
    package var exchanges: Int { state.withLock { $0.exchanges } }

    /// Switches to a fault, or with nil to none; holds for new and open connections when it returns.
    package func set(_ fault: Fault?) async throws {
        let (connections, listener) = state.withLock { state in
            state.fault = fault
            state.exchanges = 0
            state.isStalled = false
            if case .stall(let bytes) = fault { state.allowance = bytes }
            defer { if fault == .refuse { state.listener = nil } }
            return (Array(state.connections.values), state.listener)
        }
        if fault == .refuse {
            try await listener?.close()
        } else if listener == nil {
            let listener = try await listen()
            state.withLock { $0.listener = listener }
        }
        for connection in connections {
            try await connection.client.eventLoop.submit { connection.apply(fault) }.get()
        }
    }

    /// Closes everything for good.
    package func close() async {
        try? await set(.refuse)
    }

    private func listen() async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { client in
                client.eventLoop.makeCompletedFuture {
                    let connection = ProxiedConnection(client, self)
                    try client.pipeline.syncOperations.addHandler(ProxiedSide(.client, connection))
                    connection.apply(self.add(connection))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
    }

    private func add(_ connection: ProxiedConnection) -> Fault? {
        state.withLock { state in
            state.connections[ObjectIdentifier(connection)] = connection
            return state.fault
        }
    }

    func remove(_ connection: ProxiedConnection) {
        state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    /// Counts an exchange; says what is to be lost of it.
    func beginExchange() -> Fault.Loss? {
        state.withLock { state in
            state.exchanges += 1
            guard case .lose(let exchange, let loss) = state.fault, exchange == state.exchanges else { return nil }
            return loss
        }
    }

    /// How many of these bytes may pass while answers stall.
    func takeAllowance(_ bytes: Int) -> Int {
        state.withLock { state in
            let passing = min(bytes, state.allowance)
            state.allowance -= passing
            if passing < bytes { state.isStalled = true }
            return passing
        }
    }
}
