extension Schema {
    /// The types whose values a keyword speaks of (JSON Schema 2020-12, core, section 7.6.1); every type where it is not
    /// listed.
    public static let typesOfKeywords: [String: Set<PrimitiveType>] = {
        var result: [String: Set<PrimitiveType>] = [:]
        for keyword in ofNumbers { result[keyword] = [.integer, .number] }
        for keyword in ofStrings { result[keyword] = [.string] }
        for keyword in ofArrays { result[keyword] = [.array] }
        for keyword in ofObjects { result[keyword] = [.object] }
        return result
    }()

    private static let ofNumbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
    private static let ofStrings = ["minLength", "maxLength", "pattern"]
    private static let ofArrays = [
        "items", "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems",
        "unevaluatedItems",
    ]
    private static let ofObjects = [
        "properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties",
        "maxProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties",
    ]
}
