/// Matches by running automata over a text: one for the expression, and one for each part that must, or must not, stand
/// before or behind, which tells all the places where that holds in one run.
struct AutomatonMatcher: Sendable {
    private struct Look: Sendable {
        let automaton: Automaton
        let isBehind: Bool
    }

    private let automaton: Automaton
    /// Those that stand within others come before them.
    private let looks: [Look]

    init(_ root: Node) throws(RegularExpressionError) {
        var looks: [Look] = []
        automaton = try Automaton(root) { node, isBehind throws(RegularExpressionError) in
            try Self.add(node, isBehind, to: &looks)
        }
        self.looks = looks
    }

    private static func add(
        _ node: Node, _ isBehind: Bool, to looks: inout [Look]
    ) throws(RegularExpressionError) -> Int {
        var inner = looks
        let automaton = try Automaton(node, isReversed: !isBehind) { node, isBehind throws(RegularExpressionError) in
            try add(node, isBehind, to: &inner)
        }
        looks = inner + [Look(automaton: automaton, isBehind: isBehind)]
        return looks.count - 1
    }

    func matches(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        var places: [[Bool]] = []
        for look in looks {
            var found = [Bool](repeating: false, count: text.count + 1)
            var run = AutomatonRun(look.automaton, over: text, looks: places)
            if look.isBehind {
                for position in 0...text.count {
                    found[position] = run.step(to: position, reading: position - 1, isStart: true)
                }
            } else {
                for position in (0...text.count).reversed() {
                    found[position] = run.step(to: position, reading: position, isStart: true)
                }
            }
            places.append(found)
        }
        var run = AutomatonRun(automaton, over: text, looks: places)
        for position in 0...text.count {
            let isStart = position == 0 || !automaton.isAnchored
            if run.step(to: position, reading: position - 1, isStart: isStart) { return true }
            if automaton.isAnchored, run.isOver { return false }
        }
        return false
    }
}
