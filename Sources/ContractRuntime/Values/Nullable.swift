/// A value or `null`, where a property may also be absent: `nil` is absent then.
public enum Nullable<Value> {
    /// `null`.
    case null
    /// A value.
    case value(Value)

    /// Takes `nil` for `null`.
    public init(_ value: Value?) {
        self = value.map { .value($0) } ?? .null
    }

    /// The value, if it is not `null`.
    public var value: Value? {
        switch self {
        case .null: nil
        case .value(let value): value
        }
    }
}

extension Nullable: Sendable where Value: Sendable {}
extension Nullable: Equatable where Value: Equatable {}
extension Nullable: Hashable where Value: Hashable {}
