/// Keeps a property's value in a box of its own, so that a type may lead back to itself.
///
/// The wrapped value is what one reads and writes; two are equal when their values are.
@propertyWrapper
public struct Indirect<Value> {
    fileprivate indirect enum Box {
        case value(Value)
    }

    private var box: Box

    /// Boxes a value.
    public init(wrappedValue: Value) {
        box = .value(wrappedValue)
    }

    /// The value.
    public var wrappedValue: Value {
        get {
            switch box {
            case .value(let value): value
            }
        }
        set { box = .value(newValue) }
    }
}

extension Indirect.Box: Sendable where Value: Sendable {}
extension Indirect: Sendable where Value: Sendable {}

extension Indirect: Equatable where Value: Equatable {
    /// Whether the values are equal.
    public static func == (left: Self, right: Self) -> Bool { left.wrappedValue == right.wrappedValue }
}

extension Indirect: Hashable where Value: Hashable {
    /// Hashes the value.
    public func hash(into hasher: inout Hasher) { wrappedValue.hash(into: &hasher) }
}
