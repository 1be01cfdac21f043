import RegularExpressions

/// A regular expression of the contract, compiled once.
///
/// The contract's dialect is ECMA 262. The generator refuses a pattern that is not of it.
public struct Pattern: Sendable {
    private let expression: RegularExpression?

    /// The expression as the contract has it.
    public let source: String

    /// Compiles an expression.
    ///
    /// - Throws: When the expression is not one, saying what is wrong with it.
    public init(_ source: String) throws {
        self.source = source
        expression = try RegularExpression(source)
    }

    /// Compiles an expression that the generator has compiled before; one that does not compile matches nothing.
    public init(checked source: String) {
        self.source = source
        expression = try? RegularExpression(source)
    }

    /// Whether the expression matches somewhere in a string.
    public func matches(_ string: String) -> Bool {
        expression?.matches(string) ?? false
    }
}
