import YAML

/// Which values of a discriminating property mean which heir: those that a mapping names, that of another parent of the same
/// heir included; else the strings that the heir's own property allows; else its name. What is left of the strings that
/// the parent's property allows means the parent itself, else its name does.
extension Inheritance {
    /// - Parameter elsewhere: The values that the mappings of all parents have, see `valuesOfMappings`.
    func fillMapping(_ family: inout Family, _ elsewhere: [String: [Schema.ID: [String]]]) {
        let property = family.discriminator.propertyName
        var mapping = family.discriminator.mapping
        var taken = Set(mapping.map(\.value))
        func add(_ values: [String], _ schema: Schema) {
            for value in values where taken.insert(value).inserted {
                mapping.append((value, family.discriminator.location, reference(to: schema)))
            }
        }
        let mapped = Set(mapping.compactMap { target(of: $0.schema)?.id })
        let unmapped = family.heirs.filter { !mapped.contains($0.id) }
        let constants = unmapped.map { document.constants(property, of: $0, followsReferences: false) }
        let all = constants.flatMap(\.self)
        let areDistinct = Set(all).count == all.count && taken.isDisjoint(with: all)
        for (heir, constants) in zip(unmapped, constants) {
            let own = constants.isEmpty || !areDistinct ? [name(of: heir)] : constants
            add(elsewhere[property]?[heir.id] ?? own, heir)
        }
        if !mapped.contains(family.parent.id) {
            let allowed = document.constants(property, of: family.parent)
            let name = name(of: family.parent)
            add(allowed.isEmpty || allowed.contains(name) ? [name] : allowed, family.parent)
        }
        family.discriminator.mapping = mapping
        family.discriminator.absentValue = document.defaultText(property, of: family.parent)
        family.hasBase =
            mapping.contains { target(of: $0.schema)?.id == family.parent.id }
            || family.discriminator.defaultMapping.flatMap(target)?.id == family.parent.id
            || family.discriminator.absentValue == nil && !document.requires(property, family.parent)
    }

    /// The values that the mappings of all parents have for each heir, by the property that tells.
    func valuesOfMappings() -> [String: [Schema.ID: [String]]] {
        var result: [String: [Schema.ID: [String]]] = [:]
        for parent in named where parent.oneOf.isEmpty && parent.anyOf.isEmpty {
            guard let rule = Self.discriminator(of: parent) else { continue }
            for mapped in rule.mapping {
                guard let heir = target(of: mapped.schema)?.id else { continue }
                result[rule.propertyName, default: [:]][heir, default: []].append(mapped.value)
            }
        }
        return result
    }
}
