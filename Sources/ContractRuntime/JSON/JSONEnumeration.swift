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
