import Foundation
import Glibc
import NIOCore
import NIOPosix

/// One connection through a ``FaultProxy``: the client's channel, and the server's once it is needed.
///
/// `@unchecked Sendable` holds because both channels share one event loop, and everything here runs on it.
final class ProxiedConnection: @unchecked Sendable {
    /// Who sent something.
    enum Side: Sendable {
        case client
        case server
    }

    private enum Step {
        case bytes(ByteBuffer, from: Side)
        case end(of: Side)
    }

    let client: any Channel
    private let proxy: FaultProxy
    private var server: (any Channel)?
    private var isConnecting = false
    private var fault: Fault?
    /// What arrived while nothing passes, in order.
    private var held: [Step] = []
    /// What the client sent before the server's channel was there.
    private var outbox: [ByteBuffer] = []
    private var answered = 0
    private var cut = BodyCut()
    private var isAnswering = true
    private var losesAnswer = false
    private var scanner = RequestScanner()
    /// Whether the request under way is about the one object that is answered for.
    private var isAboutObject = false

    init(_ client: any Channel, _ proxy: FaultProxy) {
        self.client = client
        self.proxy = proxy
    }

    /// Switches to another fault, or none.
    func apply(_ fault: Fault?) {
        client.eventLoop.preconditionInEventLoop()
        let previous = self.fault
        self.fault = fault
        switch fault {
        case .refuse: return close()
        case .hang: setReading(false)
        case .answer where server != nil: return close()
        default: break
        }
        if previous != nil, fault != .hang { setReading(true) }
        let steps = held
        held = []
        for step in steps { take(step) }
    }

    func received(_ bytes: ByteBuffer, from side: Side) { take(.bytes(bytes, from: side)) }

    func ended(_ side: Side) { take(.end(of: side)) }

    private func take(_ step: Step) {
        if fault == .hang { return held.append(step) }
        switch step {
        case .bytes(let bytes, from: .client): takeRequest(bytes)
        case .bytes(let bytes, from: .server): takeAnswer(bytes)
        case .end(of: .client):
            end(server)
            proxy.remove(self)
        case .end(of: .server):
            // What is held of the server's last words goes first.
            if held.isEmpty { afterDelay { self.end(self.client) } } else { held.append(step) }
        }
    }

    private func takeRequest(_ bytes: ByteBuffer) {
        switch fault {
        case .answer(let text):
            _ = answer(bytes, text)
            return
        case .answerFor(let object, let text):
            // The service sends a request when the one before has been answered, and its head in one piece.
            if isAnswering, !isAboutObject { isAboutObject = String(buffer: bytes).contains(object) }
            if isAboutObject {
                isAboutObject = !answer(bytes, text)
                return
            }
        case .reset(afterAnswered: 0): return reset()
        default: break
        }
        if isAnswering {
            isAnswering = false
            answered = 0
            cut = BodyCut()
            switch proxy.beginExchange() {
            case .request: return reset()
            case .answer: losesAnswer = true
            case nil: break
            }
        }
        if let server { return server.writeAndFlush(bytes, promise: nil) }
        outbox.append(bytes)
        connect()
    }

    /// Answers the requests that these bytes complete, and returns whether there are any.
    private func answer(_ bytes: ByteBuffer, _ text: String) -> Bool {
        let completed = scanner.requestsCompleted(by: bytes)
        for isHead in completed {
            let head = text.range(of: "\r\n\r\n").map { String(text[..<$0.upperBound]) } ?? text
            client.writeAndFlush(ByteBuffer(string: isHead ? head : text), promise: nil)
        }
        return !completed.isEmpty
    }

    private func takeAnswer(_ bytes: ByteBuffer) {
        isAnswering = true
        if losesAnswer { return reset() }
        switch fault {
        case .delay: afterDelay { self.client.writeAndFlush(bytes, promise: nil) }
        case .reset(let limit): pass(bytes, atMost: limit) { reset() }
        case .truncate(let limit): pass(bytes, atMost: limit) { close() }
        case .truncateBody:
            if let limit = cut.limit(in: bytes) { return pass(bytes, atMost: limit) { close() } }
            client.writeAndFlush(bytes, promise: nil)
            answered = 0
        case .stall:
            let passing = held.isEmpty ? proxy.takeAllowance(bytes.readableBytes) : 0
            if let first = bytes.getSlice(at: bytes.readerIndex, length: passing), passing > 0 {
                client.writeAndFlush(first, promise: nil)
            }
            let rest = bytes.readableBytes - passing
            if rest > 0, let slice = bytes.getSlice(at: bytes.readerIndex + passing, length: rest) {
                held.append(.bytes(slice, from: .server))
                server?.setOption(.autoRead, value: false).whenFailure { _ in }
            }
        default: client.writeAndFlush(bytes, promise: nil)
        }
    }

    /// Passes what the limit leaves of an answer, and does `end` where that is not all.
    private func pass(_ bytes: ByteBuffer, atMost limit: Int, _ end: () -> Void) {
        let passing = min(bytes.readableBytes, max(0, limit - answered))
        answered += bytes.readableBytes
        if let part = bytes.getSlice(at: bytes.readerIndex, length: passing), passing > 0 {
            client.writeAndFlush(part, promise: nil)
        }
        if passing < bytes.readableBytes { end() }
    }

    private func afterDelay(_ action: @escaping @Sendable () -> Void) {
        guard case .delay(let milliseconds) = fault else { return action() }
        client.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds)), action)
    }

    private func connect() {
        guard !isConnecting else { return }
        isConnecting = true
        ClientBootstrap(group: client.eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ProxiedSide(.server, self))
                }
            }
            .connect(host: proxy.target.host, port: proxy.target.port)
            .whenComplete { result in
                switch result {
                case .failure: self.close()
                case .success(let channel):
                    guard self.client.isActive else { return channel.close(promise: nil) }
                    self.server = channel
                    if self.fault == .hang { self.setReading(false) }
                    for bytes in self.outbox { channel.writeAndFlush(bytes, promise: nil) }
                    self.outbox = []
                }
            }
    }

    private func setReading(_ reading: Bool) {
        for channel in [client, server].compactMap(\.self) {
            channel.setOption(.autoRead, value: reading).whenFailure { _ in }
        }
    }

    /// Closes a channel once everything written to it has left.
    private func end(_ channel: (any Channel)?) {
        channel?.writeAndFlush(ByteBuffer()).whenComplete { _ in channel?.close(promise: nil) }
    }

    private func close() {
        held = []
        end(client)
        end(server)
    }

    private func reset() {
        held = []
        for channel in [client, server].compactMap(\.self) {
            let provider = channel as? any SocketOptionProvider
            let lingering = provider?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            (lingering ?? channel.eventLoop.makeSucceededVoidFuture()).whenComplete { _ in channel.close(promise: nil) }
        }
    }
}
