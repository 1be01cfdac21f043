public import Foundation

/// Reads one row's columns from left to right, in PostgreSQL's binary format.
///
/// A value of another type than asked for is an error of code `protocolViolation`, never a guess.
public struct RowReader: Sendable {
    private let result: ResultSet
    private let row: Int
    private var column = 0

    init(result: ResultSet, row: Int) {
        self.result = result
        self.row = row
    }

    /// The next column, a `uuid` or NULL.
    public mutating func optionalUUID() throws(DatabaseError) -> UUID? {
        try next { bytes throws(DatabaseError) in
            guard bytes.count == 16 else { throw Self.mismatch("uuid") }
            return UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
        }
    }

    /// The next column, a `uuid`.
    public mutating func uuid() throws(DatabaseError) -> UUID { try required(optionalUUID()) }

    /// The next column, a `uuid`.
    public mutating func identifier<Entity>(
        _ type: Identifier<Entity>.Type = Identifier<Entity>.self
    ) throws(DatabaseError) -> Identifier<Entity> {
        Identifier(rawValue: try uuid())
    }

    /// The next column, a `uuid` or NULL.
    public mutating func optionalIdentifier<Entity>(
        _ type: Identifier<Entity>.Type = Identifier<Entity>.self
    ) throws(DatabaseError) -> Identifier<Entity>? {
        try optionalUUID().map { Identifier(rawValue: $0) }
    }

    /// The next column, an `int8` or `int4`, or NULL.
    public mutating func optionalInteger() throws(DatabaseError) -> Int64? {
        try next { bytes throws(DatabaseError) in
            switch bytes.count {
            case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
            case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
            default: throw Self.mismatch("int8")
            }
        }
    }

    /// The next column, an `int8` or `int4`.
    public mutating func integer() throws(DatabaseError) -> Int64 { try required(optionalInteger()) }

    /// The next column, a `bool` or NULL.
    public mutating func optionalBool() throws(DatabaseError) -> Bool? {
        try next { bytes throws(DatabaseError) in
            guard bytes.count == 1 else { throw Self.mismatch("bool") }
            return bytes[0] != 0
        }
    }

    /// The next column, a `bool`.
    public mutating func bool() throws(DatabaseError) -> Bool { try required(optionalBool()) }

    /// The next column, a `timestamptz` or NULL, exact to the microsecond.
    public mutating func optionalTimestamp() throws(DatabaseError) -> Date? {
        try next { bytes throws(DatabaseError) in
            guard bytes.count == 8 else { throw Self.mismatch("timestamptz") }
            return PostgresTime.date(microseconds: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        }
    }

    /// The next column, a `timestamptz`.
    public mutating func timestamp() throws(DatabaseError) -> Date { try required(optionalTimestamp()) }

    /// The next column, `text`, `varchar` or `name`, or NULL.
    public mutating func optionalText() throws(DatabaseError) -> String? {
        try next { bytes throws(DatabaseError) in String(decoding: bytes, as: UTF8.self) }
    }

    /// The next column, `text`, `varchar` or `name`.
    public mutating func text() throws(DatabaseError) -> String { try required(optionalText()) }

    private mutating func next<Value>(
        _ decode: (UnsafeRawBufferPointer) throws(DatabaseError) -> Value
    ) throws(DatabaseError) -> Value? {
        guard column < result.columnCount else { throw Self.mismatch("one more column") }
        defer { column += 1 }
        return try result.withValue(row: row, column: column) { bytes throws(DatabaseError) in
            guard let bytes else { return nil }
            return try decode(bytes)
        }
    }

    private func required<Value>(_ value: Value?) throws(DatabaseError) -> Value {
        guard let value else { throw Self.mismatch("a value that is not NULL") }
        return value
    }

    private static func mismatch(_ expectation: StaticString) -> DatabaseError {
        DatabaseError(
            .protocolViolation, operation: "decode \(expectation)",
            hint: "the statement's columns and the code that reads them differ")
    }
}
