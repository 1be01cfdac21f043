public import NIOCore

/// What one connection may take of time and bytes.
public struct ConnectionBounds: Hashable, Sendable {
    /// From the opening of a connection to the end of its first head. Default: 10 seconds.
    public var headTime: TimeAmount
    /// From an answer to the end of the next head. Default: 75 seconds.
    public var idleTime: TimeAmount
    /// From a head to the end of its body, less the time in which the service did not want to read. Default: 30 seconds.
    public var bodyTime: TimeAmount
    /// How many bytes a second a body brings at least, on average after `bodyGrace`. Default: 240.
    public var bodyBytesPerSecond: Int
    /// How long a body may be slower at its beginning. Default: 5 seconds.
    public var bodyGrace: TimeAmount
    /// How many bytes of one body are read before the connection is cut. It must leave room above the limit of the
    /// contract, so that a body that is a little too long is answered and not cut. Default: 4 MiB.
    public var maximumBodyBytes: Int
    /// How long the client may take to take an answer off. Default: 30 seconds.
    public var answerTime: TimeAmount
    /// How long a connection that is given up stays open, so that its last answer arrives. Default: 1 second.
    public var lingerTime: TimeAmount

    /// Makes bounds.
    public init(
        headTime: TimeAmount = .seconds(10), idleTime: TimeAmount = .seconds(75), bodyTime: TimeAmount = .seconds(30),
        bodyBytesPerSecond: Int = 240, bodyGrace: TimeAmount = .seconds(5), maximumBodyBytes: Int = 4 << 20,
        answerTime: TimeAmount = .seconds(30), lingerTime: TimeAmount = .seconds(1)
    ) {
        self.headTime = headTime
        self.idleTime = idleTime
        self.bodyTime = bodyTime
        self.bodyBytesPerSecond = bodyBytesPerSecond
        self.bodyGrace = bodyGrace
        self.maximumBodyBytes = maximumBodyBytes
        self.answerTime = answerTime
        self.lingerTime = lingerTime
    }
}

/// Why a connection was cut off.
public enum ConnectionCut: String, Hashable, Sendable, CaseIterable {
    /// The first head did not arrive in time.
    case slowHead = "slow_head"
    /// Nothing was asked for a while.
    case idle
    /// A body did not arrive in time, or too slowly.
    case slowBody = "slow_body"
    /// A body went on without end.
    case endlessBody = "endless_body"
    /// The client does not take its answer.
    case slowReader = "slow_reader"
    /// Bytes that are no request; answered 400.
    case malformed
    /// A head with too many or too long fields; answered 431.
    case headTooLarge = "head_too_large"
    /// There are too many connections, and this one was waiting.
    case crowded
}
