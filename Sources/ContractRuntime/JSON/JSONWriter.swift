/// Writes JSON (RFC 8259) in UTF-8, without white space.
///
/// Members are separated by the writer; what is well formed is up to the caller, which is generated code.
public struct JSONWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    /// The direction in which the value travels; members of the other direction are left out.
    public let direction: JSONDirection
    /// Whether a number was to be written that JSON cannot hold (RFC 8259, section 6): infinite, or none at all. What was
    /// written for it is `null`, which is not to be sent.
    public private(set) var holdsNonFinite = false
    private var needsComma = false

    /// Makes an empty writer.
    public init(direction: JSONDirection = .any) {
        self.direction = direction
        bytes.reserveCapacity(512)
    }

    /// Begins an object.
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Ends an object.
    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Begins an array.
    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// Ends an array.
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes a name and its colon; a value must follow.
    public mutating func name(_ name: String) {
        write(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a name that needs no escapes, as the generator has checked.
    public mutating func plainName(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes `null`.
    public mutating func writeNull() {
        separate()
        bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
        needsComma = true
    }

    /// Writes a boolean.
    public mutating func write(_ value: Bool) {
        writeLiteral(value ? "true" : "false")
    }

    /// Writes a whole number.
    public mutating func write(_ value: some FixedWidthInteger) {
        writeLiteral(String(value))
    }

    /// Writes a number; one that JSON cannot hold becomes `null`, and is noted.
    public mutating func write(_ value: Double) {
        guard value.isFinite else { return writeNonFinite() }
        writeLiteral("\(value)")
    }

    /// Writes a number of single precision, with no more digits than tell it apart; one that JSON cannot hold becomes
    /// `null`, and is noted.
    public mutating func write(_ value: Float) {
        guard value.isFinite else { return writeNonFinite() }
        writeLiteral("\(value)")
    }

    private mutating func writeNonFinite() {
        holdsNonFinite = true
        writeNull()
    }

    /// Writes an exact number, as a number.
    public mutating func writeNumber(_ value: DecimalNumber) {
        writeLiteral(value.formatted)
    }

    /// Writes a string.
    public mutating func write(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { buffer in
            if buffer.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
                bytes.append(contentsOf: buffer)
            } else {
                for byte in buffer { escape(byte) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Writes a value that writes itself.
    public mutating func write(_ value: some JSONWritable) {
        value.write(to: &self)
    }

    /// Writes a string that has a meaning of its own.
    public mutating func write(_ value: some StringFormat) {
        write(value.formatted)
    }

    /// Writes an array.
    public mutating func write<Element>(_ array: [Element], element: (inout JSONWriter, Element) -> Void) {
        beginArray()
        for value in array { element(&self, value) }
        endArray()
    }

    /// Writes an object whose names are data.
    public mutating func write<Value>(_ map: JSONMap<Value>, value: (inout JSONWriter, Value) -> Void) {
        beginObject()
        writeMembers(map, value: value)
        endObject()
    }

    /// Writes the members of an object that has been begun.
    public mutating func writeMembers<Value>(_ map: JSONMap<Value>, value: (inout JSONWriter, Value) -> Void) {
        for (key, member) in map {
            name(key)
            value(&self, member)
        }
    }

    mutating func writeLiteral(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
        case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
        case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
        case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
        case 0..<0x20:
            bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30])
            bytes.append(hexadecimal(byte >> 4))
            bytes.append(hexadecimal(byte & 0x0F))
        default: bytes.append(byte)
        }
    }

    private func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? 0x30 + digit : 0x57 + digit
    }
}
