import OpenAPI

extension Planner {
    /// The names of types outside all others that some schemas use: a nested type of such a name would hide it.
    ///
    /// Other names don't matter, so that nested types keep their names when unrelated schemas come and go.
    func usedTypeNames(in schemas: [Schema]) -> Set<String> {
        var names: Set<String> = []
        var seen: Set<Schema.ID> = []
        var pending = schemas
        while let schema = pending.popLast() {
            guard !schema.isOfDocument || seen.insert(schema.id).inserted else { continue }
            if let reference = schema.reference, let target = document.schema(reference) {
                let suggestion = reference.text.split(separator: "/").last.map(String.init) ?? "Unnamed"
                names.insert(typeNames[target.id] ?? SwiftName.type(suggestion))
                // What is put in place brings along what it uses.
                switch classification(of: target) {
                case .structure, .union: break
                case .enumeration, .plain, .nothing: pending.append(target)
                }
            }
            if let name = typeNames[schema.id] { names.insert(name) }
            pending += schema.allOf + schema.anyOf + schema.oneOf + schema.prefixItems
            pending += schema.properties.map(\.schema)
            if let items = schema.items { pending.append(items) }
            if case .schema(let part) = schema.additionalProperties { pending.append(part) }
        }
        return names
    }
}
