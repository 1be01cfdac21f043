import YAML

extension DocumentComparison {
    /// Compares what one version may say nothing of.
    ///
    /// - Parameter owners: Where what the schemas are of stands.
    mutating func compare(
        _ old: Schema?, _ new: Schema?, _ direction: ComparisonDirection, _ place: String,
        owners: (old: SourceLocation, new: SourceLocation), _ notation: Notation = .json
    ) {
        guard let old, let new else {
            if let schema = old ?? new, !Self.saysNothing(schema) {
                let effect: ComparisonDirection.Effect = new == nil ? .widens : .narrows
                report(
                    .typeChanged, effect,
                    new == nil ? "nothing is said of the value any more" : "the value has a schema now",
                    SchemaPair(old: old ?? schema, new: new ?? schema, direction: direction, place: place),
                    old: old?.location ?? owners.old, new: new?.location ?? owners.new)
            }
            return
        }
        // What operations share is compared once for each direction and role.
        var walk = walks.removeValue(forKey: areRolesSwapped) ?? SchemaWalk()
        var pair = SchemaPair(old: old, new: new, direction: direction, place: place)
        pair.notation = notation
        compare(pair, &walk)
        walks[areRolesSwapped] = walk
    }

    /// How values are written.
    enum Notation: Hashable {
        /// With their types.
        case json
        /// As text without a type.
        case text
        /// As fields of which each is text.
        case fields
    }

    /// Two versions of a schema and where they are used.
    struct SchemaPair {
        var old: Schema
        var new: Schema
        var direction: ComparisonDirection
        var place: String
        /// How values of it are written.
        var notation = Notation.json
        /// Whether it has been told, or need not be, if only one version allows null.
        var isNullTold = false
        /// The directions in which messages have been compared by it, so that only what these do not have is left.
        var met: Set<ComparisonDirection> = []
        /// Which versions are alternatives of an object that has no properties but those that are described.
        var closed: Set<Side> = []

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
            var notation: Notation
            var closed: Set<Side>
        }

        var seen: Set<Key> = []
        /// How many schemas what is being compared is inside of.
        var depth = 0
        /// What is too far in, with whether it is a part of `allOf`.
        var deferred: [(pair: SchemaPair, isPart: Bool)] = []
    }

    /// Two schemas that messages have been compared by.
    struct MetPair: Hashable {
        var old: Schema.ID
        var new: Schema.ID
    }

    mutating func report(
        _ kind: ChangeKind, _ effect: ComparisonDirection.Effect, _ message: String, _ pair: SchemaPair,
        old: SourceLocation? = nil, new: SourceLocation? = nil
    ) {
        guard pair.met.isEmpty else { return }
        let impact = pair.direction.impact(effect)
        add(
            kind, clients: impact.clients, servers: impact.servers, message, at: pair.place,
            old: old ?? pair.old.location, new: new ?? pair.new.location)
    }

    /// How far in schemas are compared at once; what is further in is compared after that, so that no document can fill the
    /// stack.
    private static let longestWay = 200

    /// - Parameter isPart: Whether the schemas are of `allOf`, so that what holds for the whole has been compared already.
    mutating func compare(_ pair: SchemaPair, _ walk: inout SchemaWalk, isPart: Bool = false) {
        guard walk.depth < Self.longestWay else { return walk.deferred.append((pair, isPart)) }
        walk.depth += 1
        defer { walk.depth -= 1 }
        compareHere(pair, &walk, isPart: isPart)
        guard walk.depth == 1 else { return }
        var next = 0
        while next < walk.deferred.count {
            let (pair, isPart) = walk.deferred[next]
            next += 1
            compareHere(pair, &walk, isPart: isPart)
        }
        walk.deferred = []
    }

    private mutating func compareHere(_ pair: SchemaPair, _ walk: inout SchemaWalk, isPart: Bool) {
        guard !hasFoundDifference else { return }
        let raw = pair
        let (before, after) = aligned(raw.old, raw.new)
        let met = MetPair(old: before.id, new: after.id)
        var pair = SchemaPair(old: before, new: after, direction: raw.direction, place: raw.place)
        (pair.notation, pair.closed) = (raw.notation, raw.closed)
        compareAnnotations(raw, pair)
        if raw.direction == .types {
            pair.met = metPairs[met] ?? []
            if pair.met.count == 2 { return }
        } else {
            metPairs[met, default: []].insert(raw.direction)
        }
        if let was = Self.allowsNull(raw.old, old), let isNow = Self.allowsNull(raw.new, new) {
            pair.isNullTold = true
            if was != isNow {
                // A component that says so itself is what has changed, else what refers to it.
                let isInside =
                    Self.allowsNull(pair.old, old) == was && Self.allowsNull(pair.new, new) == isNow
                report(
                    .nullableChanged, isNow ? .widens : .narrows,
                    "null is \(isNow ? "allowed" : "not allowed any more")", pair,
                    old: isInside ? nil : raw.old.location, new: isInside ? nil : raw.new.location)
            }
        }
        if (before.base == nil) != (after.base == nil) {
            // A discriminator tells those apart that build on the schema now, or does so no more.
            let isTold = after.base != nil
            let names = (before.anyOf + after.anyOf).compactMap { $0.reference?.text }.joined(separator: ", ")
            report(
                .alternativesChanged, isTold ? .widens : .narrows,
                "the value is \(isTold ? "" : "not ")told apart from \(names) \(isTold ? "now" : "any more")", pair)
            (pair.old, pair.new) = (before.base ?? before, after.base ?? after)
        }
        let key = SchemaWalk.Key(
            old: pair.old.id, new: pair.new.id, direction: pair.direction, isPart: isPart,
            notation: pair.notation, closed: pair.closed)
        guard walk.seen.insert(key).inserted else { return }
        if !isPart, compareHeld(raw, pair, &walk) { return }
        guard isTrial else { return compareKeywords(pair, &walk, isPart: isPart) }
        switch memory.areSame(key) {
        case true?: break
        case false?: endTrial()
        case nil:
            // What is very deep, or comes after very much, is taken for another rather than waited for.
            guard trialDepth < 100, !memory.isExhausted else { return endTrial() }
            trialDepth += 1
            compareKeywords(pair, &walk, isPart: isPart)
            trialDepth -= 1
            if hasFoundDifference { memory.note(key, areSame: false) }
        }
    }

    private mutating func compareKeywords(_ pair: SchemaPair, _ walk: inout SchemaWalk, isPart: Bool) {
        if !isPart {
            // What messages have been compared by is told, and each part of an inheritance has all those that it builds on.
            if pair.met.isEmpty {
                let whole = conjunctions(of: pair)
                compareTypes(pair, whole)
                compareValues(pair, whole)
                compareBounds(pair, whole)
            }
            if Self.apply(to: .object, pair) { compareMembers(pair, &walk) }
        }
        if Self.apply(to: .object, pair) { compareObjects(pair, &walk) }
        if Self.apply(to: .array, pair) { compareArrays(pair, &walk) }
        compareCombinations(pair, &walk)
        compareOtherKeywords(pair, &walk)
    }

    /// What stands in a schema or in the one that it refers to, and changes no value.
    private mutating func compareAnnotations(_ raw: SchemaPair, _ pair: SchemaPair) {
        let wasDeprecated = raw.old.isDeprecated || pair.old.isDeprecated
        let isDeprecated = raw.new.isDeprecated || pair.new.isDeprecated
        if wasDeprecated != isDeprecated {
            report(
                .schemaDeprecated, .annotates, "it is deprecated\(isDeprecated ? "" : " no more")", pair,
                old: raw.old.isDeprecated ? raw.old.location : pair.old.location,
                new: raw.new.isDeprecated ? raw.new.location : pair.new.location)
        }
        let all = [raw.old, raw.new, pair.old, pair.new]
        guard all.contains(where: { schema in Self.generatedNames.contains { schema.node[$0] != nil } }) else { return }
        func extended(_ inner: Schema, _ outer: Schema) -> Extended {
            (inner.extensions.merging(outer.extensions) { _, outer in outer }, outer.location)
        }
        let isOne = raw.old.id == pair.old.id && raw.new.id == pair.new.id
        compareGenerated(extended(pair.old, raw.old), extended(pair.new, raw.new), pair.place)
        guard !isOne, raw.old.reference != nil, raw.new.reference != nil else { return }
        compareGenerated((pair.old.extensions, pair.old.location), (pair.new.extensions, pair.new.location), pair.place)
    }
}
