import OpenAPI

/// Arrays or maps of which several parts of `allOf` describe the elements: each element is held to all of these descriptions, and
/// its type has what any of them has.
extension Planner {
    mutating func elementwise(
        _ parts: [Schema], path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier? {
        let targets = parts.compactMap { document.resolved(value(of: $0).schema) }
        guard targets.count == parts.count else { return nil }
        // Nothing but elements and counts is all in the type, which knows directions and discriminators as no rule does.
        func isAll(_ keywords: Set<String>) -> Bool {
            zip(parts, targets).allSatisfy { part, target in
                isNothingBut(target, part)
                    && target.meaningfulKeywords.allSatisfy { keywords.contains($0) || $0 == "default" || $0 == "type" }
            }
        }
        let type: PlannedType
        let isCarried: Bool
        if targets.allSatisfy({ $0.types == [.array] || $0.impliedType == .array }) {
            guard let element = element(of: targets.filter { $0.prefixItems.isEmpty }.compactMap(\.items)) else {
                return nil
            }
            isCarried = isAll(["items", "minItems", "maxItems", "uniqueItems"])
            let (least, most) = (targets.compactMap(\.minItems).max(), targets.compactMap(\.maxItems).min())
            type = .array(
                self.element(element, path: inside(path, "Item"), into: &nested, depth: depth),
                minimumCount: isCarried ? least : nil, maximumCount: isCarried ? most : nil,
                isUnique: isCarried && targets.contains(where: \.uniqueItems))
        } else if targets.allSatisfy({ $0.isObject && $0.properties.isEmpty && $0.patternProperties.isEmpty }) {
            let values = targets.compactMap { target -> Schema? in
                if case .schema(let value) = target.additionalProperties { value } else { nil }
            }
            guard let element = element(of: values) else { return nil }
            isCarried =
                isAll(["additionalProperties", "minProperties", "maxProperties"])
                && !targets.contains { if case .forbidden = $0.additionalProperties { true } else { false } }
            let (least, most) = (targets.compactMap(\.minProperties).max(), targets.compactMap(\.maxProperties).min())
            type = .map(
                self.element(element, path: inside(path, "Value"), into: &nested, depth: depth),
                minimumCount: isCarried ? least : nil, maximumCount: isCarried ? most : nil)
        } else {
            return nil
        }
        return Carrier(
            type: type, keywords: Schema.assertions, rules: isCarried ? [] : parts.map { rules.writer.text($0) })
    }

    /// Whether a schema leads to another one by references alone.
    private func isNothingBut(_ target: Schema, _ schema: Schema) -> Bool {
        var current = schema
        for _ in 0..<64 where current.id != target.id {
            guard current.saysOnlyReference, let next = document.target(of: current) else { return false }
            current = next
        }
        return current.id == target.id
    }

    /// What an element must be: what several schemas want, those apart that say no more than another.
    private mutating func element(of elements: [Schema]) -> Schema? {
        guard elements.count > 1,
            elements.contains(where: { [.structure, .union].contains(classification(of: $0)) })
        else { return nil }
        // Each is compared with each, which no more than a few are worth.
        guard elements.count <= 16 else { return Schema.intersection(of: elements, number: nextDerived()) }
        var telling: [Schema] = []
        for (index, element) in elements.enumerated() {
            let others = elements.indices.filter {
                $0 != index && !($0 > index && elements[$0].saysTheSame(as: element))
            }
            if !others.contains(where: { says(elements[$0], allOf: element) }) { telling.append(element) }
        }
        return telling.count == 1 ? telling[0] : Schema.intersection(of: telling, number: nextDerived())
    }

    /// Whether whatever a schema allows is allowed by another one too, as far as that is plain to see.
    private func says(_ schema: Schema, allOf other: Schema) -> Bool {
        if schema.saysTheSame(as: other) { return true }
        if other.saysNothing { return true }
        guard other.reference == nil, other.types == [.object], other.meaningfulKeywords.allSatisfy({ $0 == "type" }),
            other.isNullable || !value(of: schema).isNullable
        else { return false }
        return document.conjuncts(of: schema, maximumCount: 64).contains { $0.types == [.object] && !$0.isNullable }
    }
}
