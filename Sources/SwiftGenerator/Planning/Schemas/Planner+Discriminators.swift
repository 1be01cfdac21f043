import OpenAPI
import YAML

/// Which values of a discriminator mean which alternative, and what is wrong with that.
extension Planner {
    /// The values of a discriminator that mean each alternative: those of the mapping; else the schema's own name, or the
    /// strings that its property can have where that name is none of them.
    func values(of rule: Schema.Discriminator, for alternatives: [Schema]) -> [[String]] {
        let constants = alternatives.map { self.constants(of: rule.propertyName, in: $0) }
        let all = constants.flatMap(\.self)
        let areDistinct = Set(all).count == all.count
        return zip(alternatives, constants).map { alternative, constants in
            let target = alternative.reference?.target ?? alternative.id
            let mapped = rule.mapping.filter { $0.schema.target == target }.map(\.value)
            if !mapped.isEmpty { return mapped }
            guard let name = alternative.reference?.text.split(separator: "/").last.map(String.init) else {
                return constants
            }
            guard !constants.isEmpty, !constants.contains(name) else { return [name] }
            let says = constants.map { "'\($0)'" }.joined(separator: ", ")
            collector.warning(
                .discriminator,
                areDistinct
                    ? "'\(rule.propertyName)' can only be \(says) here and not '\(name)', which is taken to mean this alternative; say so in 'mapping'"
                    : "'\(rule.propertyName)' can never be '\(name)' here, which alone means this alternative; give the discriminator a 'mapping'",
                at: alternative.location)
            return areDistinct ? constants : [name]
        }
    }

    /// Says what no value can be read or written by.
    func check(_ rule: Schema.Discriminator, alternatives: [Schema], _ cases: [UnionPlan.Case]) {
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
        }
        let targets = Set(alternatives.map { $0.reference?.target ?? $0.id })
        for mapped in rule.mapping {
            guard let target = mapped.schema.target, !targets.contains(target) else { continue }
            collector.warning(
                .discriminator,
                "'\(mapped.value)' means \(mapped.schema.text), which is no alternative here and so is never read; add it to them",
                at: mapped.location)
        }
        var seen: Set<String> = []
        for value in cases.flatMap(\.values) where !seen.insert(value).inserted {
            collector.error(
                .discriminator, "the value '\(value)' means more than one alternative; give each its own in 'mapping'",
                at: rule.location)
        }
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

    /// Whether a property must be there.
    func requires(_ property: String, _ schema: Schema, depth: Int = 0) -> Bool {
        guard depth < 16, let target = document.resolved(schema) else { return false }
        return target.required.contains(property)
            || target.allOf.contains { requires(property, $0, depth: depth + 1) }
    }

    /// The strings that a property must be one of.
    private func constants(of property: String, in schema: Schema, depth: Int = 0) -> [String] {
        guard depth < 8, let target = document.resolved(schema) else { return [] }
        if let found = target.properties.first(where: { $0.name == property }),
            let value = document.resolved(found.schema),
            let nodes = value.constant.map({ [$0] }) ?? value.enumeration
        {
            return nodes.compactMap { $0.scalar?.value == .string ? $0.scalar?.text : nil }
        }
        return target.allOf.lazy.map { constants(of: property, in: $0, depth: depth + 1) }.first { !$0.isEmpty } ?? []
    }
}
