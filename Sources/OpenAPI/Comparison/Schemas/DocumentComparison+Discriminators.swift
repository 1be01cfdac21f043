import YAML

/// What tells alternatives apart.
extension DocumentComparison {
    /// What a value of a discriminator means.
    private struct Meaning {
        /// The reference of the mapping or of the alternative.
        var reference: SchemaReference
        /// Whether the mapping says so.
        var isMapped = false
        /// Whether it is the name of what the mapping has another value for, which nobody need write.
        var isBesideMapping = false
    }

    /// - Parameter pairs: The alternatives that have been compared with each other.
    mutating func compareDiscriminators(_ pair: SchemaPair, _ pairs: Set<MetPair>) {
        // Where there is nothing to tell apart, a discriminator says nothing.
        let rules = [pair.old, pair.new].map { $0.anyOf.isEmpty && $0.oneOf.isEmpty ? nil : $0.discriminator }
        let (before, after) = (rules[0], rules[1])
        func say(_ message: String, _ effect: ComparisonDirection.Effect = .changes) {
            report(.alternativesChanged, effect, message, pair, old: before?.location, new: after?.location)
        }
        guard let before, let after else {
            if before != nil { say("no discriminator tells the alternatives apart any more") }
            if after != nil { say("a discriminator tells the alternatives apart now") }
            return
        }
        if before.propertyName != after.propertyName {
            say("the discriminator is '\(after.propertyName)' and was '\(before.propertyName)'")
        }
        let others = (before.defaultMapping, after.defaultMapping)
        let meanings = (meanings(before, of: pair.old, .old), meanings(after, of: pair.new, .new))
        let known = (Set(pairs.map(\.old)), Set(pairs.map(\.new)))
        for value in Set(meanings.0.keys).union(meanings.1.keys).sorted() {
            let (was, isNow) = (meanings.0[value], meanings.1[value])
            // That an alternative is new or gone has been told, and its name with it.
            if was == nil, let isNow, !isNow.isMapped, !known.1.contains(where: { $0 == isNow.reference.target }) {
                continue
            }
            // What nobody need write may come and go.
            if was == nil && isNow?.isBesideMapping == true || isNow == nil && was?.isBesideMapping == true { continue }
            if isNow == nil, let was, !was.isMapped, !known.0.contains(where: { $0 == was.reference.target }) {
                continue
            }
            let references = (was?.reference ?? others.0, isNow?.reference ?? others.1)
            guard !isSame(references.0, references.1, pairs) else { continue }
            say(
                "the value '\(value)' of the discriminator means \(Self.text(references.1)) and meant \(Self.text(references.0))",
                references.0 == nil ? .widens : references.1 == nil ? .narrows : .changes)
        }
        guard !isSame(others.0, others.1, pairs) else { return }
        say(
            "any other value of the discriminator means \(Self.text(others.1)) and meant \(Self.text(others.0))",
            others.0 == nil ? .widens : others.1 == nil ? .narrows : .changes)
    }

    private static func text(_ reference: SchemaReference?) -> String { reference.map(text) ?? "nothing" }

    /// Whether both references lead to the same schema.
    private func isSame(_ before: SchemaReference?, _ after: SchemaReference?, _ pairs: Set<MetPair>) -> Bool {
        guard let before, let after else { return before == nil && after == nil }
        if identity(before, .old) == identity(after, .new) { return true }
        if before.name != nil, after.name != nil { return false }
        guard let was = before.target, let isNow = after.target else { return false }
        if pairs.contains(MetPair(old: was, new: isNow)) { return true }
        guard let was = old.schema(was), let isNow = new.schema(isNow) else { return false }
        return areSame(was, isNow)
    }

    /// Which values mean what: those of the mapping; for what it does not name, the strings that its property must be, or
    /// its name (OpenAPI 3.2, section 4.8.25.2); and the names beside a mapping.
    private func meanings(
        _ rule: Schema.Discriminator, of union: Schema, _ side: Side
    ) -> [String: Meaning] {
        var result: [String: Meaning] = [:]
        for mapped in rule.mapping where result[mapped.value] == nil {
            result[mapped.value] = Meaning(reference: mapped.schema, isMapped: true)
        }
        let mapped = Set(rule.mapping.map { $0.schema.target })
        for alternative in union.oneOf + union.anyOf {
            guard let reference = alternative.reference, !mapped.contains(reference.target) else { continue }
            for value in values(of: rule.propertyName, reference, side) where result[value] == nil {
                result[value] = Meaning(reference: reference)
            }
        }
        let alternatives = union.oneOf + union.anyOf
        for (alternative, names) in zip(alternatives, document(side).namesBesideMapping(of: rule, for: alternatives)) {
            guard let reference = alternative.reference else { continue }
            for name in names where result[name] == nil {
                result[name] = Meaning(reference: reference, isBesideMapping: true)
            }
        }
        return result
    }

    /// The values that mean an alternative which no mapping names.
    private func values(
        of property: String, _ reference: SchemaReference, _ side: Side, depth: Int = 0
    ) -> [String] {
        let document = document(side)
        guard depth < 8, let target = reference.target, let schema = document.schema(reference) else { return [] }
        if let union = document.resolved(schema), let rule = union.discriminator, rule.propertyName == property {
            let mapped = Set(rule.mapping.map { $0.schema.target })
            let others = (union.oneOf + union.anyOf).compactMap(\.reference).filter { !mapped.contains($0.target) }
            let inner = others.flatMap { values(of: property, $0, side, depth: depth + 1) }
            if !mapped.isEmpty || !inner.isEmpty { return rule.mapping.map(\.value) + inner }
        }
        let name = document.name(of: target)
        let constants = document.constants(property, of: schema)
        return constants.isEmpty || constants.contains { $0 == name } ? [name].compactMap(\.self) : constants
    }
}
