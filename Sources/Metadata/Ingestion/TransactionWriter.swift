import Foundation

/// Streams a file's transactions to the server, in the binary format of COPY.
///
/// It holds at most ``chunkSize`` bytes and a row: a full chunk is sent before `write` returns, and while the server
/// is slower than the reader, `write` waits for it. `write` runs on its caller's executor, since a hop for each row
/// would cost several times the row.
public struct TransactionWriter: Sendable {
    /// Bytes that are gathered before they're sent.
    static let chunkSize = 64 * 1024

    /// Longest time that the server may take no data at all.
    static let stallTimeout: Duration = .seconds(60)

    /// Starts the stream: signature, flags, length of the header extension (manual of COPY, "Binary Format").
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

    /// Number of rows written so far.
    public private(set) var rowCount: Int64 = 0

    private let connection: Connection
    private let fileID: FileID
    private var buffer: [UInt8]

    init(connection: Connection, fileID: FileID) {
        self.connection = connection
        self.fileID = fileID
        buffer = []
        buffer.reserveCapacity(Self.chunkSize + 4096)
        buffer.append(contentsOf: Self.header)
    }

    /// Writes one row. Line numbers must differ within a file; text with a NUL byte is refused by the server.
    public nonisolated(nonsending) mutating func write(
        lineNumber: Int64, date: CalendarDate?, amount: DecimalAmount, description: String
    ) async throws(DatabaseError) {
        try await write(lineNumber: lineNumber, date: date, amount: amount, utf8: description.utf8)
    }

    /// Writes one row whose text is given as UTF-8; the server refuses anything else.
    public nonisolated(nonsending) mutating func write(
        lineNumber: Int64, date: CalendarDate?, amount: DecimalAmount, utf8 description: some Collection<UInt8>
    ) async throws(DatabaseError) {
        append(lineNumber: lineNumber, date: date, amount: amount, description: description)
        rowCount += 1
        if buffer.count >= Self.chunkSize { try await sendBuffer() }
    }

    private mutating func append(
        lineNumber: Int64, date: CalendarDate?, amount: DecimalAmount, description: some Collection<UInt8>
    ) {
        buffer.append(bigEndian: Int16(5))
        buffer.append(bigEndian: Int32(16))
        buffer.append(fileID.rawValue)
        buffer.append(bigEndian: Int32(8))
        buffer.append(bigEndian: lineNumber)
        if let date {
            buffer.append(bigEndian: Int32(4))
            buffer.append(bigEndian: date.daysSince2000)
        } else {
            buffer.append(bigEndian: Int32(-1))
        }
        // A numeric is 8 bytes and 2 for each group of digits; the length is known once it's written.
        let lengthAt = buffer.count
        buffer.append(bigEndian: Int32(0))
        amount.appendBinary(to: &buffer)
        let length = Int32(truncatingIfNeeded: buffer.count - lengthAt - 4)
        withUnsafeBytes(of: length.bigEndian) { bytes in
            for (index, byte) in bytes.enumerated() { buffer[lengthAt + index] = byte }
        }
        buffer.append(bigEndian: Int32(clamping: description.count))
        buffer.append(contentsOf: description)
    }

    /// Sends what is left and the end mark.
    nonisolated(nonsending) mutating func finish() async throws(DatabaseError) {
        buffer.append(bigEndian: Int16(-1))
        try await sendBuffer()
    }

    private nonisolated(nonsending) mutating func sendBuffer() async throws(DatabaseError) {
        if Task.isCancelled { throw DatabaseError(.cancelled, operation: "copyTransactions") }
        var progress = buffer.withUnsafeBytes { connection.putCopyData($0) }
        buffer.removeAll(keepingCapacity: true)
        if case .blocked = progress {
            try await connection.waitUntilWritable(timeout: Self.stallTimeout)
            progress = .done
        }
        if case .failed(var error) = progress {
            error.operation = "copyTransactions"
            throw error
        }
    }
}
