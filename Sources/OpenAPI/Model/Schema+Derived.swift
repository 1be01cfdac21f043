public import YAML

extension Schema {
    /// A schema that stands nowhere in the document: the values that several schemas all allow.
    ///
    /// - Parameters:
    ///   - parts: The schemas, at least one.
    ///   - number: Tells it apart from other derived schemas of the same run.
    public static func intersection(of parts: [Schema], number: Int) -> Schema? {
        guard let first = parts.first else { return nil }
        let schema = Schema(first.node, id: ID(file: -1, node: number))
        schema.derivedKeywords = ["allOf"]
        let combinations = Combinations()
        combinations.allOf = parts
        schema.combinations = combinations
        schema.isNullable = parts.allSatisfy(\.isNullable)
        schema.isReadOnly = parts.contains(where: \.isReadOnly)
        schema.isWriteOnly = parts.contains(where: \.isWriteOnly)
        schema.isDeprecated = parts.contains(where: \.isDeprecated)
        schema.description = parts.lazy.compactMap(\.description).last
        schema.title = parts.lazy.compactMap(\.title).last
        schema.defaultValue = parts.lazy.compactMap(\.defaultValue).last
        return schema
    }

    /// A schema that stands nowhere in the document: the values that one of several schemas allows.
    ///
    /// - Parameters:
    ///   - parts: The schemas.
    ///   - isExclusive: Whether exactly one of them must hold, and not at least one.
    ///   - schema: What is called and described so.
    ///   - number: Tells it apart from other derived schemas of the same run.
    public static func alternatives(
        _ parts: [Schema], isExclusive: Bool, like schema: Schema, number: Int
    ) -> Schema {
        let result = Schema(schema.node, id: ID(file: -1, node: number))
        result.derivedKeywords = [isExclusive ? "oneOf" : "anyOf"]
        let combinations = Combinations()
        if isExclusive { combinations.oneOf = parts } else { combinations.anyOf = parts }
        result.combinations = combinations
        (result.title, result.description) = (schema.title, schema.description)
        return result
    }

    /// A schema that stands nowhere in the document: one of a few values.
    static func enumeration(_ values: [YAMLNode], like schema: Schema, number: Int) -> Schema {
        let result = Schema(schema.node, id: ID(file: -1, node: number))
        result.derivedKeywords = ["enum"]
        result.enumeration = values
        (result.title, result.description) = (schema.title, schema.description)
        return result
    }

    /// The reference of a schema, without what stands beside it.
    public static func reference(like schema: Schema, number: Int) -> Schema {
        let result = Schema(schema.node, id: ID(file: -1, node: number))
        result.derivedKeywords = ["$ref"]
        result.reference = schema.reference
        return result
    }

    /// The schema with its reference as the first part of its `allOf`, which means the same since OpenAPI 3.1.
    ///
    /// - Parameters:
    ///   - number: Tells it apart from other derived schemas of the same run.
    ///   - referenceNumber: Tells the reference apart from them.
    public func withReferenceInAllOf(number: Int, referenceNumber: Int) -> Schema {
        let result = without(["$ref"], number: number)
        let combinations = result.combinations ?? Combinations()
        combinations.allOf.insert(Schema.reference(like: self, number: referenceNumber), at: 0)
        result.combinations = combinations
        result.derivedKeywords = result.keywords.filter { $0 != "allOf" } + ["allOf"]
        return result
    }

    /// The schema without some of its keywords.
    ///
    /// - Parameters:
    ///   - hidden: What to leave out: `$ref`, `allOf`, `anyOf`, `oneOf`, `discriminator`, `enum`,
    ///     `unevaluatedItems` or `unevaluatedProperties`.
    ///   - number: Tells it apart from other derived schemas of the same run.
    public func without(_ hidden: Set<String>, number: Int) -> Schema {
        let schema = Schema(node, id: ID(file: -1, node: number))
        copy(to: schema, without: hidden)
        return schema
    }

    /// Makes another schema say what this one says, without some keywords.
    func copy(to schema: Schema, without hidden: Set<String>) {
        schema.derivedKeywords = keywords.filter { !hidden.contains($0) }
        schema.always = always
        schema.reference = hidden.contains("$ref") ? nil : reference
        schema.types = types
        schema.isNullable = isNullable
        schema.format = format
        schema.enumeration = hidden.contains("enum") ? nil : enumeration
        (schema.constant, schema.defaultValue) = (constant, defaultValue)
        (schema.title, schema.description) = (title, description)
        (schema.isDeprecated, schema.isReadOnly, schema.isWriteOnly) = (isDeprecated, isReadOnly, isWriteOnly)
        (schema.numbers, schema.strings, schema.arrays, schema.objects) = (numbers, strings, arrays, objects)
        schema.rarities = rarities
        guard let combinations else { return }
        let rest = Combinations()
        rest.allOf = hidden.contains("allOf") ? [] : combinations.allOf
        rest.anyOf = hidden.contains("anyOf") ? [] : combinations.anyOf
        rest.oneOf = hidden.contains("oneOf") ? [] : combinations.oneOf
        rest.discriminator = hidden.contains("discriminator") ? nil : combinations.discriminator
        rest.base = hidden.contains("anyOf") ? nil : combinations.base
        (rest.not, rest.ifSchema) = (combinations.not, combinations.ifSchema)
        (rest.thenSchema, rest.elseSchema) = (combinations.thenSchema, combinations.elseSchema)
        schema.combinations = rest
    }

    /// The schema with other properties and parts in the place of its own.
    ///
    /// - Parameters:
    ///   - properties: What is described by name.
    ///   - allOf: The schemas that must all hold.
    ///   - anyOf: The schemas of which at least one must hold.
    ///   - oneOf: The schemas of which exactly one must hold.
    ///   - title: What the schema is called where it has no title.
    ///   - number: Tells it apart from other derived schemas of the same run.
    public func with(
        properties: [Property], allOf: [Schema], anyOf: [Schema], oneOf: [Schema], title: String?, number: Int
    ) -> Schema {
        let schema = without([], number: number)
        schema.title = self.title ?? title
        if let objects {
            let changed = ObjectRules(objects)
            changed.properties = properties
            schema.objects = changed
        }
        schema.combinations?.allOf = allOf
        schema.combinations?.anyOf = anyOf
        schema.combinations?.oneOf = oneOf
        return schema
    }

    /// A bound with all the digits that the document has, which a double may not.
    public func digits(of bound: Bound, at keyword: String) -> String {
        guard case .number = bound, var node = node[keyword] else { return bound.description }
        // In OpenAPI 3.0 the keyword of an exclusive bound is a flag beside the bound.
        if case .boolean = node.scalar?.value {
            let other = keyword == "exclusiveMinimum" ? "minimum" : "maximum"
            guard let bound = self.node[other] else { return bound.description }
            node = bound
        }
        guard case .number = node.scalar?.value else { return bound.description }
        return node.json
    }

    /// The text of a vendor extension of a schema that stands in the document.
    public func extensionText(_ name: String) -> String? { extensionNode(name)?.text }

    /// The value of a vendor extension of a schema that stands in the document.
    public func extensionNode(_ name: String) -> YAMLNode? { hasExtensions && isOfDocument ? node[name] : nil }
}
