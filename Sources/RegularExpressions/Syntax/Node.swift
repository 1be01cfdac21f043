/// A part of a regular expression.
///
/// Whether a quantifier is lazy is not kept: it decides which match is found, and here only whether there is one counts.
indirect enum Node: Sendable {
    /// One character of a set.
    case set(ScalarSet)
    case sequence([Node])
    case alternatives([Node])
    /// A part that stands several times; without a maximum, any number of times.
    case repetition(Node, minimum: Int, maximum: Int?)
    case assertion(Assertion)
    /// What must follow or precede, or must not, without being part of the match.
    case look(Look, isNegated: Bool)
    /// A group that a backreference can name.
    case group(Node, name: String?)
    case reference(Reference)
}

/// A part that stands before or behind.
struct Look: Sendable {
    let node: Node
    let isBehind: Bool
    /// Tells it from all others of the expression, however often what it stands in is repeated.
    let identifier: Int
}

/// What holds between two characters.
enum Assertion: Sendable {
    case start
    case end
    case wordBoundary
    case noWordBoundary
}

/// The text that a group matched, once more.
enum Reference: Hashable, Sendable {
    case number(Int)
    case name(String)
}
