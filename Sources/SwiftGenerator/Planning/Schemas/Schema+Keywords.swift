import OpenAPI

extension Schema {
    /// The keywords that say something of a value, those of the schema's structure included.
    var meaningfulKeywords: [String] { keywords.filter { !Self.annotations.contains($0) } }

    /// Keywords that say nothing of a value itself, or that were used up while the document was read. XML is not generated,
    /// so what is said of it concerns nothing.
    private static let annotations: Set = [
        "title", "description", "deprecated", "example", "examples", "externalDocs", "$comment", "nullable", "xml",
        "readOnly", "writeOnly", "$defs", "$id", "$anchor", "$schema", "$vocabulary", "$dynamicAnchor",
        "contentEncoding", "contentMediaType", "contentSchema",
    ]

    /// The keywords that a value can break.
    static let assertions: Set = [
        "$ref", "$dynamicRef", "type", "enum", "const", "format", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "items", "prefixItems", "contains",
        "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "unevaluatedItems", "properties",
        "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties",
        "dependentRequired", "dependentSchemas", "unevaluatedProperties", "allOf", "anyOf", "oneOf", "not", "if",
        "then", "else",
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
