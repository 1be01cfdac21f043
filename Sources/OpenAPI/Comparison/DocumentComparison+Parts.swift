import YAML

extension DocumentComparison {
    mutating func compareArrays(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        compareOptional(
            pair.old.items, pair.new.items, "/-", .constraintChanged,
            ("elements have a schema now", "elements may be anything now"), pair, &walk)
        for (keyword, before, after) in [
            ("contains", pair.old.contains, pair.new.contains),
            ("unevaluatedItems", pair.old.unevaluatedItems, pair.new.unevaluatedItems),
        ] { compareRule(keyword, before, after, pair, &walk) }
        compareContains(pair)
        for (index, (before, after)) in zip(pair.old.prefixItems, pair.new.prefixItems).enumerated() {
            compare(pair.inside("/\(index)", before, after), &walk)
        }
        if pair.old.prefixItems.count != pair.new.prefixItems.count {
            report(
                .constraintChanged, pair.new.prefixItems.count > pair.old.prefixItems.count ? .narrows : .widens,
                "\(pair.new.prefixItems.count) elements have a schema of their own and \(pair.old.prefixItems.count) had",
                pair)
        }
    }

    private mutating func compareContains(_ pair: SchemaPair) {
        guard pair.old.contains != nil, pair.new.contains != nil else { return }
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

    /// A schema that one version may be without, which allows anything then.
    private mutating func compareOptional(
        _ before: Schema?, _ after: Schema?, _ part: String, _ kind: ChangeKind,
        _ messages: (now: String, past: String),
        _ pair: SchemaPair, _ walk: inout SchemaWalk
    ) {
        switch (before, after) {
        case (nil, nil): break
        case (let before?, let after?): compare(pair.inside(part, before, after), &walk)
        case (nil, let after?):
            if !Self.saysNothing(after) { report(kind, .narrows, messages.now, pair, new: after.location) }
        case (let before?, nil):
            if !Self.saysNothing(before) { report(kind, .widens, messages.past, pair, old: before.location) }
        }
    }

    mutating func compareRule(
        _ keyword: String, _ before: Schema?, _ after: Schema?, _ pair: SchemaPair, _ walk: inout SchemaWalk
    ) {
        compareOptional(
            before, after, " \(keyword)", .rulesChanged,
            ("'\(keyword)' is set now", "'\(keyword)' is not set any more"),
            pair, &walk)
    }

    mutating func compareCombinations(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        var pairs: Set<MetPair> = []
        for (keyword, before, after) in [
            ("oneOf", pair.old.oneOf, pair.new.oneOf), ("anyOf", pair.old.anyOf, pair.new.anyOf),
        ] { pairs.formUnion(compareAlternatives(keyword, before, after, pair, &walk)) }
        compareParts(pair, &walk)
        let conditions = (Condition(of: pair.old), Condition(of: pair.new))
        for (keyword, before, after) in [
            ("not", Self.counting(pair.old.not, unless: false), Self.counting(pair.new.not, unless: false)),
            ("if", conditions.0.ifSchema, conditions.1.ifSchema),
            ("then", conditions.0.thenSchema, conditions.1.thenSchema),
            ("else", conditions.0.elseSchema, conditions.1.elseSchema),
        ] where pair.met.isEmpty {
            guard let before, let after else {
                compareText(keyword, [before].compactMap { $0?.node.json }, [after].compactMap { $0?.node.json }, pair)
                continue
            }
            if areSame(before, after) { continue }
            report(
                .rulesChanged, .changes, "'\(keyword)' says something else", pair, old: before.location,
                new: after.location)
        }
        for (keyword, before, after) in [
            ("propertyNames", pair.old.propertyNames, pair.new.propertyNames),
            ("unevaluatedProperties", pair.old.unevaluatedProperties, pair.new.unevaluatedProperties),
        ] where Self.apply(to: .object, pair) { compareRule(keyword, before, after, pair, &walk) }
        compareDiscriminators(pair, pairs)
    }

    /// What `if`, `then` and `else` come to: they say nothing without one another (JSON Schema 2020-12, section 10.2.2).
    private struct Condition {
        var ifSchema: Schema?
        var thenSchema: Schema?
        var elseSchema: Schema?

        init(of schema: Schema) {
            guard let condition = schema.ifSchema else { return }
            (thenSchema, elseSchema) = (
                DocumentComparison.counting(schema.thenSchema), DocumentComparison.counting(schema.elseSchema)
            )
            ifSchema = thenSchema == nil && elseSchema == nil ? nil : condition
        }
    }

    /// A schema where it says something.
    private static func counting(_ schema: Schema?, unless empty: Bool = true) -> Schema? {
        guard let schema, empty ? !saysNothing(schema) : schema.always != false else { return nil }
        return schema
    }

    mutating func compareText(_ keyword: String, _ before: [String], _ after: [String], _ pair: SchemaPair) {
        guard before != after else { return }
        let effect: ComparisonDirection.Effect = before.isEmpty ? .narrows : after.isEmpty ? .widens : .changes
        report(.rulesChanged, effect, "'\(keyword)' says something else", pair)
    }
}
