import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A gate between the service and a server that passes every request on, and of the answers only as many bytes as it
/// is told: then they stand still, with their connections open.
package final class StallingGate: Sendable {
    fileprivate struct State {
        /// Bytes of answers that may still pass; nil for any number.
        var allowance: Int?
        /// What gives the bytes that were held back to their readers.
        var held: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let listener: any Channel

    /// Where the service connects: host and port.
    package let endpoint: String

    /// Whether an answer stands still.
    package var isStalled: Bool { state.withLock { !$0.held.isEmpty } }

    /// Starts a gate to a host and port.
    package static func start(to endpoint: String) async throws -> StallingGate {
        let parts = endpoint.split(separator: ":").map(String.init)
        let (host, port) = (parts.first ?? "127.0.0.1", parts.last.flatMap { Int($0) } ?? 80)
        let relay = Relay()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { inbound in
                ClientBootstrap(group: inbound.eventLoop)
                    .channelInitializer { outbound in
                        outbound.pipeline.addHandler(Passing(to: inbound, relay.gate.withLock { $0 }))
                    }
                    .connect(host: host, port: port)
                    .flatMap { outbound in
                        inbound.pipeline.addHandler(Passing(to: outbound, nil))
                            .flatMap { inbound.setOption(.autoRead, value: true) }
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let gate = StallingGate(listener)
        relay.gate.withLock { $0 = gate }
        return gate
    }

    private init(_ listener: any Channel) {
        self.listener = listener
        endpoint = "127.0.0.1:\(listener.localAddress?.port ?? 0)"
    }

    /// Lets that many more bytes of answers pass, over all connections, and then nothing.
    package func allow(_ bytes: Int) {
        state.withLock { $0.allowance = bytes }
    }

    /// Lets everything pass, also what was held back.
    package func open() {
        let held = state.withLock { state in
            state.allowance = nil
            defer { state.held = [] }
            return state.held
        }
        for give in held { give() }
    }

    package func close() async {
        open()
        try? await listener.close()
    }

    /// How many of `count` bytes may pass now; the rest is held by `give`, which is called when the gate opens.
    fileprivate func pass(_ count: Int, _ give: (_ passing: Int) -> @Sendable () -> Void) -> Int {
        state.withLock { state in
            guard let allowance = state.allowance else { return count }
            let passing = min(allowance, count)
            state.allowance = allowance - passing
            if passing < count { state.held.append(give(passing)) }
            return passing
        }
    }
}

/// Gives the handlers of later connections the gate that is made after its listener.
private final class Relay: Sendable {
    let gate = Mutex<StallingGate?>(nil)
}

/// Writes what is read on one channel to the other, as far as the gate lets it, and closes the other with it.
private final class Passing: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let other: any Channel
    private let gate: StallingGate?

    init(to other: any Channel, _ gate: StallingGate?) {
        self.other = other
        self.gate = gate
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard let gate else { return other.writeAndFlush(bytes, promise: nil) }
        let (other, channel) = (other, context.channel)
        let passing = gate.pass(bytes.readableBytes) { passing in
            channel.setOption(.autoRead, value: false).whenFailure { _ in }
            let rest = bytes.getSlice(at: bytes.readerIndex + passing, length: bytes.readableBytes - passing)
            return {
                if let rest { other.writeAndFlush(rest, promise: nil) }
                channel.setOption(.autoRead, value: true).whenFailure { _ in }
            }
        }
        if let first = bytes.getSlice(at: bytes.readerIndex, length: passing), passing > 0 {
            other.writeAndFlush(first, promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        other.close(promise: nil)
        context.fireChannelInactive()
    }
}
