import YAML

extension DocumentParser {
    func takeStructure(_ word: Word, _ entry: YAMLEntry, _ schema: Schema) -> Bool {
        switch word {
        case .items: readItems(entry, into: schema)
        case .prefixItems: arrays(schema).prefixItems = schemas(entry)
        case .contains: arrays(schema).contains = self.schema(entry.value)
        case .unevaluatedItems: arrays(schema).unevaluatedItems = self.schema(entry.value)
        case .properties: objects(schema).properties = properties(entry)
        case .patternProperties: objects(schema).patternProperties = properties(entry)
        case .additionalProperties: objects(schema).additionalProperties = additional(entry)
        case .propertyNames: objects(schema).propertyNames = self.schema(entry.value)
        case .dependentSchemas: objects(schema).dependentSchemas = properties(entry)
        case .unevaluatedProperties: objects(schema).unevaluatedProperties = self.schema(entry.value)
        case .allOf: combinations(schema).allOf = alternatives(entry)
        case .anyOf: combinations(schema).anyOf = alternatives(entry)
        case .oneOf: combinations(schema).oneOf = decisively { alternatives(entry) }
        case .not: combinations(schema).not = decisively { self.schema(entry.value) }
        case .if: combinations(schema).ifSchema = decisively { self.schema(entry.value) }
        case .then: combinations(schema).thenSchema = self.schema(entry.value)
        case .else: combinations(schema).elseSchema = self.schema(entry.value)
        case .discriminator: combinations(schema).discriminator = discriminator(entry.value)
        default: return false
        }
        return true
    }

    func takeRarity(_ word: Word, _ entry: YAMLEntry, _ schema: Schema) -> Bool {
        switch word {
        case .dollarComment, .dollarVocabulary: break
        case .dollarDefs: rarities(schema).definitions = properties(entry)
        case .dollarId: rarities(schema).identifier = string(entry)
        case .dollarSchema: rarities(schema).dialect = string(entry)
        case .dollarAnchor: rarities(schema).anchor = string(entry)
        case .dollarDynamicAnchor:
            rarities(schema).dynamicAnchor = string(entry)
            if let name = schema.dynamicAnchor { dynamicAnchors[name, default: []].insert(schema.id) }
        case .dollarDynamicRef:
            schema.dynamicReference = schemaReference(entry.value)
            dynamicallyReferring.append(schema)
        case .contentEncoding: rarities(schema).contentEncoding = string(entry)
        case .contentMediaType: rarities(schema).contentMediaType = string(entry)
        case .contentSchema: rarities(schema).contentSchema = self.schema(entry.value)
        case .xml: rarities(schema).xml = xml(entry.value)
        case .externalDocs: rarities(schema).externalDocumentation = externalDocumentation(entry.value)
        default: return false
        }
        return true
    }

    private func readItems(_ entry: YAMLEntry, into schema: Schema) {
        guard entry.value.shape == .sequence else {
            arrays(schema).items = self.schema(entry.value)
            return
        }
        collector.error(
            .fieldOfAnotherVersion,
            "'items' must be one schema; since OpenAPI 3.1 a list of schemas stands in 'prefixItems'",
            at: entry.value.location)
        arrays(schema).prefixItems = schemas(entry)
    }

    private func schemas(_ entry: YAMLEntry) -> [Schema] { elements(entry).map { schema($0) } }

    private func alternatives(_ entry: YAMLEntry) -> [Schema] {
        if let elements = entry.value.sequence, elements.isEmpty {
            collector.error(
                .emptyList, "'\(entry.key)' must hold at least one schema; leave it out", at: entry.value.location)
        }
        return schemas(entry)
    }

    private func properties(_ entry: YAMLEntry) -> [Schema.Property] {
        if isMisplaced(entry.value), let reference = entry.value.entries.first(where: { $0.key == "$ref" }),
            let target = target(of: reference.value, .schemas), target.component == .schemas
        {
            collector.error(
                .wrongType,
                "'\(entry.key)' holds names with a schema each, so '$ref' is one here: to have all that another schema has, refer to it under 'allOf'",
                at: reference.keyLocation)
            return []
        }
        return inPlace(entry.value) { node in
            entries(entry.with(node)).map { named in
                Schema.Property(name: named.key, location: named.keyLocation, schema: schema(named.value))
            }
        } ?? []
    }

    private func additional(_ entry: YAMLEntry) -> Schema.AdditionalProperties {
        switch entry.value.scalar?.value {
        case .boolean(true): .allowed
        case .boolean(false): .forbidden
        default: .schema(schema(entry.value))
        }
    }

    private func discriminator(_ node: YAMLNode) -> Schema.Discriminator? {
        var name: String?
        var result = Schema.Discriminator(
            location: node.location, propertyName: "", mapping: [], extensions: extensions(node))
        if let text = Self.string(node), !text.isEmpty {
            collector.error(
                .fieldOfAnotherVersion,
                "'discriminator' names a property in Swagger 2.0 only; write {propertyName: \(text)}", at: node.location
            )
            result.propertyName = text
            return result
        }
        let isObject = read(node, .discriminator) { word, entry in
            switch word {
            case .propertyName: name = string(entry)
            case .mapping:
                for value in entries(entry) {
                    guard let text = string(value) else { continue }
                    result.mapping.append((value.key, value.keyLocation, mapped(text, value.value)))
                }
            case .defaultMapping:
                result.defaultMapping = string(entry).map { mapped($0, entry.value) }
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        require(name, "propertyName", of: .discriminator, node)
        result.propertyName = name ?? ""
        return name == nil ? nil : result
    }

    /// What a discriminator's mapping leads to: a name under `#/components/schemas`, or a reference.
    private func mapped(_ text: String, _ node: YAMLNode) -> SchemaReference {
        if schemaNames.contains(text), !text.isEmpty {
            let outer = (file, resource)
            file = sources[0]
            resource = Resource(base: file.base, root: file.root, pointer: "#")
            defer { (file, resource) = outer }
            guard
                let target = target(
                    of: "#/components/schemas/\(JSONPointer.uriEscaped(text))", .schemas, at: node.location)
            else {
                return SchemaReference(text: text)
            }
            return SchemaReference(text: text, target: target.id, name: text)
        }
        guard text.contains("/") || text.contains("#") || text.contains(".") else {
            collector.error(
                .unresolvedReference, "there is no schema '\(text)'\(hint(text, schemaNames.sorted()))",
                at: node.location)
            return SchemaReference(text: text)
        }
        return schemaReference(text, node)
    }

    private func xml(_ node: YAMLNode) -> Schema.XML? {
        var result = Schema.XML(isAttribute: false, isWrapped: false, extensions: extensions(node))
        let isObject = read(node, .xml) { word, entry in
            switch word {
            case .name: result.name = string(entry)
            case .namespace: result.namespace = string(entry)
            case .prefix: result.prefix = string(entry)
            case .attribute: result.isAttribute = boolean(entry) ?? false
            case .wrapped: result.isWrapped = boolean(entry) ?? false
            case .nodeType: result.nodeType = choice(entry, Schema.XML.NodeType.self, "type of XML node")
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        if result.nodeType != nil {
            for name in ["attribute", "wrapped"] {
                guard let value = node[name] else { continue }
                collector.warning(
                    .noEffect, "'\(name)' says nothing beside 'nodeType'; leave it out", at: value.location)
            }
        }
        return result
    }

    private func combinations(_ schema: Schema) -> Schema.Combinations {
        if let rules = schema.combinations { return rules }
        let rules = Schema.Combinations()
        schema.combinations = rules
        return rules
    }

    private func rarities(_ schema: Schema) -> Schema.Rarities {
        if let rules = schema.rarities { return rules }
        let rules = Schema.Rarities()
        schema.rarities = rules
        return rules
    }
}
