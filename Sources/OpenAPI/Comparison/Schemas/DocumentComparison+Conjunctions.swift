import YAML

/// Schemas with the parts of their `allOf`, which hold together and are compared as one as far as that can be told.
extension DocumentComparison {
    /// Both versions of a schema with what holds together with it.
    struct Conjunctions {
        var old: [Schema]
        var new: [Schema]

        /// Whether a part of either version has a keyword.
        func have(_ keyword: String) -> Bool { (old + new).contains { $0.keywords.contains(keyword) } }
    }

    func conjunctions(of pair: SchemaPair) -> Conjunctions {
        Conjunctions(
            old: old.conjuncts(of: pair.old), new: new.conjuncts(of: pair.new))
    }

    /// Whether an object has no properties but those that are described, by it or by what it is an alternative of.
    func isClosed(_ pair: SchemaPair, _ side: Side) -> Bool {
        guard !pair.closed.contains(side) else { return true }
        let document = document(side)
        return document.conjuncts(of: side == .old ? pair.old : pair.new).contains { part in
            if case .forbidden = Self.plain(part.additionalProperties) { return true }
            return part.unevaluatedProperties.flatMap(document.resolved)?.always == false
        }
    }

    private static let maximumConjunctions = 20_000

    /// What all the descriptions of one property come to.
    mutating func conjunction(of parts: [Schema], _ side: Side) -> Schema? {
        // Parts of parts of parts can be put together without end.
        guard parts.count > 1, memory.derived.count < Self.maximumConjunctions else { return parts.first }
        let key = DerivedKey(side: side, ids: parts.map(\.id), isWhole: true)
        if let known = memory.derived[key] { return known }
        let result = Schema.intersection(of: parts, number: memory.nextNumber())
        let all = parts.flatMap { document(side).conjuncts(of: $0) }
        result?.isReadOnly = all.contains(where: \.isReadOnly)
        result?.isWriteOnly = all.contains(where: \.isWriteOnly)
        memory.derived[key] = result
        return result
    }

    /// Where a keyword stands, in the first schema that has it; else where the schemas stand.
    static func location(of keywords: [String], in schemas: [Schema]) -> SourceLocation? {
        for schema in schemas {
            for entry in schema.node.entries where keywords.contains(entry.key) && schema.keywords.contains(entry.key) {
                return entry.keyLocation
            }
        }
        return schemas.first?.location
    }
}
