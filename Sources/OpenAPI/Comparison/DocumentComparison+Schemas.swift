import YAML

extension DocumentComparison {
    mutating func compare(_ old: Schema?, _ new: Schema?, _ direction: ComparisonDirection, _ place: String) {
        guard let old, let new else {
            if let schema = old ?? new {
                let effect: ComparisonDirection.Effect = new == nil ? .widens : .narrows
                report(
                    .typeChanged, effect,
                    new == nil ? "nothing is said of the value any more" : "the value has a schema now",
                    SchemaPair(old: old ?? schema, new: new ?? schema, direction: direction, place: place))
            }
            return
        }
        var walk = SchemaWalk()
        compare(SchemaPair(old: old, new: new, direction: direction, place: place), &walk)
    }

    /// Two versions of a schema and where they are used.
    struct SchemaPair {
        var old: Schema
        var new: Schema
        var direction: ComparisonDirection
        var place: String

        func inside(_ part: String, _ old: Schema, _ new: Schema) -> SchemaPair {
            SchemaPair(old: old, new: new, direction: direction, place: place + part)
        }
    }

    /// The pairs that have been compared, so that recursion ends.
    struct SchemaWalk {
        struct Key: Hashable {
            var old: Schema.ID
            var new: Schema.ID
            var direction: ComparisonDirection
        }

        var seen: Set<Key> = []
    }

    mutating func report(
        _ kind: ChangeKind, _ effect: ComparisonDirection.Effect, _ message: String, _ pair: SchemaPair,
        old: SourceLocation? = nil, new: SourceLocation? = nil
    ) {
        let impact = pair.direction.impact(effect)
        add(
            kind, clients: impact.clients, servers: impact.servers, message, at: pair.place,
            old: old ?? pair.old.location, new: new ?? pair.new.location)
    }

    mutating func compare(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        var pair = pair
        pair.old = old.resolved(pair.old) ?? pair.old
        pair.new = new.resolved(pair.new) ?? pair.new
        let key = SchemaWalk.Key(old: pair.old.id, new: pair.new.id, direction: pair.direction)
        guard walk.seen.insert(key).inserted else { return }
        compareTypes(pair)
        compareValues(pair)
        compareBounds(pair)
        compareObjects(pair, &walk)
        compareArrays(pair, &walk)
        compareCombinations(pair, &walk)
    }

    private mutating func compareTypes(_ pair: SchemaPair) {
        let before = Self.allowedTypes(pair.old)
        let after = Self.allowedTypes(pair.new)
        if before != after {
            let lost = before.subtracting(after)
            let gained = after.subtracting(before)
            let effect: ComparisonDirection.Effect = lost.isEmpty ? .widens : gained.isEmpty ? .narrows : .changes
            report(
                .typeChanged, effect, "the type is \(Self.text(pair.new)) and was \(Self.text(pair.old))", pair)
        }
        let isNullable = Self.allowsNull(pair.new)
        if Self.allowsNull(pair.old) != isNullable {
            report(
                .nullableChanged, isNullable ? .widens : .narrows,
                "null is \(isNullable ? "allowed" : "not allowed any more")", pair)
        }
        if pair.old.format != pair.new.format, pair.old.types == pair.new.types {
            let text = "the format is \(pair.new.format ?? "not told") and was \(pair.old.format ?? "not told")"
            let effect: ComparisonDirection.Effect =
                pair.old.format == nil ? .narrows : pair.new.format == nil ? .widens : .changes
            report(.formatChanged, effect, text, pair)
        }
    }

    /// The types in which an integer is a number too.
    private static func allowedTypes(_ schema: Schema) -> Set<Schema.PrimitiveType> {
        guard !schema.types.isEmpty else {
            let isOpen = schema.enumeration == nil && schema.constant == nil && schema.combinations == nil
            return isOpen ? Set(Schema.PrimitiveType.allCases) : []
        }
        var types = Set(schema.types)
        if types.contains(.number) { types.insert(.integer) }
        return types
    }

    private static func text(_ schema: Schema) -> String {
        schema.types.isEmpty ? "any" : schema.types.map(\.rawValue).joined(separator: " or ")
    }

    private static func allowsNull(_ schema: Schema) -> Bool {
        schema.isNullable || (schema.anyOf + schema.oneOf).contains { $0.types.isEmpty && $0.isNullable }
    }

    private mutating func compareValues(_ pair: SchemaPair) {
        let before = (pair.old.constant.map { [$0] } ?? pair.old.enumeration)?.map(\.json)
        let after = (pair.new.constant.map { [$0] } ?? pair.new.enumeration)?.map(\.json)
        switch (before, after) {
        case (nil, nil): break
        case (nil, let values?):
            report(.enumChanged, .narrows, "the value must be one of \(values.joined(separator: ", "))", pair)
        case (_?, nil): report(.enumChanged, .widens, "the value may be any and not only one of a few", pair)
        case (let before?, let after?):
            let gone = before.filter { !after.contains($0) }
            let fresh = after.filter { !before.contains($0) }
            if !gone.isEmpty {
                report(.enumChanged, .narrows, "the value cannot be \(gone.joined(separator: ", ")) any more", pair)
            }
            if !fresh.isEmpty {
                report(.enumChanged, .widens, "the value can be \(fresh.joined(separator: ", ")) too", pair)
            }
        }
        let defaults = (pair.old.defaultValue?.json, pair.new.defaultValue?.json)
        if defaults.0 != defaults.1 {
            report(
                .defaultChanged, .shifts, "the default is \(defaults.1 ?? "none") and was \(defaults.0 ?? "none")", pair
            )
        }
    }

    private mutating func compareBounds(_ pair: SchemaPair) {
        let (old, new) = (pair.old, pair.new)
        for (name, before, after, isLower) in [
            ("minimum", old.minimum, new.minimum, true), ("maximum", old.maximum, new.maximum, false),
            ("exclusiveMinimum", old.exclusiveMinimum, new.exclusiveMinimum, true),
            ("exclusiveMaximum", old.exclusiveMaximum, new.exclusiveMaximum, false),
        ] { compareBound(name, before.map(\.double), after.map(\.double), isLower: isLower, pair) }
        for (name, before, after, isLower) in [
            ("minLength", old.minLength, new.minLength, true), ("maxLength", old.maxLength, new.maxLength, false),
            ("minItems", old.minItems, new.minItems, true), ("maxItems", old.maxItems, new.maxItems, false),
            ("minProperties", old.minProperties, new.minProperties, true),
            ("maxProperties", old.maxProperties, new.maxProperties, false),
            ("minContains", old.minContains, new.minContains, true),
            ("maxContains", old.maxContains, new.maxContains, false),
        ] { compareBound(name, before.map(Double.init), after.map(Double.init), isLower: isLower, pair) }
        for (name, before, after) in [
            ("pattern", old.pattern, new.pattern),
            ("multipleOf", old.multipleOf?.description, new.multipleOf?.description),
            ("uniqueItems", old.uniqueItems ? "true" : nil, new.uniqueItems ? "true" : nil),
        ] where before != after {
            let effect: ComparisonDirection.Effect = before == nil ? .narrows : after == nil ? .widens : .changes
            report(
                .constraintChanged, effect, "'\(name)' is \(after ?? "not set") and was \(before ?? "not set")", pair)
        }
    }

    private mutating func compareBound(
        _ name: String, _ before: Double?, _ after: Double?, isLower: Bool, _ pair: SchemaPair
    ) {
        guard before != after else { return }
        let limit = isLower ? -Double.infinity : .infinity
        let isNarrower = isLower ? (after ?? limit) > (before ?? limit) : (after ?? limit) < (before ?? limit)
        report(
            .constraintChanged, isNarrower ? .narrows : .widens,
            "'\(name)' is \(Self.text(after)) and was \(Self.text(before))", pair)
    }

    private static func text(_ bound: Double?) -> String {
        guard let bound else { return "not set" }
        return Int64(exactly: bound).map(String.init) ?? "\(bound)"
    }
}
