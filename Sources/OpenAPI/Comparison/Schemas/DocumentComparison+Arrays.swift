import YAML

/// The elements of arrays.
extension DocumentComparison {
    mutating func compareArrays(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        compareElements(pair, &walk)
        compareRule("unevaluatedItems", pair.old.unevaluatedItems, pair.new.unevaluatedItems, pair, &walk)
        compareContains(pair, &walk)
    }

    /// Compares element by element: what has no schema of its own has that of all others.
    private mutating func compareElements(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        let (before, after) = (pair.old.prefixItems, pair.new.prefixItems)
        let start = changes.count
        for index in 0..<max(before.count, after.count) {
            compareOptional(
                before.dropFirst(index).first ?? pair.old.items, after.dropFirst(index).first ?? pair.new.items,
                "/\(index)", .constraintChanged,
                ("the element \(index) has a schema now", "the element \(index) may be anything now"), pair, &walk)
        }
        compareOptional(
            pair.old.items, pair.new.items, "/-", .constraintChanged,
            ("elements have a schema now", "elements may be anything now"), pair, &walk)
        guard before.count != after.count, changes.count == start, !hasFoundDifference else { return }
        report(
            .constraintChanged, .shifts,
            "\(after.count) elements have a schema of their own and \(before.count) had", pair)
    }

    /// Compares which elements must be among the others, and how many of them.
    private mutating func compareContains(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        let schemas = [pair.old, pair.new].map { schema in
            schema.minContains == 0 && schema.maxContains == nil ? nil : schema.contains
        }
        guard let before = schemas[0], let after = schemas[1] else {
            return compareRule("contains", schemas[0], schemas[1], pair, &walk)
        }
        if pair.old.maxContains == nil, pair.new.maxContains == nil {
            compareRule("contains", before, after, pair, &walk)
        } else if !areSame(before, after) {
            // Where no more than a few may be such elements, a wider schema allows fewer arrays.
            report(
                .rulesChanged, .changes, "'contains' says something else", pair, old: before.location,
                new: after.location)
        }
        for (name, before, after, isLower) in [
            ("minContains", pair.old.minContains ?? 1, pair.new.minContains ?? 1, true),
            ("maxContains", pair.old.maxContains ?? .max, pair.new.maxContains ?? .max, false),
        ] where before != after {
            let text = { (count: Int) in count == .max ? "not set" : "\(count)" }
            report(
                .constraintChanged, (after > before) == isLower ? .narrows : .widens,
                "'\(name)' is \(text(after)) and was \(text(before))", pair)
        }
    }
}
