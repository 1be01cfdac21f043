/// A type that reads itself from JSON and checks what the contract says of it.
public protocol JSONReadable {
    /// Reads one value and records every violation of the contract in the reader.
    ///
    /// - Returns: The value, or nil when a violation was recorded.
    /// - Throws: When the bytes are not JSON.
    static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> Self?
}

/// A type that writes itself as JSON.
public protocol JSONWritable {
    /// Writes one value.
    func write(to writer: inout JSONWriter)
}

extension JSONWritable {
    /// The value as JSON in UTF-8.
    public var jsonBytes: [UInt8] { jsonBytes(in: .any) }

    /// The value as JSON in UTF-8, without the members of the other direction.
    public func jsonBytes(in direction: JSONDirection) -> [UInt8] {
        var writer = JSONWriter(direction: direction)
        write(to: &writer)
        return writer.bytes
    }
}

extension JSONReadable {
    /// Reads a whole text: exactly one value with nothing but white space around it.
    ///
    /// - Parameters:
    ///   - bytes: JSON in UTF-8.
    ///   - location: What violations name as their place.
    ///   - direction: The direction in which the text travels.
    /// - Throws: `JSONReadError`: either the text is not JSON, or it breaks the contract, with every violation.
    public static func read(
        jsonBytes bytes: [UInt8], at location: Violation.Location = .body, in direction: JSONDirection = .any
    ) throws(JSONReadError) -> Self {
        var reader = JSONReader(bytes, location: location, direction: direction)
        let value: Self?
        do {
            value = try read(from: &reader)
            try reader.finish()
        } catch {
            throw .syntax(error)
        }
        guard let value, reader.violations.isEmpty else { throw .violations(reader.violations) }
        return value
    }
}

/// Why a value could not be read.
public enum JSONReadError: Error, Hashable, Sendable {
    /// The bytes are not JSON.
    case syntax(JSONSyntaxError)
    /// The value breaks the contract.
    case violations([Violation])
}
