/// The type of a JSON value, as its first byte tells.
public enum JSONKind: Sendable {
    case null
    case boolean
    case number
    case string
    case array
    case object
}

extension JSONReader {
    /// The type of the value at hand, which is left where it stands.
    public mutating func peekKind() throws(JSONSyntaxError) -> JSONKind {
        switch try peek() {
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "{"): .object
        default: .number
        }
    }

    /// The string that a member of the object at hand has; nil when it has none, or when no object is at hand.
    ///
    /// The object is left where it stands.
    public mutating func peekMember(_ name: String) throws(JSONSyntaxError) -> String? {
        guard var ahead = try ahead(at: name) else { return nil }
        return try ahead.peek() == UInt8(ascii: "\"") ? try ahead.string() : nil
    }

    /// What a member of the object at hand has, if it is a string, a whole number or a boolean.
    ///
    /// The object is left where it stands.
    public mutating func peekConstant(_ name: String) throws(JSONSyntaxError) -> JSONConstant? {
        guard var ahead = try ahead(at: name) else { return nil }
        switch try ahead.peekKind() {
        case .string: return .string(try ahead.string())
        case .boolean: return try ahead.readBool().map(JSONConstant.boolean)
        case .number:
            let token = try ahead.numberToken()
            return ahead.wholeDigits(of: token).map(JSONConstant.integer)
        case .null, .array, .object: return nil
        }
    }

    /// A reader at the value of a member of the object at hand; nil when it has none, or when no object is at hand.
    private mutating func ahead(at name: String) throws(JSONSyntaxError) -> JSONReader? {
        guard try peek() == UInt8(ascii: "{") else { return nil }
        var ahead = self
        try ahead.openContainer()
        while let member = try ahead.nextName() {
            if member == name { return ahead }
            try ahead.skipValue()
        }
        return nil
    }

    /// Passes over a value whose discriminator is none that the contract knows, and records that.
    public mutating func refuseDiscriminator<Value>(
        _ name: String, known: [String]
    ) throws(JSONSyntaxError) -> Value? {
        guard try peek() == UInt8(ascii: "{") else {
            try mismatch("object")
            return nil
        }
        record("discriminator", "has a member \(name) that is not one of \(known.joined(separator: ", "))")
        try skipValue()
        return nil
    }

    /// Passes over a value with a constant that tells no alternative, and records that.
    public mutating func refuseConstant<Value>(
        _ name: String, known: [JSONConstant]
    ) throws(JSONSyntaxError) -> Value? {
        try refuseDiscriminator(name, known: known.map(\.description))
    }

    /// Passes over a value of a type that no alternative has, and records that.
    public mutating func refuseKind<Value>(expected: String) throws(JSONSyntaxError) -> Value? {
        record("type", "is not one of \(expected)")
        try skipValue()
        return nil
    }

    /// Reads a value that may be `null`.
    ///
    /// - Returns: The value or nil for `null`; nil of both kinds when a violation was recorded.
    @inlinable public mutating func readNullable<Value>(
        _ value: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(JSONSyntaxError) -> Value?? {
        if try readNull() { return .some(nil) }
        return try value(&self).map { .some($0) }
    }
}
