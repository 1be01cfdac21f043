public import Logging

/// One PostgreSQL database, reached through a bounded pool of connections.
///
/// It works from the moment it's made and opens connections as they're needed. Statements are prepared once per
/// connection and travel in binary; each call is one round trip.
public final class Database: Sendable {
    let configuration: DatabaseConfiguration
    let pool: ConnectionPool
    let listener: NotificationListener
    let observer: DatabaseEvent.Observer?

    /// A database with this configuration; nothing is opened yet, so nothing can fail yet.
    ///
    /// - Parameters:
    ///   - configuration: Where it is and how much of it may be used.
    ///   - logger: Where lost and refused connections are logged.
    ///   - observer: Is told of every statement and every wait for a connection, for metrics; it must not block.
    public init(
        configuration: DatabaseConfiguration, logger: Logger, observer: DatabaseEvent.Observer? = nil
    ) {
        self.configuration = configuration
        self.observer = observer
        let pool = ConnectionPool(configuration: configuration, logger: logger, observer: observer)
        let listener = NotificationListener(configuration: configuration, poller: pool.poller, logger: logger)
        self.pool = pool
        self.listener = listener
        pool.poller.start { [weak pool, weak listener] in
            pool?.tick()
            listener?.tick()
        }
    }

    deinit {
        shutDown()
    }

    /// Runs until the task is cancelled, then closes the database as ``close()`` does.
    ///
    /// For a service group; queries don't depend on it.
    public func run() async throws {
        let forever = AsyncStream<Never> { _ in }
        for await _ in forever {}
        await close()
    }

    /// Refuses new work, lets what is under way finish for up to 5 s, and closes every connection. Connections that are
    /// being opened are waited for as well: the process may end only afterwards, see `ConnectionOpener`.
    public func close() async {
        pool.shutDown(force: false)
        listener.shutDown()
        let deadline = ContinuousClock.now + .seconds(5)
        while !(pool.isDrained && listener.isDrained), ContinuousClock.now < deadline {
            // A task of its own sleeps even when the one that closes has been cancelled.
            await Task.detached { try? await Task.sleep(for: .milliseconds(10)) }.value
        }
        shutDown()
    }

    /// How busy the pool is now.
    public var statistics: PoolStatistics { pool.statistics }

    private func shutDown() {
        pool.shutDown(force: true)
        listener.shutDown()
        pool.poller.stop()
    }

    /// Runs one statement in a transaction of its own.
    ///
    /// One that may change something takes the task's ``ChangeOrigin`` along, for the audit trail.
    ///
    /// A read that loses its connection is repeated once; a statement that lost against another transaction is tried
    /// again a few times, see `ConflictRetry`. A cancelled task's statement is cancelled on the server.
    @discardableResult
    public func query(
        _ statement: Statement, _ parameters: [Parameter] = []
    ) async throws(DatabaseError) -> ResultSet {
        try await query(statement, parameters, after: statement.isReadOnly ? [] : ChangeOrigin.commands)
    }

    /// Runs one statement after others that prepare it, and returns its result: one round trip and one transaction,
    /// but a snapshot for each, so that the last one sees what was committed while an earlier one waited for a lock.
    ///
    /// What is to be in the audit trail needs ``ChangeOrigin/commands`` or ``AccountLock`` among them.
    @discardableResult
    func query(
        _ statement: Statement, _ parameters: [Parameter], after preceding: [Command]
    ) async throws(DatabaseError) -> ResultSet {
        let exchange = Exchange.execute(preceding + [Command(statement, parameters)])
        var attempt = 1
        while true {
            do throws(DatabaseError) {
                return try await one(exchange, statement.name)
            } catch {
                if statement.isReadOnly, error.isConnectionLoss, error.code == .unavailable {
                    return try await one(exchange, statement.name)
                }
                try await pause(after: error, attempt: attempt)
                attempt += 1
            }
        }
    }

    /// Waits before another attempt, or throws the error on where there is none.
    func pause(after error: DatabaseError, attempt: Int) async throws(DatabaseError) {
        let random = Double.random(in: 0..<1)
        guard let pause = ConflictRetry.pause(after: error, attempt: attempt, random: random) else { throw error }
        do {
            try await Task.sleep(for: pause)
        } catch {
            throw DatabaseError(.cancelled, operation: "pause")
        }
    }

    private func one(_ exchange: Exchange, _ operation: String) async throws(DatabaseError) -> ResultSet {
        let request = Request(
            exchange: exchange, operation: operation, timeout: configuration.statementTimeout, isPooled: true)
        let record = StatementRecord(operation, observer: observer)
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Request.Answer, Never>) in
                request.arm(continuation)
                pool.submit(request)
            }
        } onCancel: {
            pool.cancel(request)
        }
        record.end(answer.failure)
        guard let result = try answer.get().last else {
            throw DatabaseError(.protocolViolation, operation: operation, hint: "the statement gave no result")
        }
        return result
    }
}

extension Result {
    /// Why it failed; nil where it did not.
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
