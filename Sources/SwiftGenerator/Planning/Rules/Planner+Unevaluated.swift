import OpenAPI

extension Planner {
    /// The type of a schema with `unevaluatedProperties` or `unevaluatedItems`: that of the schema without them, and a rule
    /// that is the whole schema, for what they mean depends on all other keywords.
    ///
    /// - Returns: Nothing for a schema that has neither, or whose struct carries it.
    mutating func unevaluated(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType? {
        guard schema.unevaluatedProperties != nil || schema.unevaluatedItems != nil else { return nil }
        if schema.unevaluatedItems == nil, classification(of: schema) == .structure, let shape = flattened(schema),
            carriesUnevaluated(schema, shape)
        {
            return nil
        }
        let bare = schema.without(["unevaluatedProperties", "unevaluatedItems"], number: nextDerived())
        let before = nested.count
        let type = type(of: bare, path: path, into: &nested, depth: depth + 1)
        let name = SwiftName.member(path.joined(separator: " ") + " whole")
        let rule = rules.name(of: rules.writer.text(schema), suggesting: name)
        return nested.count > before ? attach(rule, to: type, declared: &nested, path: path) : .ruled(type, rule: rule)
    }

    /// Whether a struct that refuses other members is all that `unevaluatedProperties: false` means.
    func carriesUnevaluated(_ schema: Schema, _ shape: ObjectShape) -> Bool {
        guard schema.unevaluatedProperties?.always == false, shape.rules.isEmpty, shape.remainders.isEmpty,
            shape.patterns.isEmpty,
            case .unspecified = shape.additional
        else { return false }
        let carried = Self.structureKeywords.union(["unevaluatedProperties"])
        return Set(schema.meaningfulKeywords).subtracting(carried).isDisjoint(with: Schema.assertions)
    }
}
