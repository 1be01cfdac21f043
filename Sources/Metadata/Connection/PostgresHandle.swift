import CLibPQ
import Foundation

/// The one owner of a libpq connection: every call to libpq about it is a method here.
///
/// `@unchecked Sendable` holds because libpq allows a `PGconn` to be used by any thread as long as no two use it at
/// once (manual, "Behavior in Threaded Programs"); the type can't be copied, so it has one owner at any time, and
/// everything that touches the `PGconn` is `mutating`, so the compiler demands exclusive access to that owner.
struct PostgresHandle: ~Copyable, @unchecked Sendable {
    /// nil once closed.
    private var connection: OpaquePointer?

    /// Takes over a connection that nobody else will use or finish.
    init(adopting connection: OpaquePointer) {
        self.connection = connection
    }

    deinit {
        if let connection { PQfinish(connection) }
    }

    mutating func close() {
        guard let open = connection else { return }
        connection = nil
        PQfinish(open)
    }

    /// The socket's descriptor; negative when there is none.
    var descriptor: CInt {
        mutating get { PQsocket(connection) }
    }

    /// Whether libpq still believes in the connection.
    var isHealthy: Bool {
        mutating get { connection != nil && PQstatus(connection) == CONNECTION_OK }
    }

    /// Whether no transaction is open.
    var isOutsideTransaction: Bool {
        mutating get { PQtransactionStatus(connection) == PQTRANS_IDLE }
    }

    // MARK: Sending

    /// Parse: gives the statement its name on the server.
    mutating func sendPrepare(_ statement: Statement) -> Bool {
        guard let connection else { return false }
        return PQsendPrepare(connection, statement.serverName, statement.text, 0, nil) == 1
    }

    /// Bind, Describe, Execute; with Parse before them for a statement that isn't kept. Binary both ways.
    mutating func sendExecute(_ statement: Statement, _ parameters: ParameterBuffer) -> Bool {
        guard let connection else { return false }
        let count = parameters.ranges.count
        return parameters.bytes.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count + 1) { values in
                withUnsafeTemporaryAllocation(of: CInt.self, capacity: 2 * count + 1) { numbers in
                    // An empty text needs a pointer all the same: a null pointer would mean NULL.
                    let empty = StaticString("").utf8Start
                    for (index, range) in parameters.ranges.enumerated() {
                        let start = bytes.baseAddress.map { $0 + max(0, range.offset) } ?? empty
                        values.initializeElement(
                            at: index,
                            to: range.offset < 0 ? nil : UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
                        numbers.initializeElement(at: index, to: range.length)
                        numbers.initializeElement(at: count + index, to: 1)
                    }
                    let lengths = numbers.baseAddress
                    let formats = lengths.map { $0 + count }
                    return statement.isPrepared
                        ? PQsendQueryPrepared(
                            connection, statement.serverName, CInt(count), values.baseAddress, lengths, formats, 1) == 1
                        : PQsendQueryParams(
                            connection, statement.text, CInt(count), nil, values.baseAddress, lengths, formats, 1) == 1
                }
            }
        }
    }

    /// One or more statements by the simple protocol.
    mutating func sendScript(_ text: String) -> Bool {
        guard let connection else { return false }
        return PQsendQuery(connection, text) == 1
    }

    mutating func enterPipeline() -> Bool {
        guard let connection else { return false }
        return PQenterPipelineMode(connection) == 1
    }

    mutating func exitPipeline() -> Bool {
        guard let connection else { return false }
        return PQexitPipelineMode(connection) == 1
    }

    mutating func sendSync() -> Bool {
        guard let connection else { return false }
        return PQpipelineSync(connection) == 1
    }

    /// What became of the bytes that libpq holds.
    enum FlushOutcome {
        case done
        case pending
        case failed
    }

    mutating func flush() -> FlushOutcome {
        guard let connection else { return .failed }
        switch PQflush(connection) {
        case 0: return .done
        case 1: return .pending
        default: return .failed
        }
    }

    mutating func putCopyData(_ bytes: UnsafeRawBufferPointer) -> FlushOutcome {
        guard let connection, let start = bytes.baseAddress, let count = CInt(exactly: bytes.count) else {
            return .failed
        }
        switch PQputCopyData(connection, start.assumingMemoryBound(to: CChar.self), count) {
        case 1: return .done
        case 0: return .pending
        default: return .failed
        }
    }

    /// Ends COPY; with a message the server throws everything away.
    mutating func putCopyEnd(failure: String?) -> FlushOutcome {
        guard let connection else { return .failed }
        switch PQputCopyEnd(connection, failure) {
        case 1: return .done
        case 0: return .pending
        default: return .failed
        }
    }

    // MARK: Receiving

    /// Reads what has arrived; false when the connection is lost.
    mutating func consumeInput() -> Bool {
        guard let connection else { return false }
        return PQconsumeInput(connection) == 1
    }

    /// Whether `nextResult` would have to wait.
    var isBusy: Bool {
        mutating get {
            guard let connection else { return false }
            return PQisBusy(connection) == 1
        }
    }

    mutating func nextResult() -> ResultSet? {
        guard let connection, let result = PQgetResult(connection) else { return nil }
        return ResultSet(adopting: result)
    }

    /// The next NOTIFY that has arrived, as channel and payload.
    mutating func nextNotification() -> (channel: String, payload: String)? {
        guard let connection, let notification = PQnotifies(connection) else { return nil }
        defer { PQfreemem(notification) }
        return (String(cString: notification.pointee.relname), String(cString: notification.pointee.extra))
    }

    /// A request to cancel what runs now, to be sent from elsewhere.
    mutating func makeCancellation() -> CancelRequest? {
        guard let connection, let cancel = PQgetCancel(connection) else { return nil }
        return CancelRequest(adopting: cancel)
    }
}
