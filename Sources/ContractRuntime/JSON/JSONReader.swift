/// Reads JSON (RFC 8259, strictly) from bytes, one value at a time and in one pass.
///
/// Two kinds of mistake are told apart. Bytes that are not JSON end the reading with `JSONSyntaxError`. Values that
/// break the contract are recorded as violations with their JSON Pointers, and reading goes on, so that a caller
/// learns of all of them at once.
///
/// Decisions where RFC 8259 leaves a choice: bytes must be UTF-8 without a byte order mark; lone surrogates in `\u`
/// escapes are refused; nesting ends at 64 levels; a name that stands twice in an object is a violation; and U+0000
/// in a string is a violation, since no text column can hold it.
public struct JSONReader: Sendable {
    /// The deepest nesting that is read.
    public static let maximumDepth = 64
    /// The most violations that are recorded; what is worse than that is known by then.
    public static let maximumViolations = 100

    let bytes: [UInt8]
    var position = 0
    var depth = 0
    var isBeforeFirstMember = false
    private let location: Violation.Location
    private var path: [PathComponent] = []

    /// The violations so far, in the order of the text.
    public private(set) var violations: [Violation] = []

    private enum PathComponent {
        case name(String)
        case index(Int)
    }

    /// Makes a reader that stands before the first byte.
    public init(_ bytes: [UInt8], location: Violation.Location = .body) {
        self.bytes = bytes
        self.location = location
    }

    // MARK: Where the reader stands

    /// Steps into a member, so that violations point at it.
    public mutating func enter(_ name: String) {
        path.append(.name(name))
    }

    mutating func enter(_ index: Int) {
        path.append(.index(index))
    }

    /// Steps out of a member or an element.
    public mutating func leave() {
        _ = path.popLast()
    }

    /// Records that the value at hand breaks the contract.
    ///
    /// - Parameters:
    ///   - reason: The keyword that is broken.
    ///   - message: What is wrong, as the end of a sentence that begins with the value.
    public mutating func record(_ reason: String, _ message: String) {
        guard violations.count < Self.maximumViolations else { return }
        violations.append(Violation(location: location, pointer: pointer, reason: reason, message: message))
    }

    /// Records that a required member is missing.
    public mutating func recordMissing(_ name: String) {
        enter(name)
        record("required", "is missing")
        leave()
    }

    /// The most Unicode scalars of one name that a pointer shows, so that a long name times many violations does not
    /// make a huge answer.
    static let maximumPointerName = 128

    /// The JSON Pointer (RFC 6901) of the value at hand.
    private var pointer: String {
        var text = ""
        for component in path {
            text += "/"
            switch component {
            case .index(let index): text += String(index)
            case .name(let name): text += Self.pointerToken(name)
            }
        }
        return text
    }

    /// A name as part of a JSON Pointer (RFC 6901, section 3); a very long one is cut and ends in `…`.
    static func pointerToken(_ name: String) -> String {
        var text = ""
        for (count, character) in name.unicodeScalars.enumerated() {
            guard count < maximumPointerName else { return text + "…" }
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }

    // MARK: Tokens

    func failure(_ message: String) -> JSONSyntaxError {
        JSONSyntaxError(message, at: position)
    }

    var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// The first byte of the next value.
    mutating func peek() throws(JSONSyntaxError) -> UInt8 {
        skipWhitespace()
        guard let byte = current else { throw failure("the text ends where a value should stand") }
        return byte
    }

    mutating func expect(_ literal: StaticString) throws(JSONSyntaxError) {
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
    public mutating func readNull() throws(JSONSyntaxError) -> Bool {
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
        default: return try mismatch("boolean")
        }
    }

    /// Passes over a value of the wrong type and records that.
    mutating func mismatch<Value>(_ expected: String) throws(JSONSyntaxError) -> Value? {
        record(
            "type",
            "is not \(expected == "array" || expected == "object" || expected == "integer" ? "an" : "a") \(expected)")
        try skipValue()
        return nil
    }

    /// Passes over one value of any kind, checking that it is JSON.
    public mutating func skipValue() throws(JSONSyntaxError) {
        switch try peek() {
        case UInt8(ascii: "{"):
            try openContainer()
            while let _ = try nextName() { try skipValue() }
        case UInt8(ascii: "["):
            try openContainer()
            while try nextElement() { try skipValue() }
        case UInt8(ascii: "\""): _ = try stringToken()
        case UInt8(ascii: "t"): try expect("true")
        case UInt8(ascii: "f"): try expect("false")
        case UInt8(ascii: "n"): try expect("null")
        default: _ = try numberToken()
        }
    }
}
