import YAML

extension DocumentParser {
    /// Reads a schema; what is wrong in it is recorded, and the rest of it is read all the same.
    func schema(_ node: YAMLNode) -> Schema {
        var schema = Schema(at: node.location)
        if case .boolean(true) = node.scalar?.value { return schema }
        guard var reader = ObjectReader(node, kind: "a schema", collector: collector) else { return schema }
        if let reference = reader.node("$ref") {
            schema.reference = schemaName(reference)
        }
        readTypes(&reader, into: &schema)
        readAnnotations(&reader, into: &schema)
        readConstraints(&reader, into: &schema)
        readStructure(&reader, into: &schema)
        schema.extensions = reader.extensions
        reader.refuse(
            "not", "if", "then", "else", "prefixItems", "contains", "minContains", "maxContains", "patternProperties",
            "propertyNames", "dependentRequired", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties",
            "contentEncoding", "contentMediaType", "contentSchema", "discriminator", "xml", "readOnly", "writeOnly",
            "$defs", "$id", "$anchor", "$schema", "$dynamicRef", "$dynamicAnchor")
        reader.finish()
        return schema
    }

    private func readTypes(_ reader: inout ObjectReader, into schema: inout Schema) {
        guard let node = reader.node("type") else { return }
        if let elements = node.sequence, elements.isEmpty {
            collector.error("'type' must name at least one type", at: node.location)
        }
        for element in node.sequence.map(Array.init) ?? [node] {
            let text = element.scalar?.text ?? ""
            if text == "null" {
                schema.isNullable = true
            } else if let type = Schema.PrimitiveType(rawValue: text) {
                schema.types.append(type)
            } else {
                let names = Schema.PrimitiveType.allCases.map(\.rawValue) + ["null"]
                let hint = Suggestion.nearest(to: text, among: names).map { "; did you mean '\($0)'?" } ?? ""
                collector.error("there is no type '\(text)'\(hint)", at: element.location)
            }
        }
    }

    private func readAnnotations(_ reader: inout ObjectReader, into schema: inout Schema) {
        schema.format = reader.string("format")
        schema.title = reader.string("title")
        schema.description = reader.string("description")
        schema.isDeprecated = reader.boolean("deprecated") ?? false
        schema.defaultValue = reader.node("default")
        reader.ignore("example", "examples", "externalDocs", "$comment")
        if isVersion30, reader.boolean("nullable") == true { schema.isNullable = true }
    }

    private func readConstraints(_ reader: inout ObjectReader, into schema: inout Schema) {
        if let node = reader.node("enum") {
            if let values = node.sequence, !values.isEmpty {
                schema.enumeration = Array(values)
            } else {
                collector.error("'enum' must be a sequence of at least one value", at: node.location)
            }
        }
        schema.constant = reader.node("const")
        schema.minimum = reader.bound("minimum")
        schema.maximum = reader.bound("maximum")
        if isVersion30 {
            if reader.boolean("exclusiveMinimum") == true {
                requireBound("minimum", schema.minimum, reader)
                (schema.exclusiveMinimum, schema.minimum) = (schema.minimum, nil)
            }
            if reader.boolean("exclusiveMaximum") == true {
                requireBound("maximum", schema.maximum, reader)
                (schema.exclusiveMaximum, schema.maximum) = (schema.maximum, nil)
            }
        } else {
            schema.exclusiveMinimum = reader.bound("exclusiveMinimum")
            schema.exclusiveMaximum = reader.bound("exclusiveMaximum")
        }
        schema.multipleOf = reader.bound("multipleOf")
        schema.minLength = reader.count("minLength")
        schema.maxLength = reader.count("maxLength")
        schema.pattern = reader.string("pattern")
        schema.minItems = reader.count("minItems")
        schema.maxItems = reader.count("maxItems")
        schema.uniqueItems = reader.boolean("uniqueItems") ?? false
        schema.minProperties = reader.count("minProperties")
        schema.maxProperties = reader.count("maxProperties")
    }

    private func requireBound(_ keyword: String, _ bound: Schema.Bound?, _ reader: ObjectReader) {
        guard bound == nil else { return }
        collector.error("an exclusive bound of OpenAPI 3.0 says nothing without '\(keyword)'", at: reader.node.location)
    }

    private func readStructure(_ reader: inout ObjectReader, into schema: inout Schema) {
        schema.items = Indirect(reader.node("items").map(self.schema))
        schema.properties = reader.entries("properties").map {
            Schema.Property(name: $0.key, location: $0.keyLocation, schema: self.schema($0.value))
        }
        schema.required = reader.strings("required")
        if let node = reader.node("additionalProperties") {
            switch node.scalar?.value {
            case .boolean(true): schema.additionalProperties = .allowed
            case .boolean(false): schema.additionalProperties = .forbidden
            default: schema.additionalProperties = .schema(.some(self.schema(node)))
            }
        }
        schema.allOf = reader.sequence("allOf").map(self.schema)
        schema.anyOf = reader.sequence("anyOf").map(self.schema)
        schema.oneOf = reader.sequence("oneOf").map(self.schema)
    }
}
