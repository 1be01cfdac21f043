import ContractHummingbird
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@Suite struct RequestBoundsHandlerTests {
    private func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(
            handler: RequestBoundsHandler(timeLimit: .seconds(30), maximumBodyBytes: 100))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func head() -> HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/"))
    }

    private func body(_ bytes: Int) -> HTTPRequestPart {
        .body(ByteBuffer(repeating: 0, count: bytes))
    }

    @Test func cutsAConnectionThatSendsNothing() throws {
        let channel = try channel()
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func cutsABodyThatDripsHoweverOftenABitArrives() throws {
        let channel = try channel()
        try channel.writeInbound(head())
        for _ in 0..<29 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try channel.writeInbound(body(1))
        }
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func cutsABodyThatGoesOnWithoutEnd() throws {
        let channel = try channel()
        try channel.writeInbound(head())
        try channel.writeInbound(body(100))
        #expect(channel.isActive)
        try channel.writeInbound(body(1))
        #expect(!channel.isActive)
    }

    @Test func leavesRequestsAloneThatArriveInTimeAndTheWaitBetweenThem() throws {
        let channel = try channel()
        for _ in 0..<3 {
            try channel.writeInbound(head())
            try channel.writeInbound(body(100))
            try channel.writeInbound(HTTPRequestPart.end(nil))
            channel.embeddedEventLoop.advanceTime(by: .seconds(60))
            #expect(channel.isActive)
        }
        var parts = 0
        while let _ = try channel.readInbound(as: HTTPRequestPart.self) { parts += 1 }
        #expect(parts == 9)
        _ = try channel.finish()
    }
}
