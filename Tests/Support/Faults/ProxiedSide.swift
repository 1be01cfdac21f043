import NIOCore

/// Tells a connection what one of its channels receives.
final class ProxiedSide: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let side: ProxiedConnection.Side
    private let connection: ProxiedConnection

    init(_ side: ProxiedConnection.Side, _ connection: ProxiedConnection) {
        self.side = side
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.received(unwrapInboundIn(data), from: side)
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.ended(side)
        context.fireChannelInactive()
    }

    /// A connection that breaks becomes inactive next.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
