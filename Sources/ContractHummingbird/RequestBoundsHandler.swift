public import NIOCore
public import NIOHTTPTypes

/// Cuts a connection whose request takes too long to arrive, or whose body goes on without end.
///
/// An answer such as 413 or 401 is sent before the body has ended, and the server then reads the rest away to keep the
/// connection; without a bound a client could drip or pour bytes for ever. The time runs from the opening of the
/// connection to its first head, and from each head to the end of its body.
public final class RequestBoundsHandler: ChannelInboundHandler, RemovableChannelHandler {
    /// Parts of requests.
    public typealias InboundIn = HTTPRequestPart
    /// The same parts.
    public typealias InboundOut = HTTPRequestPart

    /// Why a connection is cut.
    public enum Cut: String, Sendable, Hashable, CaseIterable {
        /// A request took too long to arrive, or none came.
        case slow = "slow"
        /// A body went on beyond the bound.
        case tooLarge = "too_large"
    }

    private let timeLimit: TimeAmount
    private let maximumBodyBytes: Int
    private let onCut: @Sendable (Cut) -> Void
    private var received = 0
    private var deadline: Scheduled<Void>?

    /// Makes a handler for one connection.
    ///
    /// - Parameters:
    ///   - timeLimit: How long a request may take to arrive.
    ///   - maximumBodyBytes: How many bytes of one body are read before the connection is cut. It must leave room above
    ///     the limit of the contract, so that a body that is a little too long is answered and not cut.
    ///   - onCut: Is told of each connection that is cut, for metrics; it must not block.
    public init(
        timeLimit: TimeAmount, maximumBodyBytes: Int, onCut: @escaping @Sendable (Cut) -> Void = { _ in }
    ) {
        self.timeLimit = timeLimit
        self.onCut = onCut
        self.maximumBodyBytes = maximumBodyBytes
    }

    /// Starts the time on a connection that is open already.
    public func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    /// Stops the time.
    public func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    /// Starts the time when the connection opens.
    public func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    /// Stops the time when the connection closes.
    public func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    /// Counts a request's parts on their way.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            received = 0
            start(context)
        case .body(let buffer):
            received += buffer.readableBytes
            guard received <= maximumBodyBytes else {
                // What comes until the connection is closed is no second cut.
                received = .min
                onCut(.tooLarge)
                return context.close(promise: nil)
            }
        case .end: stop()
        }
        context.fireChannelRead(data)
    }

    private func start(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.scheduleTask(in: timeLimit) { [channel = context.channel, onCut] in
            onCut(.slow)
            channel.close(promise: nil)
        }
    }

    private func stop() {
        deadline?.cancel()
        deadline = nil
    }
}
