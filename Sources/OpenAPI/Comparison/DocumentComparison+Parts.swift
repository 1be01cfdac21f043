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
        for (keyword, before, after) in [
            ("oneOf", pair.old.oneOf, pair.new.oneOf), ("anyOf", pair.old.anyOf, pair.new.anyOf),
        ] { compareAlternatives(keyword, before, after, pair, &walk) }
        compareParts(pair, &walk)
        for (keyword, before, after) in [
            ("not", pair.old.not, pair.new.not), ("if", pair.old.ifSchema, pair.new.ifSchema),
            ("then", pair.old.thenSchema, pair.new.thenSchema), ("else", pair.old.elseSchema, pair.new.elseSchema),
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
        ] { compareRule(keyword, before, after, pair, &walk) }
        compareDiscriminators(pair)
    }

    mutating func compareText(_ keyword: String, _ before: [String], _ after: [String], _ pair: SchemaPair) {
        guard before != after else { return }
        let effect: ComparisonDirection.Effect = before.isEmpty ? .narrows : after.isEmpty ? .widens : .changes
        report(.rulesChanged, effect, "\(keyword.contains("'") ? keyword : "'\(keyword)'") says something else", pair)
    }

    /// Compares those that mean the same however they are written, then those that may stand for one another.
    private mutating func matchAlternatives(
        _ gone: inout [Schema], _ fresh: inout [Schema], _ pair: SchemaPair, _ walk: inout SchemaWalk
    ) {
        guard gone.count * fresh.count <= 256 else { return }
        for alternative in fresh {
            guard let index = gone.firstIndex(where: { areSame($0, alternative) }) else { continue }
            fresh.removeAll { $0.id == alternative.id }
            compare(pair.inside("", gone.remove(at: index), alternative), &walk)
        }
        let isOneForOne =
            gone.count == fresh.count
            && (gone.count == 1
                || zip(gone, fresh).allSatisfy { $0.reference == nil && $1.reference == nil && $0.types == $1.types })
        guard isOneForOne else { return }
        for (before, after) in zip(gone, fresh) { compare(pair.inside("", before, after), &walk) }
        (gone, fresh) = ([], [])
    }

    /// Whether no value tells two schemas apart.
    private func areSame(_ before: Schema, _ after: Schema) -> Bool {
        guard !isTrial else { return before.node.json == after.node.json }
        var trial = self
        trial.beginTrial()
        var walk = SchemaWalk()
        trial.compare(SchemaPair(old: before, new: after, direction: .request, place: ""), &walk)
        return !trial.hasFoundDifference
    }

    private mutating func compareAlternatives(
        _ keyword: String, _ before: [Schema], _ after: [Schema], _ pair: SchemaPair, _ walk: inout SchemaWalk
    ) {
        // Alternatives of nothing but a type are a list of types, which are compared as such.
        let isOfTypes = (before + after).allSatisfy { schema in
            schema.reference == nil && schema.keywords.filter { !Self.annotations.contains($0) } == ["type"]
        }
        guard !isOfTypes || before.isEmpty == after.isEmpty else { return }
        var gone = before.filter { !Self.isNull($0) }
        var fresh: [Schema] = []
        for alternative in after where !Self.isNull(alternative) {
            guard let index = gone.firstIndex(where: { identity($0, .old) == identity(alternative, .new) }) else {
                fresh.append(alternative)
                continue
            }
            compare(pair.inside("", gone.remove(at: index), alternative), &walk)
        }
        matchAlternatives(&gone, &fresh, pair, &walk)
        for alternative in fresh {
            report(
                .alternativesChanged, before.isEmpty ? .narrows : .widens,
                "'\(keyword)' has the alternative \(identity(alternative, .new)) now", pair, new: alternative.location)
        }
        for alternative in gone {
            report(
                .alternativesChanged, after.isEmpty ? .widens : .narrows,
                "'\(keyword)' has the alternative \(identity(alternative, .old)) no more", pair,
                old: alternative.location)
        }
    }
}
