import OpenAPI

extension Schema {
    /// The keywords that say something of a value, those of the schema's structure included.
    var meaningfulKeywords: [String] { keywords.filter { !Self.annotations.contains($0) } }

    /// Keywords that say nothing of a value itself, or that were used up while the document was read. XML is not generated,
    /// so what is said of it concerns nothing.
    private static let annotations: Set = [
        "title", "description", "deprecated", "example", "examples", "externalDocs", "$comment", "nullable", "xml",
        "readOnly", "writeOnly", "$defs", "$id", "$anchor", "$schema", "$vocabulary",
        "contentEncoding", "contentMediaType", "contentSchema",
    ]

    /// Keywords that nothing is generated for yet.
    static let unplannedKeywords: Set = [
        "allOf", "anyOf", "oneOf", "const", "not", "if", "then", "else", "prefixItems", "contains", "minContains",
        "maxContains", "patternProperties", "propertyNames", "dependentSchemas", "unevaluatedItems",
        "unevaluatedProperties", "$dynamicRef",
        "$dynamicAnchor",
    ]

    /// The type that a schema without one speaks of, if it is one alone.
    var impliedType: PrimitiveType? {
        guard types.isEmpty, always == nil else { return nil }
        var implied: Set<PrimitiveType> = []
        if strings != nil { implied.insert(.string) }
        if numbers != nil { implied.insert(.number) }
        if arrays != nil { implied.insert(.array) }
        if objects != nil { implied.insert(.object) }
        return implied.count == 1 ? implied.first : nil
    }
}
