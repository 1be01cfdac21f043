import OpenAPI
import YAML

/// Which values of a discriminator mean which alternative, and what is wrong with that.
extension Planner {
    /// The values of a discriminator that mean each alternative: those of the mapping; those of its own alternatives where the
    /// same property tells them apart; else the schema's own name, or the strings that its property can have where that
    /// name is none of them.
    ///
    /// A value that only strings of properties tell may mean several alternatives.
    func values(of rule: Schema.Discriminator, for alternatives: [Schema]) -> [[String]] {
        let explicit = Set(rule.mapping.map(\.value))
        return alternatives.map { alternative in
            let target = alternative.reference?.target ?? alternative.id
            let mapped = rule.mapping.filter { $0.schema.target == target }.map(\.value)
            let constants = document.constants(rule.propertyName, of: alternative)
            let name = document.referencedName(alternative).map { [$0] } ?? []
            let own = constants.isEmpty || constants.contains(where: name.contains) ? name : constants
            if !mapped.isEmpty { return mapped }
            let inner = innerValues(of: rule.propertyName, alternative)
            // What the mapping says counts more than any name.
            return (inner.isEmpty ? own : inner).filter { !explicit.contains($0) }
        }
    }

    /// The values that mean the alternatives of an alternative which the same property tells apart.
    private func innerValues(of property: String, _ alternative: Schema) -> [String] {
        guard let union = document.resolved(alternative), let rule = union.discriminator,
            rule.propertyName == property
        else { return [] }
        return findings.discriminatingValues(of: union) {
            var seen: Set<String> = []
            let inner = self.alternatives(of: union)
            return (values(of: rule, for: inner) + document.namesBesideMapping(of: rule, for: inner)).flatMap(\.self)
                .filter { seen.insert($0).inserted }
        }
    }

    /// Says what no value can be read or written by.
    func check(
        _ rule: Schema.Discriminator, of schema: Schema, alternatives: [Schema], _ cases: [UnionPlan.Case]
    ) {
        let isAbsenceTold =
            rule.defaultMapping != nil || cases.contains(where: \.isMeantByAbsence)
            || document.requires(rule.propertyName, schema)
        for alternative in alternatives {
            if classification(of: alternative) == .plain && document.resolved(alternative)?.types != [.object] {
                collector.error(
                    .discriminator, "a discriminator needs alternatives that are objects", at: alternative.location)
            } else if classification(of: alternative) == .structure, !declares(rule.propertyName, alternative) {
                collector.warning(
                    .discriminator,
                    "this alternative has no property '\(rule.propertyName)', so what is written of it cannot be told again; declare it",
                    at: alternative.location)
            }
            if !isAbsenceTold, isOptional(rule.propertyName, alternative) {
                collector.warning(
                    .discriminator,
                    "'\(rule.propertyName)' is optional here, and without it nothing tells the alternatives apart; require it, or say in 'defaultMapping' what is meant then",
                    at: alternative.location)
            }
            if document.says(\.isReadOnly, of: rule.propertyName, in: alternative) {
                collector.warning(
                    .discriminator,
                    "'\(rule.propertyName)' is readOnly here, so no request holds it and in none this alternative can be told; take 'readOnly' away",
                    at: alternative.location)
            }
        }
        for (alternative, choice) in zip(alternatives, cases) { check(choice, alternative, by: rule) }
        let targets = Set(alternatives.map { $0.reference?.target ?? $0.id })
        for mapped in rule.mapping {
            guard let target = mapped.schema.target, !targets.contains(target) else { continue }
            collector.warning(
                .discriminator,
                "'\(mapped.value)' means \(mapped.schema.text), which is no alternative here and so is never read; add it to them",
                at: mapped.location)
        }
        if let other = rule.defaultMapping, let target = other.target, !targets.contains(target) {
            collector.warning(
                .discriminator,
                "'defaultMapping' means \(other.text), which is no alternative here and so is never read; add it to them",
                at: rule.location)
        }
        var seen: Set<String> = []
        for value in cases.flatMap(\.values) where !seen.insert(value).inserted {
            collector.warning(
                .discriminator, "the value '\(value)' means several alternatives, which are tried one by one",
                at: rule.location)
        }
    }

    /// Whether an alternative may lack what tells it, which since 3.2 needs a 'defaultMapping' (OpenAPI 3.2, section
    /// 4.8.25.1).
    private func isOptional(_ property: String, _ alternative: Schema) -> Bool {
        document.version.hasPrefix("3.2") && declares(property, alternative)
            && !document.requires(property, alternative)
    }

    /// Says where an alternative refuses every value that means it.
    private func check(_ choice: UnionPlan.Case, _ alternative: Schema, by rule: Schema.Discriminator) {
        guard !choice.isDefault, !choice.values.isEmpty, innerValues(of: rule.propertyName, alternative).isEmpty else {
            return
        }
        let constants = document.constants(rule.propertyName, of: alternative)
        let isNoString = isNoString(rule.propertyName, alternative)
        let values = choice.values.map { "'\($0)'" }.joined(separator: ", ")
        let says = constants.map { "'\($0)'" }.joined(separator: ", ")
        let isMapped = rule.mapping.contains { $0.schema.target == alternative.reference?.target }
        if !isMapped, let name = document.referencedName(alternative), !choice.values.contains(name), !constants.isEmpty
        {
            collector.warning(
                .discriminator,
                "'\(rule.propertyName)' is never '\(name)' here; \(says), which it must be, is taken to mean this alternative; say so in 'mapping'",
                at: alternative.location)
        }
        guard isNoString || !constants.isEmpty && Set(constants).isDisjoint(with: choice.values) else { return }
        collector.warning(
            .discriminator,
            isNoString
                ? "'\(rule.propertyName)' is no string here, so no value of it means this alternative; make it one"
                : "only \(values) means this alternative, and '\(rule.propertyName)' must be \(says) here; say in 'mapping' which value means it",
            at: alternative.location)
    }

    private func isNoString(_ property: String, _ schema: Schema, depth: Int = 0) -> Bool {
        guard depth < 16, let target = document.resolved(schema) else { return false }
        if let found = target.properties.first(where: { $0.name == property }),
            let value = document.resolved(found.schema)
        {
            if !value.types.isEmpty { return !value.types.contains(.string) }
            if let constant = value.constant?.scalar { return constant.value != .string }
        }
        return target.allOf.contains { isNoString(property, $0, depth: depth + 1) }
    }

    /// Whether an object has a property, or may have any.
    private func declares(_ property: String, _ schema: Schema, depth: Int = 0) -> Bool {
        guard depth < 16, let target = document.resolved(schema) else { return true }
        if target.properties.contains(where: { $0.name == property }) { return true }
        switch target.additionalProperties {
        case .schema, .allowed: return true
        case .forbidden, .unspecified: break
        }
        return target.allOf.contains { declares(property, $0, depth: depth + 1) }
    }
}
