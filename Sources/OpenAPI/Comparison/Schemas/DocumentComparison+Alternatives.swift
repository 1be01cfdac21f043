import YAML

/// The alternatives of `oneOf` and `anyOf`.
extension DocumentComparison {
    /// Compares the alternatives of both keywords, of which one may stand where the other stood.
    ///
    /// - Returns: Which alternatives have been compared with each other.
    mutating func compareUnions(_ pair: SchemaPair, _ walk: inout SchemaWalk) -> Set<MetPair> {
        let (old, new) = (pair.old, pair.new)
        let isOpened = old.anyOf.isEmpty && new.oneOf.isEmpty && !old.oneOf.isEmpty && !new.anyOf.isEmpty
        let isClosed = old.oneOf.isEmpty && new.anyOf.isEmpty && !old.anyOf.isEmpty && !new.oneOf.isEmpty
        guard isOpened || isClosed else {
            return compareAlternatives("oneOf", old.oneOf, new.oneOf, pair, &walk)
                .union(compareAlternatives("anyOf", old.anyOf, new.anyOf, pair, &walk))
        }
        let before = isOpened ? old.oneOf : old.anyOf
        let after = isOpened ? new.anyOf : new.oneOf
        let met = compareAlternatives(isOpened ? "anyOf" : "oneOf", before, after, pair, &walk)
        if overlap(isOpened ? before : after, of: isOpened ? old : new, isOpened ? .old : .new) != false {
            report(
                .alternativesChanged, isOpened ? .widens : .narrows,
                isOpened ? "several alternatives may hold at once now" : "only one alternative may hold at once now",
                pair)
        }
        return met
    }

    private mutating func compareAlternatives(
        _ keyword: String, _ before: [Schema], _ after: [Schema], _ pair: SchemaPair, _ walk: inout SchemaWalk
    ) -> Set<MetPair> {
        // Alternatives of nothing but a type are a list of types, which are compared as such.
        let isOfTypes = (before + after).allSatisfy { schema in
            schema.reference == nil && schema.keywords.filter(Self.counts) == ["type"]
        }
        guard !isOfTypes || before.isEmpty == after.isEmpty else { return [] }
        let known = pairing(before.filter { !Self.isNull($0) }, after.filter { !Self.isNull($0) })
        let closed = Set([Side.old, .new].filter { isClosed(pair, $0) })
        var met: Set<MetPair> = []
        func compare(_ before: Schema, _ after: Schema, _ comparison: inout DocumentComparison) {
            met.insert(MetPair(old: Self.target(before), new: Self.target(after)))
            var inner = pair.inside("", before, after)
            inner.closed = closed
            comparison.compare(inner, &walk)
        }
        for (before, after) in known.pairs { compare(before, after, &self) }
        guard !hasFoundDifference else { return met }
        var (gone, fresh) = (known.gone, known.fresh)
        for (before, after) in matchAlternatives(&gone, &fresh) { compare(before, after, &self) }
        for alternative in fresh {
            let others = keyword == "oneOf" ? after.filter { $0.id != alternative.id } : []
            report(
                .alternativesChanged,
                before.isEmpty ? .narrows : effect(.widens, of: alternative, among: others, of: pair.new, .new),
                "'\(keyword)' has the alternative \(identity(alternative, .new)) now", pair, new: alternative.location)
        }
        for alternative in gone {
            let others = keyword == "oneOf" ? before.filter { $0.id != alternative.id } : []
            report(
                .alternativesChanged,
                after.isEmpty ? .widens : effect(.narrows, of: alternative, among: others, of: pair.old, .old),
                "'\(keyword)' has the alternative \(identity(alternative, .old)) no more", pair,
                old: alternative.location)
        }
        return met
    }

    /// Pairs what is called the same: as a component, else as the name that a reference to another place ends with.
    func pairing(_ before: [Schema], _ after: [Schema]) -> Pairing<Schema> {
        var pairing = Pairing(before, after)
        pairing.match(old: { identity($0, .old) }, new: { identity($0, .new) })
        let names = (Self.uniqueNames(pairing.gone, old), Self.uniqueNames(pairing.fresh, new))
        pairing.match(old: { names.0[Self.target($0)] }, new: { names.1[Self.target($0)] })
        return pairing
    }

    /// What alternatives are called that refer to a schema, where no two are called the same.
    private static func uniqueNames(_ schemas: [Schema], _ document: Document) -> [Schema.ID: String] {
        let named = schemas.compactMap { $0.reference?.target }.compactMap { id in
            document.name(of: id).map { (id, $0) }
        }
        let unique = Dictionary(grouping: named, by: \.1).values.filter { $0.count == 1 }.flatMap(\.self)
        return Dictionary(unique) { first, _ in first }
    }

    /// The schema that an alternative is.
    static func target(_ alternative: Schema) -> Schema.ID { alternative.reference?.target ?? alternative.id }

    /// Pairs those that mean the same however they are written, then those that may stand for one another.
    private func matchAlternatives(_ gone: inout [Schema], _ fresh: inout [Schema]) -> [(Schema, Schema)] {
        guard gone.count * fresh.count <= 256 else { return [] }
        var pairs: [(Schema, Schema)] = []
        for alternative in fresh {
            guard let index = gone.firstIndex(where: { areSame($0, alternative) }) else { continue }
            fresh.removeAll { $0.id == alternative.id }
            pairs.append((gone.remove(at: index), alternative))
        }
        let isOneForOne =
            gone.count == fresh.count
            && (gone.count == 1
                || zip(gone, fresh).allSatisfy { $0.reference == nil && $1.reference == nil && $0.types == $1.types })
        guard isOneForOne else { return pairs }
        pairs += zip(gone, fresh)
        (gone, fresh) = ([], [])
        return pairs
    }

    /// Whether no value tells two schemas apart.
    func areSame(_ before: Schema, _ after: Schema) -> Bool {
        guard !isTrial, !memory.isExhausted else { return memory.text(before, .old) == memory.text(after, .new) }
        var trial = self
        trial.beginTrial()
        var walk = SchemaWalk()
        trial.compare(SchemaPair(old: before, new: after, direction: .request, place: ""), &walk)
        guard !trial.hasFoundDifference else { return false }
        for key in walk.seen { memory.note(key, areSame: true) }
        return true
    }
}
