import OpenAPI

extension Schema {
    /// The keywords that say something of a value, those of the schema's structure included.
    var meaningfulKeywords: [String] { keywords.filter { !Self.annotations.contains($0) } }

    /// Keywords that say nothing of a value.
    private static let annotations: Set = [
        "title", "description", "deprecated", "example", "examples", "externalDocs", "$comment", "nullable",
    ]

    /// Keywords that nothing is generated for yet.
    static let unplannedKeywords: Set = [
        "allOf", "anyOf", "oneOf", "const", "not", "if", "then", "else", "prefixItems", "contains", "minContains",
        "maxContains", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas",
        "unevaluatedItems", "unevaluatedProperties", "contentEncoding", "contentMediaType", "contentSchema",
        "discriminator", "xml", "readOnly", "writeOnly", "$defs", "$id", "$anchor", "$schema", "$dynamicRef",
        "$dynamicAnchor", "$vocabulary",
    ]
}
