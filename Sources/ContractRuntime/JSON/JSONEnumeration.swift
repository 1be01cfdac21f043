/// An enumeration of the contract: strings, each with a case of its own.
public protocol JSONEnumeration: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    /// The cases with their names, made once.
    static var jsonCases: JSONCases<Self> { get }
}

/// The cases of an enumeration, to be found by what they are called in JSON.
public struct JSONCases<Value: JSONEnumeration>: Sendable {
    @usableFromInline let values: [Value]
    @usableFromInline let names: JSONMemberNames

    /// Makes the table of all cases.
    public init() {
        values = Array(Value.allCases)
        names = JSONMemberNames(values.map(\.rawValue))
    }
}

/// An enumeration that may grow: strings, of which the contract names some.
public protocol JSONOpenEnumeration: RawRepresentable, Hashable, Sendable where RawValue == String {
    /// Takes any string.
    init(rawValue: String)
}

/// An enumeration of whole numbers.
public protocol JSONIntegerEnumeration: RawRepresentable, CaseIterable, Sendable where RawValue == Int64 {}

/// An enumeration of any JSON values, in the order of its cases.
public protocol JSONValueEnumeration: CaseIterable, Hashable, Sendable {
    /// The values of all cases, made once.
    static var jsonValues: JSONValues<Self> { get }
}

/// The values of an enumeration's cases.
public struct JSONValues<Value: JSONValueEnumeration>: Sendable {
    let cases: [Value]
    let values: [JSONValue]

    /// Reads values that the generator has written.
    ///
    /// - Parameter text: A JSON array, a value for each case.
    public init(checked text: String) {
        cases = Array(Value.allCases)
        if case .array(let elements)? = try? JSONValue.read(jsonBytes: Array(text.utf8)) {
            values = elements
        } else {
            values = []
        }
    }
}

extension JSONValueEnumeration {
    /// The value in JSON.
    public var jsonValue: JSONValue {
        zip(Self.jsonValues.cases, Self.jsonValues.values).first { $0.0 == self }?.1 ?? .null
    }
}

extension JSONWriter {
    /// Writes one of the values of an enumeration.
    public mutating func write(enumeration value: some JSONValueEnumeration) {
        write(value.jsonValue)
    }
}

extension JSONReader {
    /// Reads one of the values of an enumeration, whatever their types.
    public mutating func readEnumeration<Value: JSONValueEnumeration>(
        values type: Value.Type
    ) throws(JSONSyntaxError) -> Value? {
        guard let found = try JSONValue.read(from: &self) else { return nil }
        guard let value = zip(Value.jsonValues.cases, Value.jsonValues.values).first(where: { $0.1.isEqual(found) })
        else {
            record("enum", "is none of the values that the contract names")
            return nil
        }
        return value.0
    }

    /// Reads a string that may be one of an enumeration, or any other.
    public mutating func readOpenEnumeration<Value: JSONOpenEnumeration>(
        _ type: Value.Type
    ) throws(JSONSyntaxError) -> Value? {
        try readString().map { Value(rawValue: $0) }
    }

    /// Reads one of the numbers of an enumeration.
    public mutating func readEnumeration<Value: JSONIntegerEnumeration>(
        _ type: Value.Type
    ) throws(JSONSyntaxError) -> Value? {
        guard let number = try readInteger(Int64.self) else { return nil }
        guard let value = Value(rawValue: number) else {
            record("enum", "is not one of \(Value.allCases.map { String($0.rawValue) }.joined(separator: ", "))")
            return nil
        }
        return value
    }
}
