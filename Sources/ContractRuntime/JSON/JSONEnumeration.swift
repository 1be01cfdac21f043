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

/// An enumeration of whole numbers.
public protocol JSONIntegerEnumeration: RawRepresentable, CaseIterable, Sendable where RawValue == Int64 {}

extension JSONReader {
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
