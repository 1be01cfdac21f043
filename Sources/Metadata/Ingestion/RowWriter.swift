import Foundation

/// Streams a file's rows to the server: transactions as they come, rejected rows whenever many have gathered.
///
/// A connection carries one COPY at a time, so the stream of transactions is ended for the rejected rows and begun anew
/// after them. All of it belongs to the session's one transaction.
///
/// ```
/// idle --transactions--> streaming --rejected rows are many--> [COPY rejected_rows] --> idle
///   ^                        |
///   +-------- finish --------+
/// ```
/// It holds at most ``chunkSize`` bytes of transactions, ``rejectionCapacity`` of rejected rows, and a row: what is
/// full is sent before a call returns, and while the server is slower than the reader, the call waits for it: at most for
/// the session's statement time-out while the server takes nothing, and as long again for the end of a COPY, of which the
/// server has then had all but what the sockets hold. Calls run
/// on their caller's executor, since a hop for each row would cost several times the row.
public struct RowWriter: Sendable {
    /// Bytes of transactions that are gathered before they're sent.
    static let chunkSize = 64 * 1024

    /// Bytes of rejected rows that are gathered before they interrupt the stream of transactions.
    static let rejectionCapacity = 1 << 20

    private static let copyingTransactions = """
        COPY transactions (file_id, line_number, date, amount, description) FROM STDIN (FORMAT binary)
        """

    private static let copyingRejectedRows = """
        COPY rejected_rows (file_id, line_number, reason, message, raw_text) FROM STDIN (FORMAT binary)
        """

    private static let transactionsOperation = "copyTransactions"
    private static let rejectedRowsOperation = "copyRejectedRows"

    /// Number of transactions written so far.
    public private(set) var rowCount: Int64 = 0

    /// Number of rejected rows written so far.
    public private(set) var rejectedRowCount: Int64 = 0

    private let session: Session
    private var transactions: CopyBuffer
    private var rejectedRows: CopyBuffer
    /// What the COPY that is under way is called; nil while none is.
    private var openOperation: String?

    init(session: Session, fileID: FileID) {
        self.session = session
        transactions = CopyBuffer(fileID: fileID)
        rejectedRows = CopyBuffer(fileID: fileID)
    }

    /// Writes one transaction. Line numbers must differ within a file; text with a NUL byte is refused by the server.
    public nonisolated(nonsending) mutating func write(
        lineNumber: Int64, date: CalendarDate?, amount: DecimalAmount, description: String
    ) async throws(DatabaseError) {
        try await write(lineNumber: lineNumber, date: date, amount: amount, utf8: description.utf8)
    }

    /// Writes one transaction whose text is given as UTF-8; the server refuses anything else.
    public nonisolated(nonsending) mutating func write(
        lineNumber: Int64, date: CalendarDate?, amount: DecimalAmount, utf8 description: some Collection<UInt8>
    ) async throws(DatabaseError) {
        transactions.append(lineNumber: lineNumber, date: date, amount: amount, description: description)
        rowCount += 1
        if transactions.count >= Self.chunkSize { try await sendTransactions() }
    }

    /// Writes one rejected row; the same holds for line numbers and texts.
    public nonisolated(nonsending) mutating func write(_ rejected: RejectedRow) async throws(DatabaseError) {
        rejectedRows.append(rejected)
        rejectedRowCount += 1
        if rejectedRows.count >= Self.rejectionCapacity { try await sendRejectedRows() }
    }

    /// Sends what is left and waits until the server has stored all of it.
    nonisolated(nonsending) mutating func finish() async throws(DatabaseError) {
        if !transactions.isEmpty { try await sendTransactions() }
        if !rejectedRows.isEmpty { try await sendRejectedRows() }
        try await endCopy()
    }

    /// Ends a COPY that is under way, so that the connection can roll back.
    nonisolated(nonsending) mutating func abandon() async {
        guard let operation = openOperation.take() else { return }
        // The server answers this with an error of its own; the first one is what matters.
        _ = try? await session.run(.endCopy(failure: "cancelled by the client"), operation, isProtected: true)
    }

    private nonisolated(nonsending) mutating func sendTransactions() async throws(DatabaseError) {
        if openOperation == nil { try await beginCopy(Self.copyingTransactions, Self.transactionsOperation) }
        try await send(transactions.bytes, Self.transactionsOperation)
        transactions.removeAll()
    }

    private nonisolated(nonsending) mutating func sendRejectedRows() async throws(DatabaseError) {
        try await endCopy()
        try await beginCopy(Self.copyingRejectedRows, Self.rejectedRowsOperation)
        try await send(rejectedRows.bytes, Self.rejectedRowsOperation)
        rejectedRows.removeAll()
        try await endCopy()
    }

    private nonisolated(nonsending) mutating func beginCopy(
        _ text: String, _ operation: String
    ) async throws(DatabaseError) {
        try await session.run(.beginCopy(text), operation)
        openOperation = operation
        try await send(CopyBuffer.header, operation)
    }

    private nonisolated(nonsending) mutating func endCopy() async throws(DatabaseError) {
        guard let operation = openOperation else { return }
        try await send(CopyBuffer.trailer, operation)
        openOperation = nil
        try await session.run(.endCopy(failure: nil), operation)
    }

    private nonisolated(nonsending) func send(_ bytes: [UInt8], _ operation: String) async throws(DatabaseError) {
        if Task.isCancelled { throw DatabaseError(.cancelled, operation: operation) }
        let connection = session.connection
        do throws(DatabaseError) {
            try await Self.deliver {
                bytes.withUnsafeBytes { connection.putCopyData($0) }
            } wait: { () async throws(DatabaseError) in
                try await connection.waitUntilWritable(timeout: session.statementTimeout)
            }
        } catch {
            var specific = error
            specific.operation = operation
            throw specific
        }
    }

    /// Puts a chunk until libpq has taken it, and waits until the kernel has.
    ///
    /// Chunks that libpq has no room for are put again once what it holds is sent. One that it refuses even then finds no
    /// memory.
    static nonisolated(nonsending) func deliver(
        _ put: () -> CopyProgress, wait: nonisolated(nonsending) () async throws(DatabaseError) -> Void
    ) async throws(DatabaseError) {
        var wasRefused = false
        while true {
            switch put() {
            case .done: return
            case .blocked: return try await wait()
            case .failed(let error): throw error
            case .refused:
                guard !wasRefused else {
                    throw DatabaseError(.unexpected, operation: "copy", hint: "libpq is out of memory")
                }
                wasRefused = true
                try await wait()
            }
        }
    }
}
