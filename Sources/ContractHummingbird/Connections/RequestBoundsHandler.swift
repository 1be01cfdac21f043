import ContractRuntime
import HTTPTypes
import Hummingbird
public import NIOCore
import NIOHTTP1
public import NIOHTTPTypes

/// Cuts a connection whose client is too slow in sending or taking, sends without end, or sends what is no request.
///
/// An answer such as 413 or 401 is sent before the body has ended, and the server then reads the rest away to keep the
/// connection; without a bound a client could drip or pour bytes for ever. It stands right behind the HTTP decoder, so a
/// head counts when it has arrived whole. Time costs one scheduled task for each connection, and none for a request.
public final class RequestBoundsHandler: ChannelDuplexHandler, RemovableChannelHandler {
    /// Parts of requests.
    public typealias InboundIn = HTTPRequestPart
    /// The same parts.
    public typealias InboundOut = HTTPRequestPart
    /// Parts of answers.
    public typealias OutboundIn = HTTPResponsePart
    /// The same parts.
    public typealias OutboundOut = HTTPResponsePart

    /// How exact times are that begin while another one is awaited.
    private static let longestPause = TimeAmount.seconds(2)

    private let bounds: ConnectionBounds
    private let limit: ConnectionLimit?
    private let probes: KeepAliveProbes?
    private let observe: @Sendable (ConnectionCut) -> Void
    private var state: ConnectionStateMachine
    private var look: Scheduled<Void>?
    private var place: ConnectionLimit.Place?
    private var isDraining = false

    /// Makes a handler for one connection.
    ///
    /// - Parameters:
    ///   - bounds: What the connection may take.
    ///   - limit: Counts the connections, and says which one has to go when there are too many.
    ///   - probes: How the operating system finds out that the other end has vanished.
    ///   - observe: Learns why a connection was cut.
    public init(
        bounds: ConnectionBounds, limit: ConnectionLimit? = nil, probes: KeepAliveProbes? = nil,
        observe: @escaping @Sendable (ConnectionCut) -> Void = { _ in }
    ) {
        self.bounds = bounds
        self.limit = limit
        self.probes = probes
        self.observe = observe
        state = ConnectionStateMachine(bounds: bounds, openedAt: .uptimeNanoseconds(0))
    }

    /// Starts the time on a connection that is open already.
    public func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { open(context) }
    }

    /// Stops the time.
    public func handlerRemoved(context: ChannelHandlerContext) {
        close()
    }

    /// Starts the time when the connection opens.
    public func channelActive(context: ChannelHandlerContext) {
        open(context)
        context.fireChannelActive()
    }

    /// Stops the time when the connection closes.
    public func channelInactive(context: ChannelHandlerContext) {
        close()
        context.fireChannelInactive()
    }

    /// Counts a request's parts on their way.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !state.isGivenUp else { return }
        switch unwrapInboundIn(data) {
        case .head: state.head(at: context.eventLoop.now)
        case .body(let buffer):
            guard state.body(buffer.readableBytes) else { return cut(.endlessBody, context) }
        case .end: state.end(at: context.eventLoop.now)
        }
        place?.isWaiting = state.isWaiting
        context.fireChannelRead(data)
    }

    /// Until the service asks for more, waiting is not the client's fault.
    public func channelReadComplete(context: ChannelHandlerContext) {
        state.pause(at: context.eventLoop.now)
        context.fireChannelReadComplete()
    }

    /// The service asks for more.
    public func read(context: ChannelHandlerContext) {
        state.resume(at: context.eventLoop.now)
        context.read()
    }

    /// Follows answers on their way, and says on the last one of a server that is stopping that it is the last.
    public func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !state.isGivenUp else {
            promise?.fail(ChannelError.outputClosed)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where isDraining && head.status.kind != .informational:
            head.headerFields[.connection] = "close"
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            state.answered(at: context.eventLoop.now)
            place?.isWaiting = state.isWaiting
            let sent = promise ?? context.eventLoop.makePromise()
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            sent.futureResult.assumeIsolated().whenComplete { [eventLoop = context.eventLoop] _ in
                handler.value.state.sent(at: eventLoop.now)
            }
            context.write(data, promise: sent)
        default: context.write(data, promise: promise)
        }
    }

    /// Learns that the server is stopping.
    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { isDraining = true }
        context.fireUserInboundEventTriggered(event)
    }

    /// Answers bytes that are no request, unless an answer to an earlier one is still to come.
    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !(error is IOError), !(error is ChannelError), !state.isGivenUp else {
            return context.fireErrorCaught(error)
        }
        guard state.isWaiting else {
            // The server answers that itself when it comes to it, and then waits for the client to go.
            context.fireErrorCaught(error)
            return
        }
        let isTooLarge = error as? HTTPParserError == .headerOverflow
        observe(isTooLarge ? .headTooLarge : .malformed)
        refuse(isTooLarge ? .headTooLarge : .unreadableHead, context)
    }

    private func refuse(_ failure: ContractFailure, _ context: ChannelHandlerContext) {
        let answer = failure.response(requestID: RequestID().description)
        var fields = answer.hummingbird.headers
        fields[.connection] = "close"
        fields[.contentLength] = String(answer.body.count)
        let head = HTTPResponse(status: .init(code: answer.status), headerFields: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: answer.body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        state.giveUp(at: context.eventLoop.now)
        // Closing at once would reset the connection, and the answer might be lost on its way.
        context.close(mode: .output, promise: nil)
        look?.cancel()
        schedule(context)
    }

    private func open(_ context: ChannelHandlerContext) {
        state = ConnectionStateMachine(bounds: bounds, openedAt: context.eventLoop.now)
        schedule(context)
        guard place == nil else { return }
        probes?.set(on: context.channel)
        place = limit?.open(context.channel)
    }

    private func close() {
        look?.cancel()
        look = nil
        if let place { limit?.close(place) }
        place = nil
    }

    private func schedule(_ context: ChannelHandlerContext) {
        let time = state.nextLook(at: context.eventLoop.now, pause: Self.longestPause)
        let values = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        look = context.eventLoop.scheduleTask(deadline: time) {
            let (handler, context) = values.value
            if let reason = handler.state.cut(at: context.eventLoop.now) {
                handler.cut(reason, context)
            } else {
                handler.schedule(context)
            }
        }
    }

    private func cut(_ reason: ConnectionCut, _ context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
        if !state.isGivenUp { observe(reason) }
        context.close(promise: nil)
    }
}

extension ContractFailure {
    /// 400: what was sent is no HTTP request.
    static let unreadableHead = Self(
        status: 400, code: "malformed_request", title: "The request cannot be read",
        detail: "What was sent is no HTTP request.")

    /// 431: the head has more or longer fields than are read (RFC 6585, section 5).
    static let headTooLarge = Self(
        status: 431, code: "head_too_large", title: "The request's head is too large",
        detail: "Send fewer or shorter header fields.")
}
