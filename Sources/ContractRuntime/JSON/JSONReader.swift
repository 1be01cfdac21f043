/// Reads JSON (RFC 8259, strictly) from bytes, one value at a time and in one pass.
///
/// Two kinds of mistake are told apart. Bytes that are not JSON end the reading with `JSONSyntaxError`. Values that
/// break the contract are recorded as violations with their JSON Pointers, and reading goes on, so that a caller
/// learns of all of them at once.
///
/// Names and values are compared and measured where they stand; only what a value keeps is copied.
///
/// Decisions where RFC 8259 leaves a choice: bytes must be UTF-8 without a byte order mark; lone surrogates in `\u`
/// escapes are refused; nesting ends at 64 levels; a name that stands twice in an object is a violation; and U+0000
/// in a string is a violation, since no text column can hold it.
public struct JSONReader: Sendable {
    /// The deepest nesting that is read.
    public static let maximumDepth = 64
    /// The most violations that are recorded; what is worse than that is known by then.
    public static let maximumViolations = 100

    @usableFromInline let bytes: [UInt8]
    @usableFromInline var position = 0
    @usableFromInline var isBeforeFirstMember = false
    /// Where the reader stands in each object and array that is open, the outermost first.
    @usableFromInline var path: [JSONPathStep] = []
    let location: Violation.Location
    /// What the path begins with: a parameter's name.
    let root: String?
    /// The direction in which the value travels; members of the other direction are passed over.
    public let direction: JSONDirection

    /// What is remembered while a value is tried as several alternatives; nil outside of that.
    var trials: TrialMemory?
    /// How many values have been passed over.
    var droppedCount = 0

    /// The violations so far, in the order of the text.
    public internal(set) var violations: [Violation] = []

    /// Makes a reader that stands before the first byte.
    ///
    /// - Parameters:
    ///   - bytes: JSON in UTF-8.
    ///   - location: What violations name as their place.
    ///   - root: What pointers begin with, such as a parameter's name.
    public init(
        _ bytes: [UInt8], location: Violation.Location = .body, root: String? = nil, direction: JSONDirection = .any
    ) {
        self.bytes = bytes
        self.location = location
        self.root = root
        self.direction = direction
    }

    // MARK: Tokens

    @usableFromInline func failure(_ message: String) -> JSONSyntaxError {
        JSONSyntaxError(message, at: position)
    }

    @inlinable var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    @inlinable mutating func skipWhitespace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// The first byte of the next value.
    @inlinable mutating func peek() throws(JSONSyntaxError) -> UInt8 {
        skipWhitespace()
        guard position < bytes.count else { throw failure("the text ends where a value should stand") }
        return bytes[position]
    }

    @usableFromInline mutating func expect(_ literal: StaticString) throws(JSONSyntaxError) {
        for offset in 0..<literal.utf8CodeUnitCount {
            guard current == literal.utf8Start[offset] else { throw failure("a value is misspelled") }
            position += 1
        }
    }

    /// Checks that nothing but white space is left.
    public mutating func finish() throws(JSONSyntaxError) {
        skipWhitespace()
        guard position == bytes.count else { throw failure("something stands after the value") }
    }

    // MARK: Values without structure

    /// Reads `null` if it stands here, and tells whether it did.
    @inlinable public mutating func readNull() throws(JSONSyntaxError) -> Bool {
        guard try peek() == UInt8(ascii: "n") else { return false }
        try expect("null")
        return true
    }

    /// Reads a boolean, or records that the value is none.
    public mutating func readBool() throws(JSONSyntaxError) -> Bool? {
        switch try peek() {
        case UInt8(ascii: "t"):
            try expect("true")
            return true
        case UInt8(ascii: "f"):
            try expect("false")
            return false
        default:
            try mismatch("boolean")
            return nil
        }
    }

    /// Passes over a value of the wrong type and records that.
    @usableFromInline mutating func mismatch(_ expected: String) throws(JSONSyntaxError) {
        record(
            "type",
            "is not \(expected == "array" || expected == "object" || expected == "integer" ? "an" : "a") \(expected)")
        try skipValue()
    }

    /// Passes over one value of any kind, checking that it is JSON.
    public mutating func skipValue() throws(JSONSyntaxError) {
        droppedCount += 1
        switch try peek() {
        case UInt8(ascii: "{"):
            try openContainer()
            while let name = try nextNameToken() {
                try validate(name)
                try skipValue()
            }
        case UInt8(ascii: "["):
            try openContainer()
            while try nextElement() { try skipValue() }
        case UInt8(ascii: "\""): _ = try validStringToken()
        case UInt8(ascii: "t"): try expect("true")
        case UInt8(ascii: "f"): try expect("false")
        case UInt8(ascii: "n"): try expect("null")
        default: _ = try numberToken()
        }
    }
}
