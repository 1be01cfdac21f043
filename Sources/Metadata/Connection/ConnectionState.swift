import Foundation

/// What a ``Connection`` knows, touched only under its lock.
struct ConnectionState: ~Copyable {
    /// Why a connection was given up.
    enum Loss {
        case failedToSend
        case failedToReceive
        case noAnswer
        case closed
        case confused
        case abandoned
    }

    /// How much longer than the server's own time-out the client waits for the server to act on it.
    static let grace: Duration = .seconds(2)

    var handle: PostgresHandle
    var token: UInt64?
    var isWatchingWrites = false
    var notifications: [DatabaseNotification] = []
    var flushWaiter: (continuation: CheckedContinuation<DatabaseError?, Never>, deadline: ContinuousClock.Instant)?

    private(set) var request: Request?
    private(set) var loss: DatabaseError?
    private var deadline: ContinuousClock.Instant?
    private var exchange = ExchangeStateMachine()
    private var isCancelling = false
    /// Whether the request has the time that is left after its cancellation; more cancel signals give it no more.
    private var isInGrace = false
    /// An answer that waits for the cancel signal to be over.
    private var heldBack: (answer: Request.Answer, isUsable: Bool)?
    private var prepared: Set<Int> = []

    init(handle: consuming PostgresHandle) {
        self.handle = handle
    }

    mutating func begin(_ request: Request) {
        self.request = request
        deadline = request.timeout.map { ContinuousClock.now + $0 + Self.grace }
        isInGrace = false
    }

    // MARK: Sending

    /// Queues the request's messages in libpq; false when libpq refuses.
    mutating func send() -> Bool {
        guard let request, let exchange = request.exchange else { return false }
        switch exchange {
        case .execute(let commands): return send(commands)
        case .script(let text):
            self.exchange = ExchangeStateMachine(.plain)
            return handle.sendScript(text)
        case .beginCopy(let text):
            self.exchange = ExchangeStateMachine(.copyStart)
            return handle.sendScript(text)
        case .endCopy(let failure):
            self.exchange = ExchangeStateMachine(.plain)
            return handle.putCopyEnd(failure: failure) == .done
        }
    }

    /// One prepared statement goes alone; anything else goes as a pipeline with one Sync at its end.
    private mutating func send(_ commands: [Command]) -> Bool {
        if commands.count == 1 {
            let statement = commands[0].statement
            if !statement.isPrepared || prepared.contains(statement.number) {
                exchange = ExchangeStateMachine(.plain)
                return handle.sendExecute(statement, commands[0].parameters)
            }
        }
        guard handle.enterPipeline() else { return false }
        var steps: [ExchangeStateMachine.Step] = []
        var announced: Set<Int> = []
        for command in commands {
            let statement = command.statement
            if statement.isPrepared, !prepared.contains(statement.number),
                announced.insert(statement.number).inserted
            {
                guard handle.sendPrepare(statement) else { return false }
                steps.append(.prepare(statement.number))
            }
            guard handle.sendExecute(statement, command.parameters) else { return false }
            steps.append(.execute)
        }
        exchange = ExchangeStateMachine(.pipeline(steps))
        return handle.sendSync()
    }

    // MARK: Receiving

    /// Reads what has arrived and returns the answer once it is complete.
    mutating func receive() -> Connection.Progress {
        let isConnected = handle.consumeInput()
        while let notification = handle.nextNotification() {
            notifications.append(DatabaseNotification(channel: notification.channel, payload: notification.payload))
        }
        if request != nil, heldBack == nil, flushWaiter == nil {
            // Whatever the server said before it hung up is read first: it names the reason.
            while !handle.isBusy {
                switch exchange.receive(handle.nextResult()) {
                case .more: continue
                case .confused: return lose(.confused)
                case .complete: return complete()
                }
            }
        }
        return isConnected ? .nothing : lose(.failedToReceive)
    }

    private mutating func complete() -> Connection.Progress {
        guard let request else { return .nothing }
        for number in exchange.prepared { prepared.insert(number) }
        var isUsable = true
        if exchange.isPipeline { isUsable = handle.exitPipeline() }
        let answer: Request.Answer
        if let failed = exchange.failure {
            let error = failed.failure(operation: request.operation, wasCancelled: request.isCancelled)
            if let text = error.sqlState, SQLState(text: text).endsSession { isUsable = false }
            if error.isConnectionLoss { isUsable = false }
            answer = .failure(error)
        } else {
            answer = .success(exchange.results)
        }
        if request.isPooled, !handle.isOutsideTransaction { isUsable = false }
        if !handle.isHealthy { isUsable = false }
        exchange = ExchangeStateMachine()
        if isCancelling {
            heldBack = (answer, isUsable)
            return .nothing
        }
        self.request = nil
        return .answered(request, answer, isUsable: isUsable)
    }

    // MARK: Time and cancellation

    mutating func tick(now: ContinuousClock.Instant) -> (Connection.Progress, CancelRequest?) {
        if let waiter = flushWaiter, waiter.deadline <= now { return (lose(.noAnswer), nil) }
        guard let request else { return (.nothing, nil) }
        if let deadline, deadline <= now { return (lose(.noAnswer), nil) }
        guard request.isCancelled, !isCancelling, let cancellation = handle.makeCancellation() else {
            return (.nothing, nil)
        }
        isCancelling = true
        if !isInGrace {
            isInGrace = true
            deadline = min(deadline ?? now + Self.grace, now + Self.grace)
        }
        return (.nothing, cancellation)
    }

    /// The cancel signal has been passed on: an answer that waited for that may go now.
    mutating func finishCancelling() -> Connection.Progress {
        guard isCancelling else { return .nothing }
        isCancelling = false
        guard let held = heldBack.take(), let request = request.take() else { return .nothing }
        return .answered(request, held.answer, isUsable: held.isUsable)
    }

    // MARK: Loss

    /// Gives the connection up; a request or a writer that waits is told.
    mutating func lose(_ reason: Loss) -> Connection.Progress {
        let wasLost = loss != nil
        let error = recordLoss(reason)
        if let waiter = flushWaiter.take() { waiter.continuation.resume(returning: error) }
        guard let request = request.take() else { return wasLost ? .nothing : .lost(error) }
        if let held = heldBack.take() { return .answered(request, held.answer, isUsable: false) }
        var specific = error
        if let failed = exchange.failure {
            specific = failed.failure(operation: request.operation, wasCancelled: request.isCancelled)
            specific.isConnectionLoss = true
        }
        specific.operation = request.operation
        if request.isCancelled { specific.code = .cancelled }
        return .answered(request, .failure(specific), isUsable: false)
    }

    mutating func recordLoss(_ reason: Loss) -> DatabaseError {
        if let loss { return loss }
        let error =
            switch reason {
            case .failedToSend, .failedToReceive:
                DatabaseError(
                    .unavailable, operation: "connection", hint: "the connection was lost", isConnectionLoss: true)
            case .noAnswer:
                DatabaseError(.timeout, operation: "connection", hint: "the server did not answer in time")
            case .closed:
                DatabaseError(
                    .unavailable, operation: "connection", hint: "the connection was closed", isConnectionLoss: true)
            case .abandoned:
                DatabaseError(.cancelled, operation: "connection")
            case .confused:
                DatabaseError(
                    .protocolViolation, operation: "connection", hint: "the server answered out of order")
            }
        loss = error
        return error
    }
}

extension ConnectionState {
    /// Whether nothing is under way and no transaction is open.
    var isReusable: Bool {
        mutating get { loss == nil && request == nil && handle.isHealthy && handle.isOutsideTransaction }
    }
}
