import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Has the operating system ask a silent peer whether it is still there, so that a connection whose other end has vanished
/// without a word is closed (RFC 9293, section 3.8.4).
public struct KeepAliveProbes: Hashable, Sendable {
    /// How long a peer is silent before it is asked, in seconds. Default: 60.
    public var idleSeconds = 60
    /// Time between two probes, in seconds. Default: 10.
    public var intervalSeconds = 10
    /// How many stay without an answer before the connection is closed. Default: 3.
    public var count = 3

    /// Makes probes with the defaults.
    public init() {}

    /// Asks for them on a TCP connection; another kind of socket has no such option, and needs none.
    func set(on channel: any Channel) {
        let options: [(ChannelOptions.Types.SocketOption, Int)] = [
            (.init(level: .socket, name: .so_keepalive), 1),
            (.init(level: .tcp, name: .init(rawValue: TCP_KEEPIDLE)), idleSeconds),
            (.init(level: .tcp, name: .init(rawValue: TCP_KEEPINTVL)), intervalSeconds),
            (.init(level: .tcp, name: .init(rawValue: TCP_KEEPCNT)), count),
        ]
        for (option, value) in options {
            channel.setOption(option, value: SocketOptionValue(value)).whenFailure { _ in }
        }
    }
}
