import OpenAPI

/// What types outside all others are called.
extension Planner {
    /// The name of the type for a schema that stands outside the components, given on first sight: what the schema wants by
    /// an extension, else what is suggested.
    ///
    /// - Parameter isMember: Whether the extension names a member of something, and not the type.
    mutating func typeName(of schema: Schema, suggesting suggestion: String, isMember: Bool = false) -> String {
        guard !isMember, schema.isOfDocument, let given = schema.extensionText("x-swift-name") else {
            return typeName(of: schema, called: SwiftName.type(suggestion))
        }
        return typeName(of: schema, called: SwiftName.prefixedType(given, prefix: options.namePrefix))
    }

    /// Gives schemas outside the components that references lead to their names, whether a filter takes them or not, and in
    /// an order of their own.
    mutating func nameReferenced() {
        var schemas = document.referencedSchemas.filter {
            typeNames[$0.schema.id] == nil && aliasNames[$0.schema.id] == nil
        }.map {
            Document.SharedSchema(
                name: document.suggestedName(of: $0.schema.id) ?? "Unnamed", pointer: $0.pointer, schema: $0.schema)
        }
        let known = Set(schemas.map(\.schema.id))
        schemas += document.sharedSchemas.flatMap(declared).filter { !known.contains($0.schema.id) }
        let names = SwiftName.unique(
            schemas.map { shared in
                (
                    options.typeName(shared.name, of: shared.schema), options.nameRank(shared.name, of: shared.schema),
                    shared.pointer
                )
            }, avoiding: takenNames)
        for (shared, name) in zip(schemas, names) { referencedNames[shared.schema.id] = name }
        takenNames.formUnion(names)
    }

    /// The schemas of a part of messages that need a type outside all others: its own, or that of its elements.
    private func declared(_ shared: Document.SharedSchema) -> [Document.SharedSchema] {
        var shared = shared
        for _ in 0..<Self.maximumNesting {
            shared.schema = value(of: shared.schema).schema
            guard shared.schema.isOfDocument, shared.schema.reference == nil, typeNames[shared.schema.id] == nil else {
                return []
            }
            if needsDeclaration(shared.schema) { return [shared] }
            if let items = shared.schema.items {
                shared.schema = items
                shared.name += " Item"
            } else if case .schema(let value) = shared.schema.additionalProperties {
                shared.schema = value
                shared.name += " Value"
            } else {
                return []
            }
        }
        return []
    }

    /// The name of the type for a schema that a reference leads to, in whatever file, given on first sight.
    mutating func typeName(ofReferenced schema: Schema) -> String {
        let name = document.suggestedName(of: schema.id) ?? "Unnamed"
        return typeName(of: schema, called: options.typeName(name, of: schema))
    }

    /// The name of the type for a schema that a reference leads to, whether it has been met or not.
    func nameOfReferenced(_ schema: Schema) -> String? {
        typeNames[schema.id] ?? aliasNames[schema.id] ?? referencedNames[schema.id]
    }

    private mutating func typeName(of schema: Schema, called wanted: String) -> String {
        if let name = typeNames[schema.id] { return name }
        let name =
            nameOfReferenced(schema) ?? SwiftName.unique([wanted], avoiding: takenNames).first ?? "Unnamed"
        typeNames[schema.id] = name
        takenNames.insert(name)
        unnamed.append(schema)
        return name
    }

    /// Keeps names of operations from being given to types.
    mutating func take(_ names: [String]) {
        namesOfOperations.formUnion(names)
        takenNames.formUnion(names)
    }
}
