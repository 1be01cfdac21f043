import Foundation

/// A connection lent to one task, for what needs more than one round trip.
///
/// It's used by one task at a time; statements of two tasks at once are refused with an error.
public struct Session: Sendable {
    let connection: Connection
    let pool: ConnectionPool
    let statementTimeout: Duration

    /// Runs one statement.
    @discardableResult
    public func query(
        _ statement: Statement, _ parameters: [Parameter] = []
    ) async throws(DatabaseError) -> ResultSet {
        let results = try await run(.execute([Command(statement, parameters)]), statement.name)
        guard let result = results.last else {
            throw DatabaseError(.protocolViolation, operation: statement.name, hint: "the statement gave no result")
        }
        return result
    }

    /// Runs statements in one round trip; the first failure ends the rest.
    @discardableResult
    func batch(_ commands: [Command], operation: String) async throws(DatabaseError) -> [ResultSet] {
        try await run(.execute(commands), operation)
    }

    /// Runs one exchange. With `isProtected` a cancelled task's exchange is finished all the same: for ROLLBACK.
    @discardableResult
    func run(
        _ exchange: Exchange, _ operation: String, timeout: Duration? = nil, isProtected: Bool = false
    ) async throws(DatabaseError) -> [ResultSet] {
        if !isProtected, Task.isCancelled { throw DatabaseError(.cancelled, operation: operation) }
        let request = Request(
            exchange: exchange, operation: operation, timeout: timeout ?? statementTimeout, isPooled: false)
        let record = StatementRecord(operation, observer: pool.observer)
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Request.Answer, Never>) in
                request.arm(continuation)
                pool.handle(connection, connection.start(request))
            }
        } onCancel: {
            if !isProtected { request.cancel() }
        }
        record.end(answer.failure)
        return try answer.get()
    }

    static let beginning = Statement("begin", "BEGIN")
    private static let committing = Statement("commit", "COMMIT")
    private static let rollingBack = Statement("rollback", "ROLLBACK")

    /// Commits. A transaction in which a statement has failed can't be: PostgreSQL answers that COMMIT with a
    /// ROLLBACK, which is an error here.
    func commit() async throws(DatabaseError) {
        let result = try await query(Self.committing)
        guard result.commandTag == "COMMIT" else {
            throw DatabaseError(
                .unexpected, operation: "commit", hint: "the transaction was rolled back: a statement in it had failed")
        }
    }

    /// Rolls back, even when the task has been cancelled.
    func rollBack() async throws(DatabaseError) {
        try await run(.execute([Command(Self.rollingBack)]), "rollback", isProtected: true)
    }
}

extension Database {
    /// Runs `body` in one transaction (READ COMMITTED): commits when it returns, rolls back when it throws.
    ///
    /// A transaction that lost against another one was rolled back by the server, and `body` runs again, a few times at
    /// most; see `ConflictRetry`. So `body` must do nothing but through the session that can't be done twice.
    ///
    /// A cancelled task's transaction is rolled back. When the connection is lost during COMMIT, nobody knows whether
    /// it was committed; the error then has `isConnectionLoss`.
    public func transaction<Value>(
        _ operation: String = "transaction", _ body: (Session) async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await transactOnce(operation, body)
            } catch let error as DatabaseError {
                try await pause(after: error, attempt: attempt)
                attempt += 1
            }
        }
    }

    private func transactOnce<Value>(
        _ operation: String, _ body: (Session) async throws -> Value
    ) async throws -> Value {
        try await withSession(operation) { session in
            try await session.batch([Command(Session.beginning)] + ChangeOrigin.commands, operation: operation)
            do {
                let value = try await body(session)
                try await session.commit()
                return value
            } catch {
                // If even this fails the connection is closed, and the server rolls back by itself.
                try? await session.rollBack()
                throw error
            }
        }
    }

    /// Lends a connection to `body`. It goes back to the pool if it's outside a transaction then; else it's closed,
    /// which makes the server roll back.
    func withSession<Value>(
        _ operation: String, _ body: (Session) async throws -> Value
    ) async throws -> Value {
        let request = Request(exchange: nil, operation: operation, timeout: nil, isPooled: false)
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Result<Connection, DatabaseError>, Never>) in
                request.arm(continuation)
                pool.submit(request)
            }
        } onCancel: {
            pool.cancel(request)
        }
        let connection = try answer.get()
        defer { pool.release(connection, isUsable: connection.isReusable) }
        return try await body(
            Session(connection: connection, pool: pool, statementTimeout: configuration.statementTimeout))
    }
}
