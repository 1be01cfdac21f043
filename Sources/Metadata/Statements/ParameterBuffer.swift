import Foundation

/// The binary values of one execution, in one buffer: what libpq is given pointers into.
struct ParameterBuffer: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Offset and length of each value; a negative offset stands for NULL.
    private(set) var ranges: [(offset: Int, length: Int32)] = []

    init(_ parameters: [Parameter]) {
        guard !parameters.isEmpty else { return }
        bytes.reserveCapacity(parameters.count * 24)
        ranges.reserveCapacity(parameters.count)
        for parameter in parameters { append(parameter) }
    }

    private mutating func append(_ parameter: Parameter) {
        let start = bytes.count
        switch parameter {
        case .null:
            ranges.append((-1, 0))
            return
        case .uuid(let value): bytes.append(value)
        case .text(let value): bytes.append(contentsOf: value.utf8)
        case .int8(let value): bytes.append(bigEndian: value)
        case .int4(let value): bytes.append(bigEndian: value)
        case .bool(let value): bytes.append(value ? 1 : 0)
        case .timestamp(let value): bytes.append(bigEndian: PostgresTime.microseconds(of: value))
        case .interval(let value):
            bytes.append(bigEndian: PostgresTime.microseconds(of: value))
            bytes.append(bigEndian: Int32(0))
            bytes.append(bigEndian: Int32(0))
        case .date(let value): bytes.append(bigEndian: value.daysSince2000)
        case .numeric(let value): value.appendBinary(to: &bytes)
        case .textArray(let values): append(array: values)
        }
        ranges.append((start, Int32(clamping: bytes.count - start)))
    }

    /// `array_send`'s format: dimensions, null flag, element type, then length and bytes of each element.
    private mutating func append(array values: [String]) {
        bytes.append(bigEndian: Int32(values.isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(0))
        bytes.append(bigEndian: Int32(25))  // the fixed object id of type text
        guard !values.isEmpty else { return }
        bytes.append(bigEndian: Int32(clamping: values.count))
        bytes.append(bigEndian: Int32(1))
        for value in values {
            bytes.append(bigEndian: Int32(clamping: value.utf8.count))
            bytes.append(contentsOf: value.utf8)
        }
    }
}

extension [UInt8] {
    /// Appends the number in network byte order, as every binary format of PostgreSQL wants it.
    mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends the 16 bytes of a `uuid`.
    mutating func append(_ identifier: UUID) {
        Swift.withUnsafeBytes(of: identifier.uuid) { append(contentsOf: $0) }
    }
}
