import RegularExpressions

/// How strings are held against formats and patterns; whoever validates can bring its own.
public struct ValueRules: Sendable {
    /// Whether a string is of a format; true for a format that is not known.
    public var isOfFormat: @Sendable (_ text: String, _ format: String) -> Bool
    /// Whether a pattern matches somewhere in a string; true for a pattern that cannot be compiled.
    public var matches: @Sendable (_ text: String, _ pattern: String) -> Bool
    /// Whether a property that the schema does not name is wrong where JSON Schema would let it pass.
    public var forbidsUndeclared: Bool

    /// Makes rules.
    public init(
        forbidsUndeclared: Bool = false,
        isOfFormat: @escaping @Sendable (_ text: String, _ format: String) -> Bool,
        matches: @escaping @Sendable (_ text: String, _ pattern: String) -> Bool
    ) {
        self.forbidsUndeclared = forbidsUndeclared
        self.isOfFormat = isOfFormat
        self.matches = matches
    }

    /// The rules of JSON Schema, with formats that are certain.
    public static let standard = ValueRules(
        isOfFormat: { StandardFormats.holds($0, $1) },
        matches: { text, pattern in (try? RegularExpression(pattern))?.matches(text) ?? true })
}
