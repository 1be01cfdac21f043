import YAML

extension DocumentComparison {
    mutating func compareBounds(_ pair: SchemaPair) {
        let (old, new) = (pair.old, pair.new)
        if Self.apply(to: .number, pair) {
            for isLower in [true, false] {
                compare(bound(of: old, isLower: isLower), bound(of: new, isLower: isLower), isLower, pair)
            }
            compareMultiples(pair)
        }
        if Self.apply(to: .string, pair) {
            compareLimits("minLength", old.minLength, "maxLength", old.maxLength, new.minLength, new.maxLength, pair)
            compareTexts("pattern", old.pattern, new.pattern, pair)
        }
        if Self.apply(to: .array, pair) {
            compareLimits("minItems", old.minItems, "maxItems", old.maxItems, new.minItems, new.maxItems, pair)
            let texts = [old, new].map { $0.uniqueItems ? "true" : nil }
            compareTexts("uniqueItems", texts[0], texts[1], pair)
        }
        guard Self.apply(to: .object, pair) else { return }
        // As many as must be there are there anyway.
        let counts = [(old, self.old), (new, self.new)].map { requiredCount($0, $1, pair.direction) }
        let isImplied = max(old.minProperties ?? 0, counts[0]) == max(new.minProperties ?? 0, counts[1])
        compareLimits(
            "minProperties", isImplied ? nil : old.minProperties, "maxProperties", old.maxProperties,
            isImplied ? nil : new.minProperties, new.maxProperties, pair)
    }

    private mutating func compareLimits(
        _ least: String, _ oldLeast: Int?, _ most: String, _ oldMost: Int?, _ newLeast: Int?, _ newMost: Int?,
        _ pair: SchemaPair
    ) {
        for (name, before, after, isLower) in [(least, oldLeast, newLeast, true), (most, oldMost, newMost, false)]
        where before != after {
            if isLower, before ?? 0 == after ?? 0 { continue }
            let isNarrower = isLower ? (after ?? 0) > (before ?? 0) : (after ?? .max) < (before ?? .max)
            report(
                .constraintChanged, isNarrower ? .narrows : .widens,
                "'\(name)' is \(Self.text(after)) and was \(Self.text(before))", pair)
        }
    }

    private mutating func compareTexts(_ name: String, _ before: String?, _ after: String?, _ pair: SchemaPair) {
        guard before != after else { return }
        let effect: ComparisonDirection.Effect = before == nil ? .narrows : after == nil ? .widens : .changes
        report(.constraintChanged, effect, "'\(name)' is \(after ?? "not set") and was \(before ?? "not set")", pair)
    }

    /// Each multiple of a number is one of what divides it.
    private mutating func compareMultiples(_ pair: SchemaPair) {
        let (before, after) = (Self.multiple(pair.old), Self.multiple(pair.new))
        guard let before, let after else { return compareTexts("multipleOf", before?.digits, after?.digits, pair) }
        guard before.value != after.value else { return }
        let effect: ComparisonDirection.Effect =
            before.value.isMultiple(of: after.value)
            ? .widens : after.value.isMultiple(of: before.value) ? .narrows : .changes
        report(.constraintChanged, effect, "'multipleOf' is \(after.digits) and was \(before.digits)", pair)
    }

    /// What numbers must be multiples of; nil where that goes without saying.
    private static func multiple(_ schema: Schema) -> (digits: String, value: DecimalNumber)? {
        guard let digits = schema.multipleOf.map({ schema.digits(of: $0, at: "multipleOf") }),
            let value = DecimalNumber(digits), let one = DecimalNumber("1")
        else { return nil }
        return schema.types == [.integer] && one.isMultiple(of: value) ? nil : (digits, value)
    }

    /// How many properties must be there in a direction.
    private func requiredCount(_ schema: Schema, _ document: Document, _ direction: ComparisonDirection) -> Int {
        let others = schema.properties.filter { !isOf(direction, $0.schema, document) }.map(\.name)
        return Set(schema.required).subtracting(others).count
    }

    /// A bound; that of integers is one itself.
    private func bound(of schema: Schema, isLower: Bool) -> NumberBound? {
        guard let bound = NumberBound(of: schema, isLower: isLower) else { return nil }
        return schema.types == [.integer] ? bound.whole : bound
    }

    private static func text(_ count: Int?) -> String { count.map(String.init) ?? "not set" }

    private mutating func compare(
        _ before: NumberBound?, _ after: NumberBound?, _ isLower: Bool, _ pair: SchemaPair
    ) {
        guard before != after, let name = (after ?? before)?.keyword else { return }
        let isNarrower =
            if let before, let after { after.isNarrower(than: before) } else { before == nil }
        let was = before.map { $0.keyword == name ? $0.digits : "'\($0.keyword)' \($0.digits)" }
        report(
            .constraintChanged, isNarrower ? .narrows : .widens,
            "'\(name)' is \(after?.digits ?? "not set") and was \(was ?? "not set")", pair)
    }
}
