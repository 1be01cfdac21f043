/// Any JSON value, for where the contract leaves the shape open.
///
/// Two values are equal as JSON Schema has it (2020-12, section 4.2.2): numbers by their value, strings by their code
/// points, objects without regard to order.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A number, as the text had it, so that none of its digits is lost.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, in the order of the text.
    case object(JSONMap<JSONValue>)
}

extension JSONValue: JSONReadable, JSONWritable {
    /// Reads any value.
    public static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? {
        switch try reader.peek() {
        case UInt8(ascii: "n"): try reader.readNull() ? .null : nil
        case UInt8(ascii: "t"), UInt8(ascii: "f"): try reader.readBool().map { .boolean($0) }
        case UInt8(ascii: "\""): try reader.readString().map { .string($0) }
        case UInt8(ascii: "["):
            try reader.readArray(element: JSONValue.read(from:)).map { .array($0) }
        case UInt8(ascii: "{"):
            try reader.readMap(value: JSONValue.read(from:)).map { .object($0) }
        default: .number(reader.text(try reader.numberToken()))
        }
    }

    /// Writes the value.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.writeNull()
        case .boolean(let flag): writer.write(flag)
        case .number(let text): writer.writeLiteral(text)
        case .string(let string): writer.write(string)
        case .array(let elements): writer.write(elements) { writer, element in element.write(to: &writer) }
        case .object(let map): writer.write(map) { writer, value in value.write(to: &writer) }
        }
    }
}
