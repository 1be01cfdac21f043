import Foundation
import Logging
import Synchronization

/// One connection of its own that LISTENs, and reconnects for as long as somebody listens.
///
/// PostgreSQL keeps no notification for a session that is away. So subscribers are told after each (re)connection
/// that something may have been missed, and look for themselves.
final class NotificationListener: Sendable {
    /// What a subscriber is told.
    enum Event: Sendable {
        case notification(DatabaseNotification)
        /// Listening from now on; earlier notifications may have been missed.
        case listening
        /// The database was closed; nothing follows.
        case closed
    }

    private struct Subscriber {
        let channel: String
        let handler: @Sendable (Event) -> Void
    }

    private enum Link {
        case none
        case connecting
        case connected(Connection)
    }

    private struct Guarded {
        var subscribers: [UInt64: Subscriber] = [:]
        var lastID: UInt64 = 0
        var link = Link.none
        var failures = 0
        var retryAt: ContinuousClock.Instant?
        var lastProbe: ContinuousClock.Instant?
        var isShutDown = false
    }

    /// How often a silent connection is asked for a sign of life: a firewall may have forgotten it.
    private static let probeInterval: Duration = .seconds(30)

    private static let listening = "listen"
    private static let probing = "probeListener"

    private let guarded = Mutex(Guarded())
    private let opener: ConnectionOpener
    private let poller: SocketPoller
    private let logger: Logger
    private let backoff = Backoff()

    init(configuration: DatabaseConfiguration, poller: SocketPoller, logger: Logger) {
        opener = ConnectionOpener(configuration: configuration)
        self.poller = poller
        self.logger = logger
    }

    /// Calls `handler` for each notification on the channel until `unsubscribe`; it must not block.
    func subscribe(to channel: String, _ handler: @escaping @Sendable (Event) -> Void) -> UInt64 {
        let (id, connection) = guarded.withLock { guarded -> (UInt64, Connection?) in
            if guarded.isShutDown { return (0, nil) }
            guarded.lastID += 1
            guarded.subscribers[guarded.lastID] = Subscriber(channel: channel, handler: handler)
            if case .connected(let connection) = guarded.link { return (guarded.lastID, connection) }
            return (guarded.lastID, nil)
        }
        if id == 0 { handler(.closed) }
        // Connecting again is the simplest way to listen to one more channel, and a process does it once or twice.
        if let connection { lost(connection, nil) }
        connectIfNeeded()
        return id
    }

    func unsubscribe(_ id: UInt64) {
        guarded.withLock { _ = $0.subscribers.removeValue(forKey: id) }
    }

    /// Whether no connection is being opened.
    var isDrained: Bool { opener.isIdle }

    func shutDown() {
        let (connection, handlers) = guarded.withLock { guarded in
            guarded.isShutDown = true
            let handlers = guarded.subscribers.values.map(\.handler)
            guarded.subscribers = [:]
            defer { guarded.link = .none }
            if case .connected(let connection) = guarded.link { return (Optional(connection), handlers) }
            return (nil, handlers)
        }
        if let connection { finish(connection.close()) }
        for handler in handlers { handler(.closed) }
    }

    func tick() {
        connectIfNeeded()
        let now = ContinuousClock.now
        let (connection, isProbeDue) = guarded.withLock { guarded -> (Connection?, Bool) in
            guard case .connected(let connection) = guarded.link else { return (nil, false) }
            guard let last = guarded.lastProbe, now - last >= Self.probeInterval else { return (connection, false) }
            guarded.lastProbe = now
            return (connection, true)
        }
        guard let connection else { return }
        connection.tick(now: now) { [weak self] connection, progress in self?.handle(connection, progress) }
        if isProbeDue { send("SELECT 1", as: Self.probing, on: connection) }
    }

    // MARK: The connection

    private func connectIfNeeded() {
        let now = ContinuousClock.now
        let isNeeded = guarded.withLock { guarded in
            guard case .none = guarded.link, !guarded.isShutDown, !guarded.subscribers.isEmpty,
                guarded.retryAt.map({ $0 <= now }) ?? true
            else { return false }
            guarded.link = .connecting
            return true
        }
        guard isNeeded else { return }
        opener.open { [weak self] (result: consuming Result<PostgresHandle, DatabaseError>) in
            guard let self else { return }
            switch consume result {
            case .success(let handle):
                adopt(Connection(id: ConnectionID(number: 0), adopting: handle, poller: poller))
            case .failure(let error): failed(error)
            }
        }
    }

    private func adopt(_ connection: Connection) {
        let channels = guarded.withLock { guarded -> Set<String>? in
            guard !guarded.isShutDown else { return nil }
            guarded.link = .connected(connection)
            guarded.lastProbe = ContinuousClock.now
            return Set(guarded.subscribers.values.map(\.channel))
        }
        guard let channels else {
            _ = connection.close()
            return
        }
        let isWatched = connection.watch { [weak self] connection, progress in self?.handle(connection, progress) }
        guard isWatched else { return lost(connection, nil) }
        let text = channels.map { "LISTEN \"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ";")
        send(text.isEmpty ? "SELECT 1" : text, as: Self.listening, on: connection)
    }

    private func send(_ text: String, as operation: String, on connection: Connection) {
        let request = Request(exchange: .script(text), operation: operation, timeout: .seconds(10), isPooled: false)
        handle(connection, connection.start(request))
    }

    private func handle(_ connection: Connection, _ progress: Connection.Progress) {
        deliver(connection.takeNotifications())
        switch progress {
        case .nothing: break
        case .answered(let request, .success, isUsable: true):
            guard request.operation == Self.listening else { break }
            let handlers = guarded.withLock { guarded in
                guarded.failures = 0
                guarded.retryAt = nil
                return guarded.subscribers.values.map(\.handler)
            }
            for handler in handlers { handler(.listening) }
        case .answered(_, .success, isUsable: false): lost(connection, nil)
        case .answered(_, .failure(let error), _): lost(connection, error)
        case .lost(let error): lost(connection, error)
        }
    }

    private func deliver(_ notifications: [DatabaseNotification]) {
        guard !notifications.isEmpty else { return }
        let subscribers = guarded.withLock { Array($0.subscribers.values) }
        for notification in notifications {
            for subscriber in subscribers where subscriber.channel == notification.channel {
                subscriber.handler(.notification(notification))
            }
        }
    }

    private func finish(_ progress: Connection.Progress) {
        if case .answered(let request, let answer, _) = progress { request.resume(answer) }
    }

    private func lost(_ connection: Connection, _ error: DatabaseError?) {
        let wasCurrent = guarded.withLock { guarded in
            guard case .connected(let current) = guarded.link, current === connection else { return false }
            guarded.link = .none
            return true
        }
        finish(connection.close())
        if wasCurrent, let error { failed(error) }
    }

    private func failed(_ error: DatabaseError) {
        logger.warning("Database notifications interrupted", metadata: ["error": "\(error)"])
        let random = Double.random(in: 0..<1)
        guarded.withLock { guarded in
            guarded.link = .none
            guarded.failures += 1
            guarded.retryAt =
                ContinuousClock.now + backoff.delay(afterFailures: guarded.failures, random: random)
        }
    }
}
