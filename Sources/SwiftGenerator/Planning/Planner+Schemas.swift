import OpenAPI
import YAML

extension Planner {
    /// What to declare for a named schema; nil when its type is put in place where it is used.
    mutating func declaration(of named: Document.NamedSchema) -> SchemaPlan? {
        let name = typeNames[named.name] ?? named.name
        let schema = named.schema
        if schema.isNullable {
            collector.error(
                "a named schema that allows null is not supported yet; allow null where it is used",
                at: schema.location)
        }
        if isStructure(schema) { return .structure(structure(schema, path: [name])) }
        if let values = schema.enumeration { return .enumeration(enumeration(schema, values, name: name)) }
        _ = type(of: schema, path: [name], depth: 0)
        return nil
    }

    func isStructure(_ schema: Schema) -> Bool {
        schema.reference == nil && schema.types == [.object] && !schema.properties.isEmpty
    }

    mutating func structure(_ schema: Schema, path: [String]) -> StructurePlan {
        refuse(schema, allowing: [.object])
        var nested: [SchemaPlan] = []
        let isKeeping =
            switch schema.additionalProperties {
            case .unspecified, .forbidden: false
            case .allowed, .schema: true
            }
        let swiftNames = SwiftName.unique(
            schema.properties.map { SwiftName.member($0.name) }, avoiding: isKeeping ? ["additionalProperties"] : [])
        // Inside the struct a nested type would hide a type of the same name outside it.
        let nestedNames = SwiftName.unique(
            schema.properties.map { SwiftName.type($0.name) } + ["AdditionalProperty"],
            avoiding: Array(typeNames.values) + path)
        var properties: [PropertyPlan] = []
        for (index, property) in schema.properties.enumerated() {
            carriedDefaults.insert(property.schema.id)
            let value = value(of: property.schema)
            let type = nestedType(value.schema, path: path + [nestedNames[index]], into: &nested)
            let isRequired = schema.required.contains(property.name)
            if value.isNullable, let node = property.schema.defaultValue {
                collector.error("a default where null is allowed is not supported yet", at: node.location)
            }
            properties.append(
                PropertyPlan(
                    jsonName: property.name, swiftName: swiftNames[index],
                    documentation: documentation(
                        property.schema.description ?? value.schema.description,
                        isDeprecated: property.schema.isDeprecated || value.schema.isDeprecated),
                    type: type, isRequired: isRequired, isNullable: value.isNullable,
                    defaultLiteral: literal(property.schema.defaultValue, of: value.schema, for: type)))
        }
        for name in schema.required where !schema.properties.contains(where: { $0.name == name }) {
            collector.error("'\(name)' is required and not among the properties", at: schema.location)
        }
        var additional = StructurePlan.Additional.ignored
        switch schema.additionalProperties {
        case .unspecified: break
        case .forbidden: additional = .refused
        case .allowed: additional = .kept(.any)
        case .schema(let value):
            refuseNull(value)
            additional = .kept(
                nestedType(value, path: path + [nestedNames.last ?? "AdditionalProperty"], into: &nested))
        }
        return StructurePlan(
            path: path,
            documentation: documentation(schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
            properties: properties, additional: additional,
            minimumCount: schema.minProperties, maximumCount: schema.maxProperties, nested: nested)
    }

    mutating func enumeration(_ schema: Schema, _ values: [YAMLNode], name: String) -> EnumerationPlan {
        refuse(schema, allowing: [.string], isEnumeration: true)
        if !schema.types.isEmpty && schema.types != [.string] {
            collector.error("'enum' is supported only with 'type: string' yet", at: schema.location)
        }
        let nulls = values.filter { $0.scalar?.value == .null }
        if nulls.isEmpty == schema.isNullable {
            collector.error("null must stand in 'type' and in 'enum', or in neither", at: schema.location)
        }
        let texts = values.filter { $0.scalar?.value != .null }.compactMap { node -> String? in
            guard case .string = node.scalar?.value, let text = node.scalar?.text else {
                collector.error("only strings are supported in 'enum' yet, not \(node.kind)", at: node.location)
                return nil
            }
            return text
        }
        var seen: Set<String> = []
        for text in texts where !seen.insert(text).inserted {
            collector.error("'\(text)' stands twice in 'enum'", at: schema.location)
        }
        return EnumerationPlan(
            name: name,
            documentation: documentation(schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
            cases: enumerationCases(texts))
    }

    /// The type of a schema that may need a declaration of its own inside a struct.
    private mutating func nestedType(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan]
    ) -> PlannedType {
        let fullName = path.joined(separator: ".")
        if isStructure(schema) {
            nested.append(.structure(structure(schema, path: path)))
            return .structure(fullName)
        }
        if let values = schema.enumeration, schema.reference == nil {
            nested.append(.enumeration(enumeration(schema, values, name: path.last ?? "")))
            return .enumeration(fullName)
        }
        if let items = schema.items, schema.types == [.array], needsDeclaration(items) {
            refuse(schema, allowing: [.array])
            refuseNull(items)
            let element = nestedType(items, path: path, into: &nested)
            return .array(element, minimumCount: schema.minItems, maximumCount: schema.maxItems)
        }
        return type(of: schema, path: path, depth: 0)
    }

    private func needsDeclaration(_ schema: Schema) -> Bool {
        isStructure(schema) || (schema.enumeration != nil && schema.reference == nil)
    }

    /// Takes `null` apart from what else a value may be: a type array, or `anyOf`/`oneOf` of a schema and `null`.
    func value(of schema: Schema) -> (schema: Schema, isNullable: Bool) {
        for alternatives in [schema.anyOf, schema.oneOf] where alternatives.count == 2 && schema.types.isEmpty {
            guard
                let null = alternatives.firstIndex(where: { $0.isNullable && $0.types.isEmpty && $0.reference == nil })
            else { continue }
            refuseSiblings(of: schema.anyOf.isEmpty ? "oneOf" : "anyOf", in: schema)
            refuseSiblings(of: "type", in: alternatives[null])
            return (alternatives[1 - null], true)
        }
        return (schema, schema.isNullable && !schema.types.isEmpty)
    }

    func refuseNull(_ schema: Schema) {
        guard schema.isNullable else { return }
        collector.error("elements that may be null are not supported yet", at: schema.location)
    }

    /// The lines of a documentation comment. A deprecation is written as text: the attribute would make the compiler
    /// warn of the generated code itself.
    func documentation(_ text: String?, isDeprecated: Bool = false) -> [String] {
        var lines = (text ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        if isDeprecated { lines += (lines.isEmpty ? [] : [""]) + ["Deprecated: the contract discourages its use."] }
        return lines
    }
}
