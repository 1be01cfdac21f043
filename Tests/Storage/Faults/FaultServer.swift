import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOCore
import NIOPosix
import Storage
import Synchronization

/// A TCP server on loopback that answers the first request of a connection with prepared bytes, as a broken store would.
///
/// No S3 server can be made to break on demand in these ways, so this stands in for the network, not for a store.
struct FaultServer: Sendable {
    /// What follows the prepared bytes.
    enum Ending: Sendable {
        case close
        case hang
        /// One byte more every so often, without end.
        case drip(every: TimeAmount)
    }

    let store: ObjectStore
    let location = ObjectLocation(bucket: "bucket", key: "private-key-name")
    let configuration: StorageConfiguration
    private let script: FaultScript

    /// How many requests have come.
    var requests: Int { script.requests }

    /// Runs `body` with a store behind which the first answers are those of `beginning` and every later one is `answer`.
    static func with(
        beginning: [String] = [],
        answer: String,
        ending: Ending = .close,
        timeout: Duration = .seconds(20),
        resilience: ResilienceConfiguration = .init(),
        logger: Logger = Logger(label: "test"),
        observer: (@Sendable (StorageEvent) -> Void)? = nil,
        _ body: (FaultServer) async throws -> Void
    ) async throws {
        let script = FaultScript(beginning: beginning, answer: answer)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 16)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FaultHandler(script: script, ending: ending))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        var configuration = StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: "127.0.0.1:\(channel.localAddress?.port ?? 0)", secure: false),
            credentials: StorageCredentials(accessKey: "access", secretKey: "hunter2-hunter2"),
            resilience: resilience)
        configuration.requestTimeout = timeout
        configuration.transferTimeout = timeout
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration.httpClientConfiguration)
        let store = ObjectStore(
            configuration: configuration, httpClient: client, logger: logger, now: { Date() }, observer: observer)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(FaultServer(store: store, configuration: configuration, script: script)))
        } catch {
            result = .failure(error)
        }
        try await client.shutdown()
        try await channel.close()
        try result.get()
    }
}

/// What a server answers, connection after connection.
private final class FaultScript: Sendable {
    private let beginning: [String]
    private let answer: String
    private let count = Atomic(0)

    init(beginning: [String], answer: String) {
        self.beginning = beginning
        self.answer = answer
    }

    var requests: Int { count.load(ordering: .sequentiallyConsistent) }

    func next() -> String {
        let index = count.add(1, ordering: .sequentiallyConsistent).oldValue
        return beginning.dropFirst(index).first ?? answer
    }
}

/// Waits for the first bytes of a request, then answers.
private final class FaultHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: FaultScript
    private let ending: FaultServer.Ending
    private var answered = false
    private var drip: RepeatedTask?

    init(script: FaultScript, ending: FaultServer.Ending) {
        self.script = script
        self.ending = ending
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !answered else { return }
        answered = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: script.next())), promise: nil)
        let channel = context.channel
        switch ending {
        case .close:
            channel.close(promise: nil)
        case .hang:
            break
        case .drip(let interval):
            drip = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
                channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
            }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        drip?.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
