/// Holds one value against rules (JSON Schema 2020-12).
struct RuleEvaluation {
    /// The most schemas that one value is held against, for a few schemas can ask for endless work.
    static let maximumSteps = 100_000
    /// The longest chain of schemas that is followed.
    static let maximumDepth = 256

    let table: RuleTable
    /// The direction in which the value travels, which some members are demanded in alone.
    let direction: JSONDirection
    private let steps = StepCount()

    private final class StepCount {
        var value = 0
    }

    init(table: RuleTable, direction: JSONDirection) {
        self.table = table
        self.direction = direction
    }

    /// What holding a value against a schema has shown.
    struct Outcome {
        var violations: [RuleViolation] = []
        /// The members and elements that some keyword has spoken of.
        var members: Set<String> = []
        var elements: Set<Int> = []

        mutating func take(_ other: Outcome) {
            violations += other.violations
            takeEvaluated(other)
        }

        mutating func takeEvaluated(_ other: Outcome) {
            members.formUnion(other.members)
            elements.formUnion(other.elements)
        }

        mutating func report(_ reason: String, _ message: String, at pointer: String) {
            violations.append(RuleViolation(pointer: pointer, reason: reason, message: message))
        }
    }

    func check(_ value: JSONValue, _ rule: RuleNode, at pointer: String = "", depth: Int = 0) -> Outcome {
        var outcome = Outcome()
        steps.value += 1
        guard depth < Self.maximumDepth, steps.value <= Self.maximumSteps else {
            outcome.report("cost", "is too costly to check", at: pointer)
            return outcome
        }
        if rule.always == false { outcome.report("not", "is allowed nowhere", at: pointer) }
        if let reference = rule.reference {
            outcome.take(check(value, table.node(reference), at: pointer, depth: depth + 1))
        }
        if !rule.types.isEmpty, !rule.types.contains(where: value.isOfType) {
            outcome.report("type", "is not one of \(rule.types.sorted().joined(separator: ", "))", at: pointer)
            return outcome
        }
        if let values = rule.values, !values.contains(where: value.isEqual) {
            outcome.report("enum", "is none of the values that the contract names", at: pointer)
        }
        switch value {
        case .string(let text): RuleStrings.check(text, rule, pointer, &outcome)
        case .number(let text): RuleStrings.check(number: text, rule, pointer, &outcome)
        case .array(let elements): check(elements, rule, pointer, depth, &outcome)
        case .object(let members): check(members, rule, pointer, depth, &outcome)
        case .null, .boolean: break
        }
        combine(value, rule, pointer, depth, &outcome)
        checkUnevaluated(value, rule, pointer, depth, &outcome)
        return outcome
    }

    private func combine(
        _ value: JSONValue, _ rule: RuleNode, _ pointer: String, _ depth: Int, _ outcome: inout Outcome
    ) {
        func check(_ part: RuleNode) -> Outcome { self.check(value, part, at: pointer, depth: depth + 1) }
        for part in rule.allOf { outcome.take(check(part)) }
        if !rule.anyOf.isEmpty {
            let fitting = rule.anyOf.map(check).filter(\.violations.isEmpty)
            for part in fitting { outcome.takeEvaluated(part) }
            if fitting.isEmpty { outcome.report("anyOf", "is none of the alternatives", at: pointer) }
        }
        if !rule.oneOf.isEmpty {
            let fitting = rule.oneOf.map(check).filter(\.violations.isEmpty)
            for part in fitting { outcome.takeEvaluated(part) }
            if fitting.count != 1 {
                let count = fitting.isEmpty ? "none" : "\(fitting.count)"
                outcome.report("oneOf", "is \(count) of the alternatives and must be one", at: pointer)
            }
        }
        if let not = rule.not, check(not).violations.isEmpty {
            outcome.report("not", "is what it must not be", at: pointer)
        }
        if let condition = rule.condition {
            let result = check(condition)
            if result.violations.isEmpty { outcome.takeEvaluated(result) }
            if let branch = result.violations.isEmpty ? rule.consequence : rule.alternative {
                outcome.take(check(branch))
            }
        }
    }

    /// Members and elements that no other keyword has spoken of.
    private func checkUnevaluated(
        _ value: JSONValue, _ rule: RuleNode, _ pointer: String, _ depth: Int, _ outcome: inout Outcome
    ) {
        if let part = rule.unevaluatedProperties, case .object(let members) = value {
            for (name, member) in members where !outcome.members.contains(name) {
                outcome.members.insert(name)
                let below = pointer + "/" + JSONReader.pointerToken(name)
                guard part.always == false else {
                    outcome.violations += check(member, part, at: below, depth: depth + 1).violations
                    continue
                }
                outcome.report("unevaluatedProperties", "is not a member that the contract knows", at: below)
            }
        }
        if let part = rule.unevaluatedItems, case .array(let elements) = value {
            for (index, element) in elements.enumerated() where !outcome.elements.contains(index) {
                outcome.elements.insert(index)
                outcome.violations += check(element, part, at: "\(pointer)/\(index)", depth: depth + 1).violations
            }
        }
    }
}
