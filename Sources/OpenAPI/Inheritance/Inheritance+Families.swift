import YAML

/// Which schemas are parents, and who their heirs are.
extension Inheritance {
    /// The discriminator of a schema, or of a part of its `allOf` that stands in it.
    static func discriminator(of schema: Schema) -> Schema.Discriminator? {
        schema.discriminator
            ?? schema.allOf.lazy.filter { $0.reference == nil && $0.oneOf.isEmpty && $0.anyOf.isEmpty }
            .compactMap(\.discriminator).first
    }

    /// The parents in the order of the document, each with what tells its heirs apart: its own discriminator, else the one of
    /// the parent that it builds on.
    func parents() -> [(schema: Schema, discriminator: Schema.Discriminator)] {
        var found: [Schema.ID: Schema.Discriminator] = [:]
        for schema in named where canBeParent(schema) { found[schema.id] = Self.discriminator(of: schema) }
        for parent in named {
            guard let discriminator = found[parent.id], Self.discriminator(of: parent) != nil else { continue }
            for heir in descendants(of: parent)
            where found[heir.id] == nil && canBeParent(heir) && !isAlias(heir) {
                guard let own = heirs[heir.id], !own.isEmpty else { continue }
                let members = Set(descendants(of: heir).map(\.id)).union([heir.id])
                var inherited = discriminator
                inherited.mapping = discriminator.mapping.filter { mapped in
                    target(of: mapped.schema).map { members.contains($0.id) } ?? false
                }
                inherited.defaultMapping = nil
                found[heir.id] = inherited
            }
        }
        return named.compactMap { schema in found[schema.id].map { (schema, $0) } }
    }

    private func canBeParent(_ schema: Schema) -> Bool {
        schema.oneOf.isEmpty && schema.anyOf.isEmpty && schema.reference == nil
            && schema.extensionNode("x-swift-type") == nil && (schema.types.isEmpty || schema.types == [.object])
    }

    /// Those that build on a parent or that its mapping names; what is the parent by another name alone where it is mapped.
    func members(of parent: Schema, _ discriminator: Schema.Discriminator) -> [Schema] {
        let mapped = discriminator.mapping.compactMap { target(of: $0.schema) }
        let mappedIDs = Set(mapped.map(\.id))
        var heirs = descendants(of: parent).filter { !isAlias($0) || mappedIDs.contains($0.id) }
        var known = Set(heirs.map(\.id)).union([parent.id])
        for schema in mapped where known.insert(schema.id).inserted {
            heirs.append(schema)
            let location = discriminator.mapping.first { $0.schema.target == schema.id }?.location
            let (mapped, owner) = (name(of: schema), name(of: parent))
            collector.warning(
                .discriminator,
                "'\(mapped)' does not build on '\(owner)', so nothing of that holds for it; let its 'allOf' refer to it",
                at: location ?? discriminator.location)
        }
        return heirs
    }

    /// Whether a schema adds nothing to its parent and no value can mean it: it is null besides, which before 3.1 no reference
    /// can say, or its name is none that the discriminating property may be. Whoever else adds nothing is an
    /// heir by its own name (OpenAPI 3.1.1, section 4.8.25).
    func isAlias(_ schema: Schema) -> Bool {
        guard schema.allOf.count == 1, let reference = schema.allOf.first?.reference,
            schema.keywords.allSatisfy({ ["allOf", "type"].contains($0) || Self.annotations.contains($0) })
        else { return false }
        if schema.isNullable { return true }
        guard let parent = target(of: reference), let discriminator = Self.discriminator(of: parent) else {
            return false
        }
        let values = document.constants(discriminator.propertyName, of: parent)
        let isMapped = discriminator.mapping.contains { target(of: $0.schema)?.id == schema.id }
        return !isMapped && !values.isEmpty && !values.contains(name(of: schema))
    }

    /// What a schema is, or what it is the other name of: an heir has the members of that, and is not null with it.
    func behindAliases(_ schema: Schema) -> Schema {
        var current = schema
        for _ in 0..<64 where isAlias(current) {
            guard let next = current.allOf.first?.reference.flatMap(target) else { break }
            current = next
        }
        return current
    }

    /// What a schema is called.
    func name(of schema: Schema) -> String { document.name(of: schema.id) ?? "" }

    func reference(to schema: Schema) -> SchemaReference {
        let name = name(of: schema)
        return SchemaReference(
            text: document.schemaPointers[schema.id] ?? "#/components/schemas/\(name)", target: schema.id,
            name: document.schema(named: name)?.id == schema.id ? name : nil)
    }
}
