import Foundation
import Synchronization

/// One session with the server, carrying one exchange at a time.
///
/// Everything is in one `Mutex`, so no thread owns a connection: whoever has something to send sends it, and the
/// poller's thread reads the answer. The lock is held for a few microseconds and never while waiting or while calling
/// out; what has to happen next is returned as a ``Progress`` and done by the caller after unlocking.
///
/// ```
/// idle --start--> busy --answer--> idle          cancelling: the answer is held back until the
///   \               \                            server has passed the cancel signal on, so that
///    \--- lost ------\--- lost --> lost          it can't hit the next statement
/// ```
final class Connection: Sendable {
    /// What a step brought about.
    enum Progress {
        case nothing
        /// The exchange is over; `isUsable` says whether the connection may be used again.
        case answered(Request, Request.Answer, isUsable: Bool)
        /// The connection broke while nothing was under way.
        case lost(DatabaseError)
    }

    let id: ConnectionID
    private let poller: SocketPoller
    private let state: Mutex<ConnectionState>

    init(id: ConnectionID, adopting handle: consuming PostgresHandle, poller: SocketPoller) {
        self.id = id
        self.poller = poller
        state = Mutex(ConnectionState(handle: handle))
    }

    /// Lets the poller watch the socket; `handler` gets each step's outcome, on the poller's thread.
    func watch(_ handler: @escaping @Sendable (Connection, Progress) -> Void) -> Bool {
        let descriptor = state.withLock { $0.handle.descriptor }
        let token = poller.register(descriptor: descriptor) { [weak self] readiness in
            guard let self else { return }
            handler(self, self.advance(readiness))
        }
        guard let token else { return false }
        state.withLock { state in
            state.token = token
            stopWatchingIfLost(&state)
        }
        return true
    }

    /// Sends a request. Only one may be under way; the caller has been given the connection for that.
    func start(_ request: Request) -> Progress {
        state.withLock { state in
            defer { stopWatchingIfLost(&state) }
            guard state.request == nil else {
                let error = DatabaseError(
                    .protocolViolation, operation: request.operation, hint: "two tasks share one connection")
                return .answered(request, .failure(error), isUsable: false)
            }
            if let loss = state.loss { return .answered(request, .failure(loss), isUsable: false) }
            state.begin(request)
            guard state.send() else { return state.lose(.failedToSend) }
            let progress = flush(&state)
            // The server may have refused the data of a COPY before its end was sent. Its answer then has been read
            // from the socket already, which will not become readable again.
            if case .endCopy = request.exchange, case .nothing = progress { return state.receive() }
            return progress
        }
    }

    /// What a tick of the clock brings: time-outs and cancellations of the exchange under way.
    func tick(now: ContinuousClock.Instant, _ handler: @escaping @Sendable (Connection, Progress) -> Void) {
        let (progress, cancellation) = state.withLock { state in
            defer { stopWatchingIfLost(&state) }
            return state.tick(now: now)
        }
        handler(self, progress)
        cancellation?.send { [weak self] in
            guard let self else { return }
            handler(self, self.state.withLock { $0.finishCancelling() })
        }
    }

    /// Closes the socket. A request that is under way fails.
    func close() -> Progress {
        state.withLock { state in
            let progress = state.lose(.closed)
            stopWatchingIfLost(&state)
            state.handle.close()
            return progress
        }
    }

    /// The notifications that have arrived since the last call.
    func takeNotifications() -> [DatabaseNotification] {
        state.withLock { state in
            let notifications = state.notifications
            state.notifications = []
            return notifications
        }
    }

    /// Whether it may go back to the pool: whole, at rest, outside a transaction.
    var isReusable: Bool { state.withLock { $0.isReusable } }

    // MARK: COPY data

    /// Sends a chunk of COPY data and returns when the kernel has taken all of it: that is the backpressure.
    func putCopyData(_ bytes: UnsafeRawBufferPointer) -> CopyProgress {
        state.withLock { state in
            defer { stopWatchingIfLost(&state) }
            if let loss = state.loss { return .failed(loss) }
            switch state.handle.putCopyData(bytes) {
            case .failed: return .failed(state.recordLoss(.failedToSend))
            case .pending: return .refused
            case .done: break
            }
            return flushCopy(&state)
        }
    }

    /// Waits until the kernel takes data again, at most `timeout`. A cancelled task's connection is given up: it's in
    /// the middle of a chunk.
    func waitUntilWritable(timeout: Duration) async throws(DatabaseError) {
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<DatabaseError?, Never>) in
                let immediate: DatabaseError?? = state.withLock { state in
                    defer { stopWatchingIfLost(&state) }
                    if Task.isCancelled { return .some(state.recordLoss(.abandoned)) }
                    if let loss = state.loss { return .some(loss) }
                    switch flushCopy(&state) {
                    case .done: return .some(nil)
                    case .failed(let error): return .some(error)
                    case .blocked, .refused:
                        state.flushWaiter = (continuation, ContinuousClock.now + timeout)
                        return nil
                    }
                }
                if let immediate { continuation.resume(returning: immediate) }
            }
        } onCancel: {
            state.withLock { state in
                guard state.flushWaiter != nil else { return }
                _ = state.lose(.abandoned)
                stopWatchingIfLost(&state)
            }
        }
        if let answer { throw answer }
    }

    private func flushCopy(_ state: inout ConnectionState) -> CopyProgress {
        switch state.handle.flush() {
        case .done: return .done
        case .failed: return .failed(state.recordLoss(.failedToSend))
        case .pending:
            watchWriting(&state, true)
            return .blocked
        }
    }

    // MARK: On the poller's thread

    private func advance(_ readiness: SocketPoller.Readiness) -> Progress {
        state.withLock { state in
            defer { stopWatchingIfLost(&state) }
            guard state.loss == nil else { return .nothing }
            if readiness.contains(.reading) {
                let progress = state.receive()
                if case .nothing = progress {} else { return progress }
            }
            if readiness.contains(.writing) || state.isWatchingWrites { return flush(&state) }
            return .nothing
        }
    }

    /// Hands what libpq holds to the kernel; what the kernel doesn't take goes when the socket becomes writable.
    private func flush(_ state: inout ConnectionState) -> Progress {
        switch state.handle.flush() {
        case .failed:
            return state.lose(.failedToSend)
        case .pending:
            watchWriting(&state, true)
        case .done:
            watchWriting(&state, false)
            if let waiter = state.flushWaiter.take() { waiter.continuation.resume(returning: nil) }
        }
        return .nothing
    }

    /// A lost connection's descriptor may be closed already: to poll it would wake the poller at once, for ever.
    private func stopWatchingIfLost(_ state: inout ConnectionState) {
        guard state.loss != nil, let token = state.token.take() else { return }
        poller.unregister(token: token)
    }

    private func watchWriting(_ state: inout ConnectionState, _ writing: Bool) {
        guard state.isWatchingWrites != writing, let token = state.token else { return }
        state.isWatchingWrites = writing
        poller.watch(token: token, writing: writing)
    }
}

/// What became of a chunk of COPY data.
enum CopyProgress {
    case done
    /// libpq holds it, and sends it as the socket takes it.
    case blocked
    /// libpq had no room for it: it has to be put again.
    case refused
    case failed(DatabaseError)
}

/// A connection's number, never used twice in a pool.
struct ConnectionID: Hashable, Sendable {
    let number: UInt64
}
