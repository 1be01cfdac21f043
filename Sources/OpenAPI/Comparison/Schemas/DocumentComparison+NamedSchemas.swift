import YAML

/// Schemas under `components`, of which types are made whether a message has them or not.
extension DocumentComparison {
    /// Named schemas that are called otherwise and say the same.
    static func renamedSchemas(_ old: Document, _ new: Document) -> [String: String] {
        var pairing = Pairing(
            old.schemas.filter { new.schemaIndex[$0.name] == nil },
            new.schemas.filter { old.schemaIndex[$0.name] == nil })
        pairing.match { $0.schema.node.json }
        return Dictionary(pairing.pairs.map { ($0.old.name, $0.new.name) }) { first, _ in first }
    }

    /// Compares what no message has been compared by.
    mutating func compareNamedSchemas() {
        let (before, after) = (Self.usedSchemas(old), Self.usedSchemas(new))
        let renamed = Set(schemaNames.values)
        var walk = SchemaWalk()
        for schema in new.schemas {
            let place = "components/schemas/\(schema.name)"
            if let same = old.schema(named: schema.name) {
                compare(SchemaPair(old: same, new: schema.schema, direction: .types, place: place), &walk)
            } else if !after.contains(schema.schema.id), !renamed.contains(schema.name) {
                add(
                    .schemaAdded, clients: .safe, servers: .safe, "the schema, which no operation uses, is new",
                    at: place, old: nil, new: schema.location)
            }
        }
        for schema in old.schemas where new.schemaIndex[schema.name] == nil {
            if let name = schemaNames[schema.name] {
                add(
                    .schemaRenamed, clients: .dangerous, servers: .dangerous,
                    "the schema '\(schema.name)' is called '\(name)', and so are types made of it",
                    at: "components/schemas", old: schema.location,
                    new: new.schemaIndex[name].map { new.schemas[$0].location })
            } else if !before.contains(schema.schema.id) {
                add(
                    .schemaRemoved, clients: .dangerous, servers: .dangerous,
                    "the schema, which no operation used, is gone, and so are types made of it",
                    at: "components/schemas/\(schema.name)", old: schema.location, new: nil,
                    within: location(of: ["components", "schemas"]))
            }
        }
    }

    /// Every schema that a message has.
    private static func usedSchemas(_ document: Document) -> Set<Schema.ID> {
        var pending = (document.paths + document.webhooks).flatMap(\.operations).flatMap(schemas)
        var used: Set<Schema.ID> = []
        while let schema = pending.popLast() {
            guard used.insert(schema.id).inserted else { continue }
            let references = [schema.reference, schema.dynamicReference].compactMap(\.self)
            pending += schema.parts + references.compactMap { document.schema($0) }
            pending += schema.discriminator?.mapping.compactMap { document.schema($0.schema) } ?? []
        }
        return used
    }

    private static func schemas(_ operation: Operation) -> [Schema] {
        let headers = operation.responses.flatMap(\.headers)
        let content =
            (operation.requestBody?.content ?? []) + operation.responses.flatMap(\.content)
            + operation.parameters.flatMap(\.content) + headers.flatMap(\.content)
        let whole = operation.parameters.map(\.schema) + headers.map(\.schema) + content.map(\.schema)
        return (whole + content.map(\.itemSchema)).compactMap(\.self)
            + operation.callbacks.flatMap(\.items).flatMap(\.operations).flatMap(schemas)
    }
}
