/// A nondeterministic automaton: the states that an expression goes through, in one direction over the text.
struct Automaton: Sendable {
    /// What a state does and where it leads; states are told by their index.
    enum State: Sendable {
        /// Takes one character of a set.
        case take(set: Int, next: Int)
        /// Takes so many characters of a set; `counter` numbers the states of this kind.
        case takeSeveral(set: Int, minimum: Int, maximum: Int?, counter: Int, next: Int)
        case split(Int, Int)
        case assertion(Assertion, next: Int)
        /// Goes on where the look of this number holds.
        case look(Int, isNegated: Bool, next: Int)
        case accept
    }

    private(set) var states: [State] = []
    private var sets: [ScalarSet] = []
    /// What of them is asked for nearly every character, in one place.
    private var asciiSets: [ASCIISet] = []
    private(set) var counterCount = 0
    private(set) var start = 0
    /// Whether every match begins at the beginning of the text.
    private(set) var isAnchored = false

    /// - Parameters:
    ///   - isReversed: Whether it reads from the end of the text to its beginning.
    ///   - looks: Takes what must stand before or behind, and numbers it; the same one again has the same number.
    init(
        _ root: Node, isReversed: Bool = false,
        looks: (Look) throws(RegularExpressionError) -> Int
    ) throws(RegularExpressionError) {
        states = [.accept]
        start = try add(root, to: 0, isReversed: isReversed, looks: looks)
        isAnchored = !isReversed && Self.isAnchored(root)
    }

    private static let greatestCount = 100_000

    private mutating func add(_ state: State) throws(RegularExpressionError) -> Int {
        guard states.count < Self.greatestCount else {
            throw RegularExpressionError(
                reason: "it repeats groups so often that it is too large to be run", offset: nil)
        }
        states.append(state)
        return states.count - 1
    }

    /// Adds the states of a part that lead to a state, and returns the first of them.
    private mutating func add(
        _ node: Node, to next: Int, isReversed: Bool,
        looks: (Look) throws(RegularExpressionError) -> Int
    ) throws(RegularExpressionError) -> Int {
        switch node {
        case .set(let set): return try take(set, minimum: 1, maximum: 1, next: next)
        case .repetition(.set(let set), let minimum, let maximum):
            return try take(set, minimum: minimum, maximum: maximum, next: next)
        case .sequence(let parts):
            var next = next
            for part in isReversed ? parts : parts.reversed() {
                next = try add(part, to: next, isReversed: isReversed, looks: looks)
            }
            return next
        case .alternatives(let alternatives):
            var start: Int?
            for alternative in alternatives {
                let other = try add(alternative, to: next, isReversed: isReversed, looks: looks)
                if let first = start { start = try add(.split(first, other)) } else { start = other }
            }
            return start ?? next
        case .group(let inside, _): return try add(inside, to: next, isReversed: isReversed, looks: looks)
        case .assertion(let assertion): return try add(.assertion(assertion, next: next))
        case .look(let look, let isNegated):
            return try add(.look(try looks(look), isNegated: isNegated, next: next))
        case .repetition(let part, let minimum, let maximum):
            var next = next
            if let maximum {
                let end = next
                for _ in minimum..<max(minimum, maximum) {
                    let once = try add(part, to: next, isReversed: isReversed, looks: looks)
                    next = try add(.split(once, end))
                }
            } else {
                let loop = try add(.split(next, next))
                let once = try add(part, to: loop, isReversed: isReversed, looks: looks)
                states[loop] = .split(once, next)
                next = loop
            }
            for _ in 0..<minimum {
                let once = try add(part, to: next, isReversed: isReversed, looks: looks)
                // What takes no state stands there as often as one likes.
                if once == next { break }
                next = once
            }
            return next
        // A part with a backreference is not of this kind; whoever asks has told them apart.
        case .reference: return next
        }
    }

    private mutating func take(
        _ set: ScalarSet, minimum: Int, maximum: Int?, next: Int
    ) throws(RegularExpressionError) -> Int {
        sets.append(set)
        asciiSets.append(set.ascii)
        guard minimum != 1 || maximum != 1 else { return try add(.take(set: sets.count - 1, next: next)) }
        counterCount += 1
        return try add(
            .takeSeveral(
                set: sets.count - 1, minimum: minimum, maximum: maximum, counter: counterCount - 1, next: next))
    }

    /// Whether the set of this number holds a character.
    func set(_ number: Int, contains scalar: Unicode.Scalar) -> Bool {
        asciiSets[number].contains(scalar) ?? sets[number].contains(scalar)
    }

    private static func isAnchored(_ node: Node) -> Bool {
        switch node {
        case .assertion(.start): true
        case .sequence(let parts): parts.first.map(isAnchored) ?? false
        case .alternatives(let alternatives): alternatives.allSatisfy(isAnchored)
        case .group(let inside, _): isAnchored(inside)
        default: false
        }
    }
}
