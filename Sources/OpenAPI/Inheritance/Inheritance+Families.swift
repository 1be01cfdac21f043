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
            where found[heir.id] == nil && canBeParent(heir) && !Self.isAlias(heir) {
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
        schema.oneOf.isEmpty && schema.anyOf.isEmpty && schema.reference == nil && schema.node["x-swift-type"] == nil
            && (schema.types.isEmpty || schema.types == [.object])
    }

    /// Those that build on a parent or that its mapping names, and those that are the parent by another name.
    func members(
        of parent: Schema, _ discriminator: Schema.Discriminator
    ) -> (heirs: [Schema], aliases: [Schema]) {
        let mapped = discriminator.mapping.compactMap { target(of: $0.schema) }
        let mappedIDs = Set(mapped.map(\.id))
        let all = descendants(of: parent)
        let aliases = all.filter { Self.isAlias($0) && !mappedIDs.contains($0.id) }
        let aliasIDs = Set(aliases.map(\.id))
        var heirs = all.filter { !aliasIDs.contains($0.id) }
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
        return (heirs, aliases.filter { !$0.isNullable })
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
