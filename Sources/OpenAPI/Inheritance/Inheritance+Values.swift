import YAML

/// Which values of a discriminating property mean which heir: those that a mapping names, that of another parent of the same
/// heir included; else the strings that the heir's own property allows; else its name. What is left of the strings that
/// the parent's property allows means the parent itself, else its name does.
extension Inheritance {
    func fillMapping(_ family: inout Family, aliases: [Schema]) {
        let property = family.discriminator.propertyName
        var mapping = family.discriminator.mapping
        var taken = Set(mapping.map(\.value))
        func add(_ values: [String], _ schema: Schema) {
            for value in values where taken.insert(value).inserted {
                mapping.append((value, family.discriminator.location, reference(to: schema)))
            }
        }
        let unmapped = family.heirs.filter { heir in !mapping.contains { isMapped($0.schema, to: heir) } }
        let elsewhere = unmapped.map { valuesElsewhere(of: $0, property) }
        let constants = unmapped.map { self.constants(property, of: $0, followsReferences: false) }
        let all = constants.flatMap(\.self)
        let areDistinct = Set(all).count == all.count && taken.isDisjoint(with: all)
        for (index, heir) in unmapped.enumerated() {
            if !elsewhere[index].isEmpty {
                add(elsewhere[index], heir)
            } else {
                add(constants[index].isEmpty || !areDistinct ? [name(of: heir)] : constants[index], heir)
            }
        }
        if !mapping.contains(where: { isMapped($0.schema, to: family.parent) }) {
            let allowed = self.constants(property, of: family.parent, followsReferences: true)
            let name = name(of: family.parent)
            add(allowed.isEmpty || allowed.contains(name) ? [name] : allowed, family.parent)
        }
        // Who adds nothing is told by its name, and needs no case of its own.
        for alias in aliases { add([name(of: alias)], family.parent) }
        family.discriminator.mapping = mapping
        family.discriminator.absentValue = defaultText(property, of: family.parent)
        family.hasBase =
            mapping.contains { isMapped($0.schema, to: family.parent) }
            || family.discriminator.defaultMapping.map { isMapped($0, to: family.parent) } == true
            || family.discriminator.absentValue == nil && !isRequired(property, family.parent)
    }

    private func isMapped(_ reference: SchemaReference, to schema: Schema) -> Bool {
        target(of: reference)?.id == schema.id
    }

    /// The values that another parent's mapping has for an heir, where the same property tells.
    private func valuesElsewhere(of heir: Schema, _ property: String) -> [String] {
        var result: [String] = []
        for parent in named {
            guard let other = Self.discriminator(of: parent), other.propertyName == property, parent.oneOf.isEmpty,
                parent.anyOf.isEmpty
            else { continue }
            result += other.mapping.filter { isMapped($0.schema, to: heir) }.map(\.value)
        }
        return result
    }

    /// The first thing that is said of a property: by a schema itself, or by a part of its `allOf`.
    private func first<Finding>(
        _ property: String, of schema: Schema, followsReferences: Bool, depth: Int = 0, _ find: (Schema) -> Finding?
    ) -> Finding? {
        guard depth < 16, let schema = schema.reference == nil ? schema : document.resolved(schema) else { return nil }
        if let own = schema.properties.first(where: { $0.name == property })?.schema,
            let found = find(own) ?? document.resolved(own).flatMap(find)
        {
            return found
        }
        for part in schema.allOf where followsReferences || part.reference == nil {
            let found = first(property, of: part, followsReferences: followsReferences, depth: depth + 1, find)
            if let found { return found }
        }
        return nil
    }

    private func constants(_ property: String, of schema: Schema, followsReferences: Bool) -> [String] {
        first(property, of: schema, followsReferences: followsReferences) { value -> [String]? in
            guard let nodes = value.constant.map({ [$0] }) ?? value.enumeration else { return nil }
            return nodes.compactMap { $0.scalar?.value == .string ? $0.scalar?.text : nil }
        } ?? []
    }

    private func defaultText(_ property: String, of schema: Schema) -> String? {
        first(property, of: schema, followsReferences: true) { value in
            value.defaultValue?.scalar.flatMap { $0.value == .string ? $0.text : nil }
        }
    }

    private func isRequired(_ property: String, _ schema: Schema, depth: Int = 0) -> Bool {
        guard depth < 16, let schema = document.resolved(schema) else { return false }
        return schema.required.contains(property)
            || schema.allOf.contains { isRequired(property, $0, depth: depth + 1) }
    }
}
