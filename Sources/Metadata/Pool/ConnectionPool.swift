import Foundation
import Logging
import Synchronization

/// Carries out what ``PoolStateMachine`` decides.
///
/// A request is not handed a connection to come back with later: it waits in the pool itself, and whoever finishes
/// with a connection, usually the poller's thread, sends the next request on it at once. So a busy pool's connections
/// never idle while a task is being scheduled.
///
/// The pool's lock guards decisions only; it's never held while a connection is used, so the two locks can't deadlock.
final class ConnectionPool: Sendable {
    private struct Guarded {
        var machine: PoolStateMachine
        var connections: [ConnectionID: Connection] = [:]
        /// The requests that wait.
        var requests: [UInt64: Request] = [:]
        var lastFailure: DatabaseError?
    }

    /// A decision with objects in the place of numbers.
    private struct Effects {
        var start: (request: Request, connection: Connection)?
        var open: [ConnectionID] = []
        var close: [Connection] = []
        var fail: [(request: Request, error: DatabaseError)] = []
    }

    let poller = SocketPoller()
    private let guarded: Mutex<Guarded>
    private let opener: ConnectionOpener
    private let logger: Logger
    let observer: DatabaseEvent.Observer?

    init(configuration: DatabaseConfiguration, logger: Logger, observer: DatabaseEvent.Observer? = nil) {
        self.logger = logger
        self.observer = observer
        opener = ConnectionOpener(configuration: configuration)
        guarded = Mutex(
            Guarded(
                machine: PoolStateMachine(
                    configuration: .init(
                        size: configuration.poolSize, maximumWaiters: configuration.maximumWaiters,
                        acquireTimeout: configuration.acquireTimeout))))
    }

    var statistics: PoolStatistics { guarded.withLock { $0.machine.statistics } }

    /// Whether every connection has been closed after `shutDown`, and none is being opened.
    var isDrained: Bool { opener.isIdle && guarded.withLock { $0.machine.isShutDown && $0.connections.isEmpty } }

    // MARK: Requests

    func submit(_ request: Request) {
        guard poller.isUsable else {
            request.fail(
                DatabaseError(.unexpected, operation: request.operation, hint: "the process is out of descriptors"))
            return
        }
        let now = ContinuousClock.now
        let effects = guarded.withLock { guarded -> Effects? in
            // Cancelling sets the flag and then asks for this lock, so a cancellation is either seen here or
            // finds the request among the waiting ones.
            if request.isCancelled { return nil }
            guarded.requests[request.id] = request
            return Self.resolve(guarded.machine.request(request.id, at: now), &guarded)
        }
        guard let effects else {
            request.fail(DatabaseError(.cancelled, operation: request.operation))
            return
        }
        perform(effects)
    }

    /// Takes a waiting request back; one that is under way is cancelled at the next tick.
    func cancel(_ request: Request) {
        request.cancel()
        let wasWaiting = guarded.withLock { guarded in
            guard guarded.machine.cancel(request.id) else { return false }
            guarded.requests.removeValue(forKey: request.id)
            return true
        }
        if wasWaiting { request.fail(DatabaseError(.cancelled, operation: request.operation)) }
    }

    /// Gives a connection back that was granted for exclusive use.
    func release(_ connection: Connection, isUsable: Bool) {
        isUsable ? finish(connection) : drop(connection)
    }

    // MARK: Outcomes

    /// Takes note of what a connection brought about; also called on the poller's thread.
    func handle(_ connection: Connection, _ progress: Connection.Progress) {
        switch progress {
        case .nothing: break
        case .answered(let request, let answer, let isUsable):
            // The next request goes out first: the server works while the answer is taken care of.
            if request.isPooled { release(connection, isUsable: isUsable) }
            request.resume(answer)
        case .lost(let error):
            let isLent = guarded.withLock { guarded in
                guarded.machine.isBusy(connection.id)
            }
            // A borrower finds out by the next use, and gives it back then.
            if isLent { return }
            logger.info("Database connection lost", metadata: ["error": "\(error)"])
            drop(connection)
        }
    }

    func tick() {
        let now = ContinuousClock.now
        let (effects, connections) = guarded.withLock { guarded in
            (Self.resolve(guarded.machine.tick(at: now), &guarded), Array(guarded.connections.values))
        }
        perform(effects)
        for connection in connections {
            connection.tick(now: now) { [weak self] connection, progress in self?.handle(connection, progress) }
        }
    }

    /// Refuses what waits and closes what is idle; with `force` also what is in use.
    func shutDown(force: Bool) {
        let (effects, connections) = guarded.withLock { guarded in
            let effects = Self.resolve(guarded.machine.shutDown(), &guarded)
            return (effects, force ? Array(guarded.connections.values) : [])
        }
        perform(effects)
        for connection in connections { drop(connection) }
    }

    private func finish(_ connection: Connection) {
        perform(guarded.withLock { Self.resolve($0.machine.finished(connection.id), &$0) })
    }

    private func drop(_ connection: Connection) {
        let now = ContinuousClock.now
        perform(guarded.withLock { Self.resolve($0.machine.lost(connection.id, at: now), &$0) })
    }

    // MARK: Carrying out

    private static func resolve(_ actions: PoolStateMachine.Actions, _ guarded: inout Guarded) -> Effects {
        var effects = Effects()
        effects.open = actions.open
        if let start = actions.start, let request = guarded.requests.removeValue(forKey: start.request),
            let connection = guarded.connections[start.connection]
        {
            effects.start = (request, connection)
        }
        for id in actions.close {
            if let connection = guarded.connections.removeValue(forKey: id) { effects.close.append(connection) }
        }
        for failure in actions.fail {
            guard let request = guarded.requests.removeValue(forKey: failure.request) else { continue }
            let error = failure.refusal.error(operation: request.operation, cause: guarded.lastFailure)
            effects.fail.append((request, error))
        }
        return effects
    }

    private func perform(_ effects: Effects) {
        for id in effects.open { open(id) }
        for connection in effects.close { handle(connection, connection.close()) }
        for failure in effects.fail {
            observer?(.wait(duration: failure.request.age))
            failure.request.fail(failure.error)
        }
        guard let (request, connection) = effects.start else { return }
        observer?(.wait(duration: request.age))
        if request.exchange == nil {
            if !request.grant(connection) { finish(connection) }
        } else {
            let progress = connection.start(request)
            if case .nothing = progress { return }
            handle(connection, progress)
        }
    }

    private func open(_ id: ConnectionID) {
        opener.open { [weak self] (result: consuming Result<PostgresHandle, DatabaseError>) in
            guard let self else { return }
            switch consume result {
            case .success(let handle): adopt(Connection(id: id, adopting: handle, poller: poller))
            case .failure(let error): connectFailed(id, error)
            }
        }
    }

    private func adopt(_ connection: Connection) {
        // Known first, watched second: a connection that breaks at once is found and closed.
        guarded.withLock { $0.connections[connection.id] = connection }
        let isWatched = connection.watch { [weak self] connection, progress in self?.handle(connection, progress) }
        guard isWatched else {
            guarded.withLock { _ = $0.connections.removeValue(forKey: connection.id) }
            _ = connection.close()
            connectFailed(
                connection.id,
                DatabaseError(.unexpected, operation: "connect", hint: "the socket can't be watched"))
            return
        }
        perform(
            guarded.withLock { guarded in
                guarded.lastFailure = nil
                return Self.resolve(guarded.machine.connected(connection.id), &guarded)
            })
    }

    private func connectFailed(_ id: ConnectionID, _ error: DatabaseError) {
        logger.warning("Database connection failed", metadata: ["error": "\(error)"])
        let now = ContinuousClock.now
        let random = Double.random(in: 0..<1)
        perform(
            guarded.withLock { guarded in
                guarded.lastFailure = error
                return Self.resolve(guarded.machine.connectFailed(id, at: now, random: random), &guarded)
            })
    }
}

extension PoolStateMachine.Refusal {
    /// The error for the request that was refused.
    func error(operation: String, cause: DatabaseError?) -> DatabaseError {
        switch self {
        case .tooManyWaiting:
            DatabaseError(.poolExhausted, operation: operation, hint: "too many requests wait for a connection")
        case .waitedTooLong:
            DatabaseError(.poolExhausted, operation: operation, hint: "no connection became free in time")
        case .unreachable:
            DatabaseError(.unavailable, sqlState: cause?.sqlState, operation: operation, hint: cause?.hint)
        case .shutDown:
            DatabaseError(.unavailable, operation: operation, hint: "the connection pool was shut down")
        }
    }
}
