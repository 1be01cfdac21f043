import YAML

extension DocumentParser {
    /// Reads the named schemas, so that references find them.
    func readSchemas(into document: inout Document) {
        readComponents("schemas") { members in
            for entry in members where !isExtension(entry) {
                let schema =
                    schemaTable[Schema.ID(file: file.number, node: entry.value.number)] ?? self.schema(entry.value)
                schemaTable[schema.id] = schema
                if schemaPointers[schema.id] == nil {
                    schemaPointers[schema.id] = "#/components/schemas/\(JSONPointer.escaped(entry.key))"
                }
                document.schemaIndex[entry.key] = document.schemas.count
                document.schemas.append(
                    .init(name: entry.key, location: entry.keyLocation, schema: schema))
            }
        }
    }

    /// Reads a schema; what is wrong in it is recorded, and the rest of it is read all the same.
    func schema(_ node: YAMLNode) -> Schema {
        guard node.isOfDocumentWithAliases else { return readSchema(node) }
        let id = Schema.ID(file: file.number, node: node.number)
        if let known = aliasedSchemas[id] {
            if isDecisive { decisive.append(known) }
            return known
        }
        let schema = readSchema(node)
        aliasedSchemas[id] = schema
        return schema
    }

    /// Reads what decides what a value is: the alternatives of `oneOf`, `not` and `if`. A schema that leads nowhere is any value
    /// elsewhere; there it would be told from no other.
    func decisively<Value>(_ body: () -> Value) -> Value {
        let outer = isDecisive
        isDecisive = true
        defer { isDecisive = outer }
        return body()
    }

    private func readSchema(_ node: YAMLNode) -> Schema {
        let schema = Schema(node, id: Schema.ID(file: file.number, node: node.number))
        if isDecisive, isNull(node) {
            collector.error(
                .wrongType, "a schema must be a mapping, and null is none; write {type: 'null'} or take it away",
                at: node.location)
            return schema
        }
        if node.shape == .scalar, case .boolean(let flag) = node.scalar?.value {
            schema.always = flag
            if version == 1 {
                collector.error(
                    .fieldOfAnotherVersion,
                    "a schema that is '\(flag)' is there since OpenAPI 3.1 only; write '\(flag ? "{}" : "not: {}")'",
                    at: node.location)
            }
            return schema
        }
        let outer = resource
        defer { resource = outer }
        if version > 1, let identifier = node["$id"]?.text {
            let base = URIResolution.resolve(identifier, against: outer.base)
            resource = file.landmarks.resources[base] ?? outer
        }
        if isNull(node) { placeless.insert(schema.id) }
        if version < documentVersion, version == 1 { earlierNodes.insert(schema.id) }
        schema.hasExtensions = node.entries.contains(where: isExtension)
        if version == 1, let reference = node["$ref"] {
            // OpenAPI 3.0.4, section 4.7.24: what stands beside a reference is ignored.
            takeReference(reference, schema)
            for entry in withoutExtensions(node.entries, of: ObjectKind.schema.name) where entry.key != "$ref" {
                collector.warning(
                    .referenceSibling, "'\(entry.key)' beside '$ref' says nothing in OpenAPI 3.0; use 'allOf'",
                    at: entry.keyLocation)
            }
            return schema
        }
        read(node, .schema) { word, entry in
            takeAnnotation(word, entry, schema) || takeConstraint(word, entry, schema)
                || takeStructure(word, entry, schema) || takeRarity(word, entry, schema)
        }
        if version == 1, schema.types == [.array], schema.items == nil, schema.prefixItems.isEmpty {
            // OpenAPI 3.0.4, section 4.7.24.1: 'items' must be there. So many documents leave it out that it is no reason to refuse
            // them: what is meant is certain.
            collector.warning(
                .fieldOfAnotherVersion,
                "an array without 'items' is there since OpenAPI 3.1 only; write 'items: {}' if it may hold anything",
                at: node.location)
        }
        applyExclusiveFlags(schema)
        if let text = schema.extensionText("x-swift-type") { externalTypes.insert(text) }
        if let text = schema.extensionText("x-swift-name") { givenNames.insert(text) }
        return schema
    }

    private func takeReference(_ node: YAMLNode, _ schema: Schema) {
        schema.reference = schemaReference(node, code: isDecisive ? .unresolvedReference : .unresolvedSchema)
        if schema.reference == nil { placeless.insert(schema.id) }
        if isDecisive { decisive.append(schema) }
    }

    private func takeAnnotation(_ word: Word, _ entry: YAMLEntry, _ schema: Schema) -> Bool {
        switch word {
        case .reference: takeReference(entry.value, schema)
        case .type: readTypes(entry.value, into: schema)
        case .format: schema.format = string(entry)
        case .title: schema.title = string(entry)
        case .description: schema.description = string(entry)
        case .deprecated: schema.isDeprecated = boolean(entry) ?? false
        case .readOnly: schema.isReadOnly = boolean(entry) ?? false
        case .writeOnly: schema.isWriteOnly = boolean(entry) ?? false
        case .default: schema.defaultValue = entry.value
        case .example: schema.examples.append(entry.value)
        case .examples: schema.examples += elements(entry)
        case .nullable: if boolean(entry) == true { schema.isNullable = true }
        default: return false
        }
        return true
    }

    private func readTypes(_ node: YAMLNode, into schema: Schema) {
        if node.shape == .sequence {
            if node.elements.isEmpty {
                collector.error(.invalidValue, "'type' must name at least one type", at: node.location)
            }
            if version == 1 {
                collector.error(
                    .fieldOfAnotherVersion, "a list of types is there since OpenAPI 3.1 only", at: node.location)
            }
            for element in node.elements { readType(element, into: schema) }
        } else {
            readType(node, into: schema)
        }
    }

    private func readType(_ node: YAMLNode, into schema: Schema) {
        let text = node.scalar?.text ?? ""
        if text == "null", node.shape == .scalar, version > 1 {
            schema.isNullable = true
        } else if let type = Schema.PrimitiveType(rawValue: text) {
            if !schema.types.contains(type) { schema.types.append(type) }
        } else if let meant = EarlierNames.type(meantBy: text) {
            collector.error(.foreignType, "there is no type '\(text)'; write \(meant)", at: node.location)
            if !schema.types.contains(meant.type) { schema.types.append(meant.type) }
            if schema.node["format"] == nil { schema.format = meant.format }
        } else if text == "any", schema.node["type"]?.shape == .scalar {
            collector.error(
                .foreignType, "there is no type 'any'; leave 'type' out, and any value may stand there",
                at: node.location)
        } else if text == "null" {
            collector.error(
                .fieldOfAnotherVersion,
                "there is no type 'null' before OpenAPI 3.1; write 'nullable: true' beside a type",
                at: node.location)
            schema.isNullable = true
        } else {
            let names = Schema.PrimitiveType.allCases.map(\.rawValue) + (version > 1 ? ["null"] : [])
            collector.error(.unknownType, "there is no type '\(text)'\(hint(text, names))", at: node.location)
        }
    }

    private func takeConstraint(_ word: Word, _ entry: YAMLEntry, _ schema: Schema) -> Bool {
        switch word {
        case .enum: readEnumeration(entry, into: schema)
        case .const: schema.constant = entry.value
        case .minimum: numbers(schema).minimum = bound(entry)
        case .maximum: numbers(schema).maximum = bound(entry)
        case .exclusiveMinimum: numbers(schema).exclusiveMinimum = exclusiveBound(entry)
        case .exclusiveMaximum: numbers(schema).exclusiveMaximum = exclusiveBound(entry)
        case .multipleOf:
            numbers(schema).multipleOf = bound(entry)
            if let multiple = schema.multipleOf, multiple.double <= 0 {
                collector.error(.invalidValue, "'multipleOf' must be greater than 0", at: entry.value.location)
                numbers(schema).multipleOf = nil
            }
        case .minLength: strings(schema).minLength = count(entry)
        case .maxLength: strings(schema).maxLength = count(entry)
        case .pattern: strings(schema).pattern = string(entry)
        case .minItems: arrays(schema).minItems = count(entry)
        case .maxItems: arrays(schema).maxItems = count(entry)
        case .uniqueItems: arrays(schema).uniqueItems = boolean(entry) ?? false
        case .minContains: arrays(schema).minContains = count(entry)
        case .maxContains: arrays(schema).maxContains = count(entry)
        case .minProperties: objects(schema).minProperties = count(entry)
        case .maxProperties: objects(schema).maxProperties = count(entry)
        case .required: readRequired(entry, into: schema)
        case .dependentRequired:
            objects(schema).dependentRequired = entries(entry).map { ($0.key, strings($0)) }
        default: return false
        }
        return true
    }

    private func readEnumeration(_ entry: YAMLEntry, into schema: Schema) {
        guard let values = entry.value.sequence else {
            return collector.error(.invalidValue, "'enum' must be a sequence", at: entry.value.location)
        }
        if values.isEmpty {
            // JSON Schema 2020-12, validation, section 6.1.2, and draft-wright-json-schema-validation-00, section 5.20:
            // it should not be empty; no value keeps it.
            collector.warning(.emptyList, "no value is one of an empty 'enum'", at: entry.value.location)
        }
        schema.enumeration = Array(values)
    }

    private func readRequired(_ entry: YAMLEntry, into schema: Schema) {
        if version == 1, let names = entry.value.sequence, names.isEmpty {
            collector.error(
                .emptyList, "'required' must not be empty in OpenAPI 3.0; leave it out", at: entry.value.location)
        }
        let flags = ["true": true, "false": false]
        if let flag = entry.value.scalar?.text.lowercased(), let flag = flags[flag] {
            // As drafts of JSON Schema before the fourth had it, of the value itself.
            let hint = flag ? "name the property in the 'required' of its object" : "leave it out"
            return collector.error(
                .unknownField, "'required' lists properties, so '\(flag)' says nothing; \(hint)",
                at: entry.value.location)
        }
        objects(schema).required = strings(entry)
    }

    func numbers(_ schema: Schema) -> Schema.NumberRules {
        if let rules = schema.numbers { return rules }
        let rules = Schema.NumberRules()
        schema.numbers = rules
        return rules
    }

    private func strings(_ schema: Schema) -> Schema.StringRules {
        if let rules = schema.strings { return rules }
        let rules = Schema.StringRules()
        schema.strings = rules
        return rules
    }

    func arrays(_ schema: Schema) -> Schema.ArrayRules {
        if let rules = schema.arrays { return rules }
        let rules = Schema.ArrayRules()
        schema.arrays = rules
        return rules
    }

    func objects(_ schema: Schema) -> Schema.ObjectRules {
        if let rules = schema.objects { return rules }
        let rules = Schema.ObjectRules()
        schema.objects = rules
        return rules
    }
}
