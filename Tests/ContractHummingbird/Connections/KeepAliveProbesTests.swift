import Foundation
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
        // On a thread of its own, for the pool that runs the tests can be busy for longer than the probes take.
        let wasHeld = try await NIOThreadPool.singleton.runIfActive {
            Thread.sleep(forTimeInterval: 0.2)
            try vanished.vanish()
            var wasHeld = [try vanished.isHeldOpen()]
            // Asked after one second, again after another one, given up after a third.
            Thread.sleep(forTimeInterval: 2.3)
            wasHeld.append(try vanished.isHeldOpen())
            var isHeld = true
            for _ in 0..<100 where isHeld {
                Thread.sleep(forTimeInterval: 0.05)
                isHeld = try vanished.isHeldOpen()
            }
            return wasHeld + [isHeld]
        }
        #expect(wasHeld == [true, true, false])
        #expect(try silent.isHeldOpen())
        try await listener.close()
    }
}
