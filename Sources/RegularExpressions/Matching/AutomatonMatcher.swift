/// Matches by running automata over a text: one for the expression, and one for each part that must, or must not, stand
/// before or behind, which tells all the places where that holds in one run.
struct AutomatonMatcher: Sendable {
    private struct LookAutomaton: Sendable {
        let automaton: Automaton
        let isBehind: Bool
    }

    private let automaton: Automaton
    /// Those that stand within others come before them.
    private let looks: [LookAutomaton]

    init(_ root: Node) throws(RegularExpressionError) {
        var looks: [LookAutomaton] = []
        var numbers: [Int: Int] = [:]
        automaton = try Automaton(root) { look throws(RegularExpressionError) in
            try Self.add(look, to: &looks, &numbers)
        }
        self.looks = looks
    }

    private static func add(
        _ look: Look, to looks: inout [LookAutomaton], _ numbers: inout [Int: Int]
    ) throws(RegularExpressionError) -> Int {
        if let number = numbers[look.identifier] { return number }
        let automaton = try Automaton(look.node, isReversed: !look.isBehind) { look throws(RegularExpressionError) in
            try add(look, to: &looks, &numbers)
        }
        looks.append(LookAutomaton(automaton: automaton, isBehind: look.isBehind))
        numbers[look.identifier] = looks.count - 1
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
