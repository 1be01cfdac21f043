import YAML

extension DocumentComparison {
    mutating func compareTypes(_ pair: SchemaPair, _ whole: Conjunctions) {
        let (allowed, allows) = (pair.old.always != false, pair.new.always != false)
        if allowed != allows {
            return report(
                .typeChanged, allows ? .widens : .narrows, "\(allows ? "a" : "no") value is allowed now", pair)
        }
        if Self.isBytes(pair.old), Self.isBytes(pair.new) { return }
        // Alternatives that both have are compared one by one.
        let isDeep = [whole.old, whole.new].contains { schemas in
            schemas.allSatisfy { $0.anyOf.isEmpty && $0.oneOf.isEmpty }
                || schemas.contains { $0.keywords.contains("type") }
        }
        let before = Self.allowedTypes(pair.old, old, isDeep)
        let after = Self.allowedTypes(pair.new, new, isDeep)
        if let before, let after, before != after {
            let lost = before.subtracting(after)
            let gained = after.subtracting(before)
            let effect: ComparisonDirection.Effect =
                lost.isEmpty || pair.notation == .text && Self.isText(before, in: after, whole.new)
                ? .widens
                : gained.isEmpty || pair.notation == .text && Self.isText(after, in: before, whole.old)
                    ? .narrows : .changes
            report(
                .typeChanged, effect, "the type is \(Self.text(after)) and was \(Self.text(before))", pair,
                old: Self.location(of: ["type"], in: whole.old), new: Self.location(of: ["type"], in: whole.new))
        }
        if before == after { compareFormats(pair, whole) }
    }

    /// Whether all values of some types are among those of others where they are written as text.
    private static func isText(
        _ inner: Set<Schema.PrimitiveType>, in outer: Set<Schema.PrimitiveType>, _ schemas: [Schema]
    ) -> Bool {
        let isAny = schemas.allSatisfy { schema in
            schema.keywords.allSatisfy { ["type", "$ref", "allOf", "default"].contains($0) || !counts($0) }
        }
        return isAny && outer == [.string] && inner.isSubset(of: [.integer, .number, .boolean])
    }

    /// The types that a schema allows, an integer among them where a number is; nil where that is not certain.
    static func allowedTypes(
        _ schema: Schema, _ document: Document, _ isDeep: Bool
    ) -> Set<Schema.PrimitiveType>? {
        var steps = 0
        let types = allowedTypes(schema, document, isDeep, &steps)
        return steps > maximumSteps ? nil : types
    }

    private static func allowedTypes(
        _ schema: Schema, _ document: Document, _ isDeep: Bool, _ steps: inout Int
    ) -> Set<Schema.PrimitiveType>? {
        steps += 1
        guard steps <= maximumSteps else { return nil }
        if schema.keywords.contains("type") {
            return schema.types.contains(.number) ? Set(schema.types + [.integer]) : Set(schema.types)
        }
        if let values = schema.constant.map({ [$0] }) ?? schema.enumeration { return Set(values.compactMap(type)) }
        if let reference = schema.reference {
            return document.schema(reference).flatMap { allowedTypes($0, document, isDeep, &steps) }
        }
        guard schema.combinations != nil else { return Set(Schema.PrimitiveType.allCases) }
        if !schema.allOf.isEmpty {
            let each = schema.allOf.compactMap { allowedTypes($0, document, isDeep, &steps) }
            return each.reduce(Set(Schema.PrimitiveType.allCases)) { $0.intersection($1) }
        }
        guard isDeep else { return nil }
        let alternatives = schema.anyOf + schema.oneOf
        let each = alternatives.compactMap { allowedTypes($0, document, true, &steps) }
        guard !each.isEmpty, each.count == alternatives.count else { return nil }
        return each.reduce([]) { $0.union($1) }
    }

    /// Whether both versions of a schema can say something of values of some type; keywords for others say nothing.
    static func apply(to type: Schema.PrimitiveType, _ pair: SchemaPair) -> Bool {
        [pair.old, pair.new].allSatisfy { schema in
            guard schema.keywords.contains("type") else { return true }
            return schema.types.contains(type) || type == .number && schema.types.contains(.integer)
        }
    }

    private static func type(of value: YAMLNode) -> Schema.PrimitiveType? {
        switch value.instance {
        case .null: nil
        case .boolean: .boolean
        case .number(let text): DecimalNumber(text)?.isWhole == true ? .integer : .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    private static func text(_ types: Set<Schema.PrimitiveType>) -> String {
        if types.count == Schema.PrimitiveType.allCases.count { return "any" }
        let shown = Schema.PrimitiveType.allCases.filter {
            types.contains($0) && ($0 != .integer || !types.contains(.number))
        }
        return shown.isEmpty ? "null" : shown.map(\.rawValue).joined(separator: " or ")
    }
}
