import YAML

/// Whether alternatives share values, of which `oneOf` allows none.
extension DocumentComparison {
    /// What an alternative does that is new or gone: of values that it shares with others it does the opposite.
    func effect(
        _ effect: ComparisonDirection.Effect, of alternative: Schema, among others: [Schema], of union: Schema,
        _ side: Side
    ) -> ComparisonDirection.Effect {
        guard !isTrial, !others.isEmpty, union.discriminator == nil else { return effect }
        let isTooMany = others.count > Self.maximumAlternatives
        let answers = isTooMany ? [nil] : others.map { areDisjoint(alternative, $0, of: union, side) }
        if answers.contains(false) { return .changes }
        guard answers.contains(nil) else { return effect }
        return effect == .widens ? .widensPerhaps : .narrowsPerhaps
    }

    /// Whether some alternatives share a value; nil where that is not certain.
    func overlap(_ alternatives: [Schema], of union: Schema, _ side: Side) -> Bool? {
        guard union.discriminator == nil else { return false }
        guard !isTrial, alternatives.count <= Self.maximumAlternatives else { return nil }
        var answer: Bool? = false
        for (index, one) in alternatives.enumerated() {
            for other in alternatives[(index + 1)...] {
                switch areDisjoint(one, other, of: union, side) {
                case false?: return true
                case nil: answer = nil
                case true?: break
                }
            }
        }
        return answer
    }

    private static let maximumAlternatives = 64

    /// Whether two alternatives have no value in common; nil where that is not certain.
    private func areDisjoint(_ one: Schema, _ other: Schema, of union: Schema, _ side: Side) -> Bool? {
        guard memory.maySearchOverlap() else { return nil }
        let document = document(side)
        let pair = [one, other]
        let types = pair.map { Self.allowedTypes($0, document, true) }
        let nulls = pair.map { Self.allowsNull($0, document) }
        guard let first = types[0], let second = types[1] else { return nil }
        if first.isDisjoint(with: second) { return nulls.contains(false) ? true : nil }
        let wholes = pair.map { document.conjuncts(of: $0) }
        let values = wholes.map { NamedValues(of: $0, withoutNull: false) }
        if let known = values[0], let others = values[1], !known.isOpen, !others.isOpen {
            return Self.values(known.values, among: others.values).isEmpty ? true : nil
        }
        let names = wholes.map { Set($0.flatMap(\.required)) }
        for name in names[0].intersection(names[1]).sorted() {
            let constants = pair.map { Set(document.constants(name, of: $0)) }
            if !constants[0].isEmpty, !constants[1].isEmpty, constants[0].isDisjoint(with: constants[1]) { return true }
        }
        // What says nothing but its type holds for whatever the other allows of that.
        let isPlain = pair.contains { schema in
            let target = document.resolved(schema) ?? schema
            return target.keywords.allSatisfy { $0 == "type" || !Self.counts($0) }
        }
        return isPlain ? false : nil
    }
}
