/// The states that an automaton is in while it reads a text, all at once, so that nothing is read twice.
struct AutomatonRun {
    private let automaton: Automaton
    private let text: [Unicode.Scalar]
    /// For each look, where it holds.
    private let looks: [[Bool]]
    /// The states that take characters and wait for the next one, and those that waited for this one.
    private var waiting: [Int] = []
    private var readers: [Int] = []
    /// The states to enter after this character.
    private var entered: [Int] = []
    /// The step at which each state was last reached.
    private var reached: [Int]
    /// For each state that takes several characters, the steps at which it was entered and has not been left yet: how
    /// many it has taken since, all know by one number.
    private var entries: [EntryQueue]
    private var stack: [Int] = []
    private var step = 0

    init(_ automaton: Automaton, over text: [Unicode.Scalar], looks: [[Bool]]) {
        self.automaton = automaton
        self.text = text
        self.looks = looks
        reached = [Int](repeating: -1, count: automaton.states.count)
        entries = [EntryQueue](repeating: EntryQueue(), count: automaton.counterCount)
    }

    /// Whether no state waits for a character.
    var isOver: Bool { waiting.isEmpty }

    /// Goes on by one character, but for the first step.
    ///
    /// - Parameters:
    ///   - position: Between which characters the text stands then.
    ///   - index: The character that is read.
    ///   - isStart: Whether a match may begin there.
    /// - Returns: Whether a match ends there.
    mutating func step(to position: Int, reading index: Int, isStart: Bool) -> Bool {
        var hasMatched = false
        if step > 0, text.indices.contains(index) {
            // What is entered at this step must not read this character, so that all have read before any is entered.
            read(text[index])
            for state in entered where enter(state, at: position) { hasMatched = true }
        }
        if isStart, enter(automaton.start, at: position) { hasMatched = true }
        step += 1
        return hasMatched
    }

    /// Lets all states that wait take a character, and notes which to enter thereafter.
    private mutating func read(_ scalar: Unicode.Scalar) {
        swap(&waiting, &readers)
        waiting.removeAll(keepingCapacity: true)
        entered.removeAll(keepingCapacity: true)
        for state in readers {
            switch automaton.states[state] {
            case .take(let set, let next):
                if automaton.set(set, contains: scalar) { entered.append(next) }
            case .takeSeveral(let set, let minimum, let maximum, let counter, let next):
                guard automaton.set(set, contains: scalar) else {
                    entries[counter].removeAll()
                    continue
                }
                if let maximum { entries[counter].drop(before: step - maximum) }
                guard let first = entries[counter].first else { continue }
                reached[state] = step
                waiting.append(state)
                if step - first >= minimum { entered.append(next) }
            case .split, .assertion, .look, .accept: break
            }
        }
    }

    /// Enters a state and all that it leads to without a character, and tells whether one of them accepts.
    private mutating func enter(_ state: Int, at position: Int) -> Bool {
        var accepts = false
        stack.append(state)
        while let state = stack.popLast() {
            let isFirst = reached[state] != step
            reached[state] = step
            switch automaton.states[state] {
            case .takeSeveral(_, let minimum, let maximum, let counter, let next):
                if isFirst { waiting.append(state) }
                let isNew = entries[counter].append(step, keepsFirstAlone: maximum == nil)
                if isNew, minimum == 0 { stack.append(next) }
            case .take: if isFirst { waiting.append(state) }
            case .split(let first, let second):
                if isFirst {
                    stack.append(first)
                    stack.append(second)
                }
            case .assertion(let assertion, let next):
                if isFirst, holds(assertion, at: position) { stack.append(next) }
            case .look(let number, let isNegated, let next):
                if isFirst, looks[number][position] != isNegated { stack.append(next) }
            case .accept: accepts = true
            }
        }
        return accepts
    }

    private func holds(_ assertion: Assertion, at position: Int) -> Bool {
        switch assertion {
        case .start: position == 0
        case .end: position == text.count
        case .wordBoundary: isWord(position - 1) != isWord(position)
        case .noWordBoundary: isWord(position - 1) == isWord(position)
        }
    }

    private func isWord(_ index: Int) -> Bool {
        guard text.indices.contains(index) else { return false }
        let value = text[index].value
        return ScalarSet.wordCharacters.contains { $0.contains(value) }
    }
}

/// Steps in their order, the first of which leave first.
private struct EntryQueue {
    private(set) var first: Int?
    private var last = -1
    /// Those after the first.
    private var rest: [Int] = []
    private var head = 0

    /// - Parameter keepsFirstAlone: Whether a step is not wanted where there is one already.
    /// - Returns: Whether the step was not the last one already.
    mutating func append(_ step: Int, keepsFirstAlone: Bool) -> Bool {
        guard last != step else { return false }
        last = step
        if first == nil {
            first = step
        } else if !keepsFirstAlone {
            rest.append(step)
        }
        return true
    }

    mutating func drop(before step: Int) {
        while let earliest = first, earliest < step {
            first = head < rest.count ? rest[head] : nil
            head += 1
        }
        if head >= rest.count {
            rest.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 64, head * 2 > rest.count {
            rest.removeFirst(head)
            head = 0
        }
    }

    mutating func removeAll() {
        guard first != nil else { return }
        first = nil
        rest.removeAll(keepingCapacity: true)
        head = 0
    }
}
