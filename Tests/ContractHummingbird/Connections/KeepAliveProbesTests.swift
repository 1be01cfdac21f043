import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import ContractHummingbird

/// The operating system's own question to a silent peer, on a real socket.
@Suite struct KeepAliveProbesTests {
    @Test func endAConnectionWhoseOtherEndHasVanishedAndNoOther() async throws {
        var probes = KeepAliveProbes()
        probes.idleSeconds = 1
        probes.intervalSeconds = 1
        probes.count = 2
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [probes] channel in
                probes.set(on: channel)
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let vanished = try RawConnection(port: port)
        let silent = try RawConnection(port: port)
        try await Task.sleep(for: .milliseconds(200))
        try vanished.vanish()
        #expect(try vanished.isHeldOpen())
        // Asked after one second, again after another one, given up after a third.
        try await Task.sleep(for: .milliseconds(2_300))
        #expect(try vanished.isHeldOpen())
        var isHeld = true
        for _ in 0..<100 where isHeld {
            try await Task.sleep(for: .milliseconds(50))
            isHeld = try vanished.isHeldOpen()
        }
        #expect(!isHeld)
        #expect(try silent.isHeldOpen())
        try await listener.close()
    }
}
