import Foundation
import NIOCore
import NIOPosix

/// A gate between the service and a server: open it passes bytes on, closed it cuts every connection and refuses.
package actor TCPGate {
    private let target: (host: String, port: Int)
    private let port: Int
    private var listener: (any Channel)?
    private var connections: [any Channel] = []

    /// Starts a gate to the host and port of a URL.
    package static func start(to url: String) async throws -> TCPGate {
        let parts = URLComponents(string: url)
        let target = (parts?.host ?? "127.0.0.1", parts?.port ?? 5_432)
        // The first listener finds a free port, which the gate keeps for when it opens again.
        let probe = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = probe.localAddress?.port ?? 0
        try await probe.close()
        let gate = TCPGate(target: target, port: port)
        try await gate.open()
        return gate
    }

    private init(target: (String, Int), port: Int) {
        self.target = (target.0, target.1)
        self.port = port
    }

    /// The same URL through the gate.
    package nonisolated func rewrite(_ url: String) -> String {
        var parts = URLComponents(string: url)
        parts?.host = "127.0.0.1"
        parts?.port = port
        return parts?.string ?? url
    }

    package func open() async throws {
        guard listener == nil else { return }
        let target = target
        let group = MultiThreadedEventLoopGroup.singleton
        listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { inbound in
                Task { await self.add(inbound) }
                return ClientBootstrap(group: inbound.eventLoop)
                    .connect(host: target.host, port: target.port)
                    .flatMap { outbound in
                        Task { await self.add(outbound) }
                        return inbound.pipeline.addHandler(Forwarding(to: outbound)).flatMap {
                            outbound.pipeline.addHandler(Forwarding(to: inbound))
                        }.flatMap { inbound.setOption(.autoRead, value: true) }
                    }
            }
            .bind(host: "127.0.0.1", port: port).get()
    }

    package func close() async {
        try? await listener?.close()
        listener = nil
        for connection in connections { try? await connection.close() }
        connections = []
    }

    private func add(_ channel: any Channel) {
        connections.append(channel)
    }
}

/// Writes what is read on one channel to the other, and closes the other with it.
private final class Forwarding: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(to other: any Channel) {
        self.other = other
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        other.close(promise: nil)
        context.fireChannelInactive()
    }
}
