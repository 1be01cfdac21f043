/// A value in a box of its own, so that a structure may hold one of its own kind.
public indirect enum Indirect<Wrapped: Sendable>: Sendable {
    /// Nothing.
    case none
    /// A value.
    case some(Wrapped)

    /// Boxes a value.
    public init(_ value: Wrapped?) {
        self = value.map { .some($0) } ?? .none
    }

    /// What is in the box.
    public var value: Wrapped? {
        if case .some(let value) = self { value } else { nil }
    }
}
