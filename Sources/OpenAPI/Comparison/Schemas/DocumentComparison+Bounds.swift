import YAML

extension DocumentComparison {
    /// Compares the bounds that hold for a schema as a whole, whichever of its parts they stand in.
    mutating func compareBounds(_ pair: SchemaPair, _ whole: Conjunctions) {
        if Self.apply(to: .number, pair) {
            for isLower in [true, false] { compareNumbers(isLower: isLower, pair, whole) }
            compareMultiples(pair, whole)
        }
        if Self.apply(to: .string, pair) {
            compareLimits(("minLength", \.minLength), ("maxLength", \.maxLength), pair, whole)
            compareTexts("pattern", whole.old.compactMap(\.pattern), whole.new.compactMap(\.pattern), pair, whole)
        }
        if Self.apply(to: .array, pair) {
            compareLimits(("minItems", \.minItems), ("maxItems", \.maxItems), pair, whole)
            let texts = [whole.old, whole.new].map { $0.contains(where: \.uniqueItems) ? ["true"] : [] }
            compareTexts("uniqueItems", texts[0], texts[1], pair, whole)
        }
        guard Self.apply(to: .object, pair) else { return }
        // As many as must be there are there anyway.
        let counts = (
            requiredCount(whole.old, old, pair.direction), requiredCount(whole.new, new, pair.direction)
        )
        let least = (whole.old.compactMap(\.minProperties).max(), whole.new.compactMap(\.minProperties).max())
        let isImplied = max(least.0 ?? 0, counts.0) == max(least.1 ?? 0, counts.1)
        compareLimits(
            isImplied ? nil : ("minProperties", \.minProperties), ("maxProperties", \.maxProperties), pair, whole)
    }

    private mutating func compareLimits(
        _ least: (name: String, value: (Schema) -> Int?)?, _ most: (name: String, value: (Schema) -> Int?),
        _ pair: SchemaPair, _ whole: Conjunctions
    ) {
        for (limit, isLower) in [(least, true), (most, false)] {
            guard let (name, value) = limit else { continue }
            let limits = [whole.old, whole.new].map { schemas in
                isLower ? schemas.compactMap(value).max() : schemas.compactMap(value).min()
            }
            let (before, after) = (limits[0], limits[1])
            guard before != after, !isLower || before ?? 0 != after ?? 0 else { continue }
            let isNarrower = isLower ? (after ?? 0) > (before ?? 0) : (after ?? .max) < (before ?? .max)
            // Of several the narrowest holds, and is shown.
            report(
                .constraintChanged, isNarrower ? .narrows : .widens,
                "'\(name)' is \(Self.text(after)) and was \(Self.text(before))", pair,
                old: Self.location(of: [name], in: whole.old.filter { before == nil || value($0) == before }),
                new: Self.location(of: [name], in: whole.new.filter { after == nil || value($0) == after }))
        }
    }

    private mutating func compareTexts(
        _ name: String, _ before: [String], _ after: [String], _ pair: SchemaPair, _ whole: Conjunctions
    ) {
        let (was, isNow) = (Set(before), Set(after))
        guard was != isNow else { return }
        let effect: ComparisonDirection.Effect =
            was.isSubset(of: isNow) ? .narrows : isNow.isSubset(of: was) ? .widens : .changes
        report(
            .constraintChanged, effect, "'\(name)' is \(Self.text(isNow)) and was \(Self.text(was))", pair,
            old: Self.location(of: [name], in: whole.old), new: Self.location(of: [name], in: whole.new))
    }

    /// Each multiple of a number is one of what divides it.
    private mutating func compareMultiples(_ pair: SchemaPair, _ whole: Conjunctions) {
        let (before, after) = (Self.multiples(whole.old), Self.multiples(whole.new))
        let isNarrower = Self.imply(after.map(\.value), before.map(\.value))
        let isWider = Self.imply(before.map(\.value), after.map(\.value))
        guard !isNarrower || !isWider else { return }
        let effect: ComparisonDirection.Effect = isNarrower ? .narrows : isWider ? .widens : .changes
        report(
            .constraintChanged, effect,
            "'multipleOf' is \(Self.text(after.map(\.digits))) and was \(Self.text(before.map(\.digits)))", pair,
            old: Self.location(of: ["multipleOf"], in: whole.old), new: Self.location(of: ["multipleOf"], in: whole.new)
        )
    }

    /// Whether what is a multiple of all of some numbers is one of all of others.
    private static func imply(_ numbers: [DecimalNumber], _ others: [DecimalNumber]) -> Bool {
        let all = DecimalNumber.leastCommonMultiple(of: numbers).map { [$0] } ?? numbers
        return others.allSatisfy { other in all.contains { $0.isMultiple(of: other) } }
    }

    private static func text(_ texts: some Sequence<String>) -> String {
        let texts = texts.sorted()
        return texts.isEmpty ? "not set" : texts.joined(separator: " and ")
    }

    /// What numbers must be multiples of, without what goes without saying.
    private static func multiples(_ schemas: [Schema]) -> [(digits: String, value: DecimalNumber)] {
        let isWhole = schemas.contains { $0.types == [.integer] }
        return schemas.compactMap { schema in
            guard let digits = schema.multipleOf.map({ schema.digits(of: $0, at: "multipleOf") }),
                let value = DecimalNumber(digits), let one = DecimalNumber("1")
            else { return nil }
            return isWhole && one.isMultiple(of: value) ? nil : (digits, value)
        }
    }

    /// How many properties must be there in a direction.
    private func requiredCount(_ schemas: [Schema], _ document: Document, _ direction: ComparisonDirection) -> Int {
        let others = schemas.flatMap(\.properties).filter { !isOf(direction, $0.schema, document) }.map(\.name)
        return Set(schemas.flatMap(\.required)).subtracting(others).count
    }

    private static func text(_ count: Int?) -> String { count.map(String.init) ?? "not set" }

    private mutating func compareNumbers(isLower: Bool, _ pair: SchemaPair, _ whole: Conjunctions) {
        let bounds = [whole.old, whole.new].map { Self.bound(of: $0, isLower: isLower) }
        let (before, after) = (bounds[0], bounds[1])
        guard before?.bound != after?.bound, let name = (after ?? before)?.bound.keyword else { return }
        let isNarrower =
            if let before, let after { after.bound.isNarrower(than: before.bound) } else { before == nil }
        let was = before.map { $0.bound.keyword == name ? $0.bound.digits : "'\($0.bound.keyword)' \($0.bound.digits)" }
        let keywords = isLower ? ["minimum", "exclusiveMinimum"] : ["maximum", "exclusiveMaximum"]
        report(
            .constraintChanged, isNarrower ? .narrows : .widens,
            "'\(name)' is \(after?.bound.digits ?? "not set") and was \(was ?? "not set")", pair,
            old: Self.location(
                of: before.map { [$0.bound.keyword] } ?? keywords, in: before.map { [$0.schema] } ?? whole.old),
            new: Self.location(
                of: after.map { [$0.bound.keyword] } ?? keywords, in: after.map { [$0.schema] } ?? whole.new))
    }

    /// The narrowest bound, with the schema that has it; that of integers is one itself.
    private static func bound(of schemas: [Schema], isLower: Bool) -> (bound: NumberBound, schema: Schema)? {
        let isWhole = schemas.contains { $0.types == [.integer] }
        let bounds = schemas.compactMap { schema in
            NumberBound(of: schema, isLower: isLower).map { (bound: isWhole ? $0.whole : $0, schema: schema) }
        }
        guard let first = bounds.first else { return nil }
        return bounds.dropFirst().reduce(first) { $1.bound.isNarrower(than: $0.bound) ? $1 : $0 }
    }
}
