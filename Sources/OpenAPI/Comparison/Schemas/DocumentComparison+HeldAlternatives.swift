import YAML

/// A schema that becomes one of several alternatives, or stays of these.
extension DocumentComparison {
    /// Compares a schema with a union where that holds it and says nothing else.
    ///
    /// - Returns: Whether it does, so that nothing else is to be compared.
    mutating func compareHeld(_ raw: SchemaPair, _ pair: SchemaPair, _ walk: inout SchemaWalk) -> Bool {
        let unions = (Self.plainUnion(pair.old), Self.plainUnion(pair.new))
        let isUnionNow = unions.1 != nil
        guard (unions.0 != nil) != isUnionNow, let union = unions.0 ?? unions.1 else { return false }
        let (single, rawSingle) = isUnionNow ? (pair.old, raw.old) : (pair.new, raw.new)
        guard single.anyOf.isEmpty, single.oneOf.isEmpty else { return false }
        let side: Side = isUnionNow ? .new : .old
        let name = rawSingle.reference.map { identity($0, isUnionNow ? .old : .new) }
        let held =
            union.alternatives.first { $0.reference != nil && $0.reference.map { identity($0, side) } == name }
            ?? union.alternatives.first { isUnionNow ? areSame(single, $0) : areSame($0, single) }
        guard let held else { return false }
        // Null beside the alternatives has been told.
        let isReference = rawSingle.reference != nil && rawSingle.keywords.filter(Self.counts) == ["$ref"]
        let one = isReference ? rawSingle : single
        var inner = pair.inside("", isUnionNow ? one : held, isUnionNow ? held : one)
        (inner.isNullTold, inner.notation, inner.closed) = (pair.isNullTold, pair.notation, pair.closed)
        compare(inner, &walk)
        let whole = isUnionNow ? pair.new : pair.old
        for alternative in union.alternatives where alternative.id != held.id {
            let plain: ComparisonDirection.Effect = isUnionNow ? .widens : .narrows
            let others = union.isExclusive ? union.alternatives.filter { $0.id != alternative.id } : []
            report(
                .alternativesChanged, effect(plain, of: alternative, among: others, of: whole, side),
                "the value may \(isUnionNow ? "be" : "not be") \(identity(alternative, side)) \(isUnionNow ? "too" : "any more")",
                pair, old: isUnionNow ? nil : alternative.location, new: isUnionNow ? alternative.location : nil)
        }
        return true
    }

    /// The alternatives of a schema that says nothing else, apart from null.
    private static func plainUnion(_ schema: Schema) -> (alternatives: [Schema], isExclusive: Bool)? {
        guard schema.base == nil else { return nil }
        let keywords = schema.keywords.filter(counts)
        guard keywords == ["oneOf"] || keywords == ["anyOf"] else { return nil }
        let alternatives = (schema.oneOf + schema.anyOf).filter { !isNull($0) }
        return alternatives.count > 1 ? (alternatives, keywords == ["oneOf"]) : nil
    }
}
