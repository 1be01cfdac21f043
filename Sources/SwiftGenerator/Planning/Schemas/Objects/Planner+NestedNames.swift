import OpenAPI

extension Planner {
    /// Names of types inside another, none of which hides what is used there.
    ///
    /// - Parameters:
    ///   - schemas: What is used there.
    ///   - path: The names of the types around.
    ///   - unique: The names, made different from each other and from some others.
    func namesHidingNothing(of schemas: [Schema], path: [String], _ unique: (Set<String>) -> [String]) -> [String] {
        // Nearly always nothing outside is called so, and what is used need not be looked for.
        let plain = unique(Set(path))
        return isAnyTaken(plain) ? unique(usedTypeNames(in: schemas).union(path)) : plain
    }

    /// Whether some type outside all others has one of some names: every type that a schema uses there is among them.
    func isAnyTaken(_ names: [String]) -> Bool {
        for name in names where takenNames.contains(name) { return true }
        return false
    }

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
                if let name = nameOfReferenced(target) { names.insert(name) }
                // What is put in place brings along what it uses.
                switch classification(of: target) {
                case .structure, .union: break
                case .enumeration, .plain, .nothing: pending.append(target)
                }
            }
            if let name = typeNames[schema.id] ?? referencedNames[schema.id] { names.insert(name) }
            pending += schema.allOf + schema.anyOf + schema.oneOf + schema.prefixItems
            pending += schema.properties.map(\.schema)
            if let items = schema.items { pending.append(items) }
            if case .schema(let part) = schema.additionalProperties { pending.append(part) }
        }
        return names
    }
}
