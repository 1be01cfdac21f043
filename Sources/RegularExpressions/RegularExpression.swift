/// A regular expression of ECMA 262 (section 22.2, in Unicode mode), compiled once, that says whether it matches.
///
/// It is what `pattern` of JSON Schema holds (JSON Schema Core 2020-12, section 6.4). Characters are Unicode scalars.
/// Matching takes time in proportion to the text, whatever the expression is, but for expressions with backreferences
/// (see ``isLinear``).
public struct RegularExpression: Sendable {
    private enum Matcher: Sendable {
        case automaton(AutomatonMatcher)
        case backtracking(BacktrackingMatcher)
    }

    /// The expression as it was written.
    public let source: String
    private let matcher: Matcher

    /// Compiles an expression.
    ///
    /// - Throws: What is wrong with it, and where.
    public init(_ source: String) throws(RegularExpressionError) {
        self.source = source
        let syntax = try Parser.parse(source)
        matcher =
            if syntax.hasReference {
                .backtracking(try BacktrackingMatcher(syntax.root))
            } else {
                .automaton(try AutomatonMatcher(syntax.root))
            }
    }

    /// Whether matching takes time in proportion to the text. An expression with backreferences can take time without
    /// end, for what it describes is no regular language.
    public var isLinear: Bool {
        switch matcher {
        case .automaton: true
        case .backtracking: false
        }
    }

    /// Whether the expression matches somewhere in a text.
    public func matches(_ text: String) -> Bool {
        switch matcher {
        case .automaton(let matcher): matcher.matches(text)
        case .backtracking(let matcher): matcher.matches(text)
        }
    }
}
