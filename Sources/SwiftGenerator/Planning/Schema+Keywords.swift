import OpenAPI

extension Schema {
    /// The keywords that say something of a value, those of the schema's structure included.
    var keywords: [String] {
        let additional = if case .unspecified = additionalProperties { false } else { true }
        let present: [(String, Bool)] = [
            ("$ref", reference != nil), ("type", !types.isEmpty || isNullable), ("format", format != nil),
            ("enum", enumeration != nil), ("const", constant != nil), ("default", defaultValue != nil),
            ("minimum", minimum != nil), ("maximum", maximum != nil),
            ("exclusiveMinimum", exclusiveMinimum != nil), ("exclusiveMaximum", exclusiveMaximum != nil),
            ("multipleOf", multipleOf != nil), ("minLength", minLength != nil), ("maxLength", maxLength != nil),
            ("pattern", pattern != nil), ("items", items.value != nil), ("minItems", minItems != nil),
            ("maxItems", maxItems != nil), ("uniqueItems", uniqueItems), ("properties", !properties.isEmpty),
            ("required", !required.isEmpty), ("additionalProperties", additional),
            ("minProperties", minProperties != nil), ("maxProperties", maxProperties != nil),
            ("allOf", !allOf.isEmpty), ("anyOf", !anyOf.isEmpty), ("oneOf", !oneOf.isEmpty),
        ]
        return present.filter(\.1).map(\.0)
    }
}
