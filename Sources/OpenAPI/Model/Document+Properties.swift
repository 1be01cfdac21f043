import YAML

/// What a schema says of one of its properties, itself or through `allOf`.
extension Document {
    /// The first thing that is found: by the schema itself, or by a part of its `allOf`.
    ///
    /// - Parameters:
    ///   - property: The property's name.
    ///   - schema: The schema, or a reference to it.
    ///   - followsReferences: Whether parts count that stand elsewhere.
    ///   - find: Finds it in what is said of the property, which may be a reference.
    private func first<Finding>(
        _ property: String, of schema: Schema, followsReferences: Bool = true, depth: Int = 0,
        _ find: (Schema) -> Finding?
    ) -> Finding? {
        guard depth < 16, let schema = resolved(schema) else { return nil }
        if let own = schema.properties.first(where: { $0.name == property })?.schema,
            let found = find(own) ?? resolved(own).flatMap(find)
        {
            return found
        }
        for part in schema.allOf where followsReferences || part.reference == nil {
            let found = first(property, of: part, followsReferences: followsReferences, depth: depth + 1, find)
            if let found { return found }
        }
        return nil
    }

    /// The strings that a property must be one of (`const`, `enum`); none where it can be any.
    ///
    /// - Parameter followsReferences: Whether parts of `allOf` count that stand elsewhere.
    public func constants(_ property: String, of schema: Schema, followsReferences: Bool = true) -> [String] {
        first(property, of: schema, followsReferences: followsReferences) { value -> [String]? in
            guard let nodes = value.constant.map({ [$0] }) ?? value.enumeration else { return nil }
            let texts = nodes.compactMap { $0.scalar?.value == .string ? $0.scalar?.text : nil }
            return texts.isEmpty ? nil : texts
        } ?? []
    }

    /// The text that stands for an absent property.
    func defaultText(_ property: String, of schema: Schema) -> String? {
        first(property, of: schema) { value in
            value.defaultValue?.scalar.flatMap { $0.value == .string ? $0.text : nil }
        }
    }

    /// Whether something is said of a property: by what it is described by, or by what that refers to or builds on.
    public func says(_ fact: KeyPath<Schema, Bool>, of property: String, in schema: Schema) -> Bool {
        first(property, of: schema) { value in
            value[keyPath: fact] || value.allOf.contains { resolved($0)?[keyPath: fact] == true } ? true : nil
        } ?? false
    }

    /// Whether a property must be there.
    public func requires(_ property: String, _ schema: Schema, depth: Int = 0) -> Bool {
        guard depth < 16, let schema = resolved(schema) else { return false }
        return schema.required.contains(property)
            || schema.allOf.contains { requires(property, $0, depth: depth + 1) }
    }
}
