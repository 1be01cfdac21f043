import Foundation

/// Rows in the binary format of COPY, gathered until they are sent (manual of COPY, "Binary Format").
///
/// Every row is whole, so a buffer may be sent at any time; the stream's header and trailer are not part of it.
struct CopyBuffer: Sendable {
    /// Starts a stream: signature, flags, length of the header extension.
    static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

    /// Ends a stream.
    static let trailer: [UInt8] = [0xFF, 0xFF]

    private(set) var bytes: [UInt8] = []
    private let fileID: FileID

    /// A buffer for rows of that file, empty.
    init(fileID: FileID) {
        self.fileID = fileID
    }

    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// A row of `transactions`: file, line, date, amount, description.
    mutating func append(
        lineNumber: Int64, date: CalendarDate?, amount: DecimalAmount, description: some Collection<UInt8>
    ) {
        begin(columns: 5, lineNumber: lineNumber)
        if let date {
            bytes.append(bigEndian: Int32(4))
            bytes.append(bigEndian: date.daysSince2000)
        } else {
            bytes.append(bigEndian: Int32(-1))
        }
        // A numeric is 8 bytes and 2 for each group of digits; the length is known once it's written.
        let lengthAt = bytes.count
        bytes.append(bigEndian: Int32(0))
        amount.appendBinary(to: &bytes)
        let length = Int32(truncatingIfNeeded: bytes.count - lengthAt - 4)
        withUnsafeBytes(of: length.bigEndian) { digits in
            for (index, byte) in digits.enumerated() { bytes[lengthAt + index] = byte }
        }
        append(text: description)
    }

    /// A row of `rejected_rows`: file, line, reason, message, raw text.
    mutating func append(_ rejected: RejectedRow) {
        begin(columns: 5, lineNumber: rejected.lineNumber)
        append(text: rejected.reason.rawValue.utf8)
        append(text: rejected.message.utf8)
        append(text: rejected.rawText.utf8)
    }

    private mutating func begin(columns: Int16, lineNumber: Int64) {
        bytes.append(bigEndian: columns)
        bytes.append(bigEndian: Int32(16))
        bytes.append(fileID.rawValue)
        bytes.append(bigEndian: Int32(8))
        bytes.append(bigEndian: lineNumber)
    }

    private mutating func append(text: some Collection<UInt8>) {
        bytes.append(bigEndian: Int32(clamping: text.count))
        bytes.append(contentsOf: text)
    }
}
