import ContractHummingbird
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Synchronization
import Testing

@Suite struct RequestBoundsHandlerTests {
    private final class Cuts: Sendable {
        let all = Mutex<[ConnectionCut]>([])
    }

    private let cuts = Cuts()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(
            handler: RequestBoundsHandler(
                bounds: ConnectionBounds(bodyBytesPerSecond: 10, maximumBodyBytes: 1_000),
                observe: { [cuts] cut in cuts.all.withLock { $0.append(cut) } }))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func receive(_ part: HTTPRequestPart) throws {
        try channel.writeInbound(part)
        channel.read()
    }

    private func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    private let head = HTTPRequestPart.head(
        HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/"))

    private func body(_ bytes: Int) -> HTTPRequestPart { .body(ByteBuffer(repeating: 0, count: bytes)) }

    private func answer() throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    private func expectCut(_ reason: ConnectionCut) {
        #expect(!channel.isActive)
        #expect(cuts.all.withLock { $0 } == [reason])
    }

    @Test func cutsAConnectionThatSendsNothing() throws {
        pass(.milliseconds(9_999))
        #expect(channel.isActive)
        pass(.milliseconds(1))
        expectCut(.slowHead)
    }

    @Test func cutsABodyThatDripsFastEnoughButTooLong() throws {
        try receive(head)
        for _ in 0..<29 {
            try receive(body(11))
            pass(.seconds(1))
        }
        #expect(channel.isActive)
        try receive(body(11))
        pass(.seconds(1))
        expectCut(.slowBody)
    }

    @Test func cutsABodyThatIsSlowerThanTheLeastRate() throws {
        try receive(head)
        for _ in 0..<4 {
            try receive(body(1))
            pass(.seconds(1))
        }
        #expect(channel.isActive)
        try receive(body(1))
        pass(.seconds(1))
        expectCut(.slowBody)
    }

    /// The service waits for its database, say: the client cannot send on, and is not to blame.
    @Test func doesNotCountTheTimeInWhichTheServiceDoesNotRead() throws {
        try receive(head)
        try channel.writeInbound(body(10))
        pass(.seconds(60))
        #expect(channel.isActive)
        channel.read()
        pass(.seconds(4))
        #expect(channel.isActive)
        pass(.seconds(2))
        expectCut(.slowBody)
    }

    @Test func cutsABodyThatGoesOnWithoutEnd() throws {
        try receive(head)
        try receive(body(1_000))
        #expect(channel.isActive)
        try receive(body(1))
        expectCut(.endlessBody)
    }

    @Test func leavesSlowAnswersAloneAndCutsTheIdleTimeAfterThem() throws {
        for _ in 0..<3 {
            try receive(head)
            try receive(body(100))
            try receive(.end(nil))
            pass(.seconds(600))
            try answer()
            pass(.seconds(74))
            #expect(channel.isActive)
        }
        pass(.seconds(1))
        expectCut(.idle)
    }

    @Test func cutsAClientThatDoesNotTakeItsAnswer() throws {
        let channel = EmbeddedChannel(
            handlers: [
                HoldingHandler(),
                RequestBoundsHandler(
                    bounds: ConnectionBounds(), observe: { [cuts] cut in cuts.all.withLock { $0.append(cut) } }),
            ])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeInbound(head)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.write(HTTPResponsePart.end(nil), promise: nil)
        channel.flush()
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
        #expect(cuts.all.withLock { $0 } == [.slowReader])
    }

    @Test(arguments: [(HTTPParserError.headerOverflow, 431), (.invalidMethod, 400)])
    func answersWhatIsNoRequest(_ error: HTTPParserError, status: Int) throws {
        channel.pipeline.fireErrorCaught(error)
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
            throw error
        }
        #expect(head.status.code == status)
        #expect(head.headerFields[.connection] == "close")
        pass(.seconds(1))
        #expect(!channel.isActive)
    }

    @Test func saysOnTheLastAnswerThatItIsTheLast() throws {
        try receive(head)
        try receive(.end(nil))
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        try answer()
        guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
            throw ChannelError.eof
        }
        #expect(head.headerFields[.connection] == "close")
    }
}

/// Keeps what is written, as a full socket does.
private final class HoldingHandler: ChannelOutboundHandler {
    typealias OutboundIn = Any
    private var promises: [EventLoopPromise<Void>] = []

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if let promise { promises.append(promise) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        for promise in promises { promise.fail(ChannelError.eof) }
    }
}
