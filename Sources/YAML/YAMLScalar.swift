/// A scalar as it was written and as it is understood.
public struct YAMLScalar: Hashable, Sendable {
    /// The text, after YAML's own escapes have been read.
    public var text: String
    /// What the text means by the core schema of YAML 1.2 (section 10.3.2).
    public var value: Value

    /// A scalar's meaning.
    public enum Value: Hashable, Sendable {
        /// `null`, `~` or nothing.
        case null
        /// `true` or `false`.
        case boolean(Bool)
        /// A whole number that fits 64 bits.
        case integer(Int64)
        /// Any other number.
        case number(Double)
        /// Text.
        case string

        /// Says what the value is, for a message.
        public var kind: String {
            switch self {
            case .null: "null"
            case .boolean: "a boolean"
            case .integer: "an integer"
            case .number: "a number"
            case .string: "a string"
            }
        }
    }

    /// Reads the meaning of a scalar.
    ///
    /// - Parameters:
    ///   - text: The scalar's text.
    ///   - isPlain: Whether it stood without quotes; a quoted scalar is always a string.
    public init(text: String, isPlain: Bool) {
        self.text = text
        value = isPlain ? Self.resolve(text) : .string
    }

    /// Whether the text of a plain scalar means null.
    static func isNull(_ text: String) -> Bool {
        guard text.utf8.count <= 4 else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    private static func resolve(_ text: String) -> Value {
        // A text that begins with a letter or is long is nothing but text, unless it is a word below.
        if let first = text.utf8.first, first >= 0x3A, first != 0x7E, text.utf8.count > 5 { return .string }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
        case ".nan", ".NaN", ".NAN": return .number(.nan)
        default: break
        }
        guard let first = text.utf8.first, first < 0x3A, first == 0x2B || first == 0x2D || first >= 0x2E else {
            return .string
        }
        for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
            let digits = text.dropFirst(2)
            guard let value = Int64(digits, radix: radix), digits.first != "+", digits.first != "-" else { break }
            return .integer(value)
        }
        let digits = text.utf8.allSatisfy { isDigit($0) || $0 == 0x2B || $0 == 0x2D }
        if digits, let value = Int64(text) { return .integer(value) }
        let isDecimal = text.utf8.allSatisfy {
            isDigit($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E || $0 == 0x65 || $0 == 0x45
        }
        if isDecimal, text.utf8.contains(where: isDigit), let value = Double(text) { return .number(value) }
        return .string
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
