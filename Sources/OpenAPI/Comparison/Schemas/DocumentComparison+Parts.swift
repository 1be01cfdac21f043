import YAML

extension DocumentComparison {
    /// A schema that one version may be without, which allows anything then.
    mutating func compareOptional(
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
        let pairs = compareUnions(pair, &walk)
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
