import YAML

extension DocumentComparison {
    mutating func compareBounds(_ pair: SchemaPair) {
        let (old, new) = (pair.old, pair.new)
        for isLower in [true, false] {
            compare(NumberBound(of: old, isLower: isLower), NumberBound(of: new, isLower: isLower), isLower, pair)
        }
        for (name, before, after, isLower) in [
            ("minLength", old.minLength, new.minLength, true), ("maxLength", old.maxLength, new.maxLength, false),
            ("minItems", old.minItems, new.minItems, true), ("maxItems", old.maxItems, new.maxItems, false),
            ("minProperties", old.minProperties, new.minProperties, true),
            ("maxProperties", old.maxProperties, new.maxProperties, false),
        ] where before != after {
            if isLower, before ?? 0 == after ?? 0 { continue }
            let isNarrower = isLower ? (after ?? 0) > (before ?? 0) : (after ?? .max) < (before ?? .max)
            report(
                .constraintChanged, isNarrower ? .narrows : .widens,
                "'\(name)' is \(Self.text(after)) and was \(Self.text(before))", pair)
        }
        let multiples = [old, new].map { schema in
            schema.multipleOf.map { schema.digits(of: $0, at: "multipleOf") }
        }
        let isSameMultiple = multiples[0].flatMap(DecimalNumber.init) == multiples[1].flatMap(DecimalNumber.init)
        for (name, before, after) in [
            ("pattern", old.pattern, new.pattern),
            ("multipleOf", multiples[0], isSameMultiple ? multiples[0] : multiples[1]),
            ("uniqueItems", old.uniqueItems ? "true" : nil, new.uniqueItems ? "true" : nil),
        ] where before != after {
            let effect: ComparisonDirection.Effect = before == nil ? .narrows : after == nil ? .widens : .changes
            report(
                .constraintChanged, effect, "'\(name)' is \(after ?? "not set") and was \(before ?? "not set")", pair)
        }
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
