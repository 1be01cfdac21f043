import Synchronization

/// What one exchange with the server sends.
enum Exchange: Sendable {
    /// Statements in one round trip; without a BEGIN among them they are one implicit transaction.
    case execute([Command])
    /// SQL text by the simple protocol, several statements allowed.
    case script(String)
    /// `COPY … FROM STDIN`: answered as soon as the server is ready to take data.
    case beginCopy(String)
    /// The end of COPY; with a message the server throws the data away.
    case endCopy(failure: String?)
}

/// A statement and its values.
struct Command: Sendable {
    let statement: Statement
    let parameters: ParameterBuffer

    init(_ statement: Statement, _ parameters: [Parameter] = []) {
        self.statement = statement
        self.parameters = ParameterBuffer(parameters)
    }
}

/// One exchange that a task waits for, from its submission to its answer.
///
/// It is resumed exactly once: whoever takes the continuation out of the lock resumes it.
final class Request: Sendable {
    typealias Answer = Result<[ResultSet], DatabaseError>

    let id: UInt64
    /// nil for a request for a connection of one's own: its answer is the connection.
    let exchange: Exchange?
    /// What errors call it.
    let operation: String
    /// Longest time from sending to answer; nil for no limit.
    let timeout: Duration?
    /// Whether the connection goes back to the pool with the answer.
    let isPooled: Bool

    private let createdAt = ContinuousClock.now

    /// How long ago it was made; until it is sent, how long it has waited for a connection.
    var age: Duration { createdAt.duration(to: .now) }

    private struct State {
        var continuation: CheckedContinuation<Answer, Never>?
        var grant: CheckedContinuation<Result<Connection, DatabaseError>, Never>?
        var isCancelled = false
    }

    private let state = Mutex(State())
    private static let lastID = Atomic<UInt64>(0)

    init(exchange: Exchange?, operation: String, timeout: Duration?, isPooled: Bool) {
        id = Self.lastID.wrappingAdd(1, ordering: .relaxed).newValue
        self.exchange = exchange
        self.operation = operation
        self.timeout = timeout
        self.isPooled = isPooled
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func cancel() { state.withLock { $0.isCancelled = true } }

    func arm(_ continuation: CheckedContinuation<Answer, Never>) {
        state.withLock { $0.continuation = continuation }
    }

    func arm(_ continuation: CheckedContinuation<Result<Connection, DatabaseError>, Never>) {
        state.withLock { $0.grant = continuation }
    }

    func succeed(_ results: [ResultSet]) {
        state.withLock { $0.continuation.take() }?.resume(returning: .success(results))
    }

    /// Hands over a connection; false when nobody waits for one any more.
    func grant(_ connection: Connection) -> Bool {
        guard let waiting = state.withLock({ $0.grant.take() }) else { return false }
        waiting.resume(returning: .success(connection))
        return true
    }

    func fail(_ error: DatabaseError) {
        let (continuation, grant) = state.withLock { ($0.continuation.take(), $0.grant.take()) }
        continuation?.resume(returning: .failure(error))
        grant?.resume(returning: .failure(error))
    }

    func resume(_ answer: Answer) {
        switch answer {
        case .success(let results): succeed(results)
        case .failure(let error): fail(error)
        }
    }
}
