import OpenAPI

/// What types outside all others are called.
extension Planner {
    /// The name of the type for a schema that stands outside the components, given on first sight: what the schema wants by
    /// an extension, else what is suggested.
    ///
    /// - Parameter isMember: Whether the extension names a member of something, and not the type.
    mutating func typeName(of schema: Schema, suggesting suggestion: String, isMember: Bool = false) -> String {
        if let name = typeNames[schema.id] { return name }
        guard !isMember, schema.isOfDocument, let given = schema.extensionText("x-swift-name") else {
            return typeName(of: schema, called: SwiftName.type(suggestion))
        }
        return typeName(of: schema, called: SwiftName.prefixedType(given, prefix: options.namePrefix))
    }

    /// Gives schemas outside the components that references lead to their names, whether a filter takes them or not, and in
    /// an order of their own.
    mutating func nameReferenced() {
        let schemas = document.referencedSchemas.filter {
            typeNames[$0.schema.id] == nil && aliasNames[$0.schema.id] == nil
        }
        let names = SwiftName.unique(
            schemas.map { pointer, schema in
                let rank =
                    givenName(ofReferenced: schema) == nil
                    ? options.nameRank(document.suggestedName(of: schema.id) ?? "", of: schema) : 0
                return (wantedName(ofReferenced: schema), rank, pointer)
            }, avoiding: takenNames)
        for (named, name) in zip(schemas, names) { referencedNames[named.schema.id] = name }
        takenNames.formUnion(names)
        nameShared()
    }

    /// Gives the types of what operations share their names: those of the parts, and with what these are where a schema, an
    /// operation or another part is called so.
    private mutating func nameShared() {
        let shared = document.sharedSchemas.flatMap(declared).filter { referencedNames[$0.schema.id] == nil }
        guard !shared.isEmpty else { return }
        func plain(_ shared: Document.SharedSchema) -> String {
            let given = shared.schema.extensionText("x-swift-name")
            return SwiftName.prefixedType(given ?? shared.name, prefix: options.namePrefix)
        }
        let wanted = shared.map(plain)
        var counts: [String: Int] = [:]
        for name in wanted { counts[name, default: 0] += 1 }
        for operation in allOperations { counts[SwiftName.type(operation.identifier), default: 0] += 1 }
        let names = SwiftName.unique(
            zip(shared, wanted).map { shared, name in
                let isAlone = counts[name] == 1 && !takenNames.contains(name)
                return (isAlone ? name : name + shared.kind.rawValue, isAlone ? 0 : 1, shared.pointer)
            }, avoiding: takenNames)
        for (shared, name) in zip(shared, names) { referencedNames[shared.schema.id] = name }
        takenNames.formUnion(names)
    }

    /// What an option calls the type of a schema that a reference leads to, by the last word on the way there too.
    private func givenName(ofReferenced schema: Schema) -> String? {
        document.name(of: schema.id).flatMap { options.names[$0] }
    }

    private func wantedName(ofReferenced schema: Schema) -> String {
        givenName(ofReferenced: schema)
            ?? options.typeName(document.suggestedName(of: schema.id) ?? "Unnamed", of: schema)
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
        typeNames[schema.id] ?? typeName(of: schema, called: wantedName(ofReferenced: schema))
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
