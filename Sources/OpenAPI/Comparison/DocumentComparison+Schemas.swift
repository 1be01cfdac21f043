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
            var isPart: Bool
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

    /// - Parameter isPart: Whether the schemas are of `allOf`, so that their properties have been compared already.
    mutating func compare(_ pair: SchemaPair, _ walk: inout SchemaWalk, isPart: Bool = false) {
        if pair.old.reference != nil, pair.new.reference != nil {
            let (before, after) = (Self.besideReference(pair.old), Self.besideReference(pair.new))
            compareText("what stands beside '$ref'", before, after, pair)
        }
        var (before, wasNullable) = Self.withoutNull(pair.old, old)
        var (after, isNullable) = Self.withoutNull(pair.new, new)
        if (before.base == nil) != (after.base == nil) {
            // A discriminator tells those apart that build on the schema now, or does so no more.
            let names = (before.anyOf + after.anyOf).compactMap { $0.reference?.text }.joined(separator: ", ")
            report(
                .alternativesChanged, after.base == nil ? .narrows : .widens,
                "the value is \(after.base == nil ? "not told apart from" : "told apart from") \(names) \(after.base == nil ? "any more" : "now")",
                SchemaPair(old: before, new: after, direction: pair.direction, place: pair.place))
            (before, after) = (before.base ?? before, after.base ?? after)
        }
        let pair = SchemaPair(old: before, new: after, direction: pair.direction, place: pair.place)
        let key = SchemaWalk.Key(old: before.id, new: after.id, direction: pair.direction, isPart: isPart)
        if wasNullable != isNullable {
            report(
                .nullableChanged, isNullable ? .widens : .narrows,
                "null is \(isNullable ? "allowed" : "not allowed any more")", pair)
        }
        guard walk.seen.insert(key).inserted else { return }
        compareTypes(pair)
        compareValues(pair)
        compareBounds(pair)
        if !isPart { compareMembers(pair, &walk) }
        compareObjects(pair, &walk)
        compareArrays(pair, &walk)
        compareCombinations(pair, &walk)
        compareOtherKeywords(pair)
    }

    private static func besideReference(_ schema: Schema) -> [String] {
        schema.keywords.filter { $0 != "$ref" && !annotations.contains($0) }.sorted().map { keyword in
            "\(keyword): \(schema.node[keyword]?.json ?? "")"
        }
    }

    /// A schema without the way in which it allows null, so that `[string, "null"]` and `anyOf` of both are the same.
    private static func withoutNull(_ schema: Schema, _ document: Document) -> (Schema, isNullable: Bool) {
        var current = document.resolved(schema) ?? schema
        var isNullable = allowsNull(current)
        for _ in 0..<16 {
            let speaking = (current.anyOf + current.oneOf).filter { !isNull($0) }
            guard speaking.count == 1, current.anyOf.isEmpty || current.oneOf.isEmpty,
                current.keywords.allSatisfy({ ["anyOf", "oneOf"].contains($0) || annotations.contains($0) }),
                let only = document.resolved(speaking[0])
            else { break }
            current = only
            isNullable = isNullable || allowsNull(only)
        }
        return (current, isNullable)
    }

    private mutating func compareTypes(_ pair: SchemaPair) {
        let before = Self.allowedTypes(pair.old)
        let after = Self.allowedTypes(pair.new)
        let (allowed, allows) = (pair.old.always != false, pair.new.always != false)
        if allowed != allows {
            report(
                .typeChanged, allows ? .widens : .narrows, "\(allows ? "a" : "no") value is allowed now", pair)
        } else if before != after {
            let lost = before.subtracting(after)
            let gained = after.subtracting(before)
            let effect: ComparisonDirection.Effect = lost.isEmpty ? .widens : gained.isEmpty ? .narrows : .changes
            report(
                .typeChanged, effect, "the type is \(Self.text(pair.new)) and was \(Self.text(pair.old))", pair)
        }
        for (name, before, after) in [
            ("format", pair.old.format, pair.new.format),
            ("encoding", pair.old.contentEncoding, pair.new.contentEncoding),
        ] where before != after && pair.old.types == pair.new.types {
            let effect: ComparisonDirection.Effect = before == nil ? .narrows : after == nil ? .widens : .changes
            report(
                .formatChanged, effect, "the \(name) is \(after ?? "not told") and was \(before ?? "not told")", pair)
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
        let before = pair.old.constant.map { [$0] } ?? pair.old.enumeration
        let after = pair.new.constant.map { [$0] } ?? pair.new.enumeration
        func text(_ values: [YAMLNode]) -> String { values.map(\.json).joined(separator: ", ") }
        func missing(_ values: [YAMLNode], in others: [YAMLNode]) -> [YAMLNode] {
            values.filter { value in !others.contains { InstanceEquality.areEqual(value, $0) } }
        }
        switch (before, after) {
        case (nil, nil): break
        case (nil, let values?): report(.enumChanged, .narrows, "the value must be one of \(text(values))", pair)
        case (_?, nil): report(.enumChanged, .widens, "the value may be any and not only one of a few", pair)
        case (let before?, let after?):
            let gone = missing(before, in: after)
            let fresh = missing(after, in: before)
            if !gone.isEmpty {
                report(.enumChanged, .narrows, "the value cannot be \(text(gone)) any more", pair)
            }
            if !fresh.isEmpty { report(.enumChanged, .widens, "the value can be \(text(fresh)) too", pair) }
        }
        let defaults = (pair.old.defaultValue?.json, pair.new.defaultValue?.json)
        let isSame = pair.old.defaultValue.flatMap { before in
            pair.new.defaultValue.map { InstanceEquality.areEqual(before, $0) }
        }
        if isSame.map({ !$0 }) ?? (defaults.0 != defaults.1) {
            report(
                .defaultChanged, .shifts, "the default is \(defaults.1 ?? "none") and was \(defaults.0 ?? "none")", pair
            )
        }
    }
}
