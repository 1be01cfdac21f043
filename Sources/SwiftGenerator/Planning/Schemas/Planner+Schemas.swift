import OpenAPI
import YAML

extension Planner {
    /// What to declare outside all other types for a schema; nothing when it is put in place where it is used.
    mutating func declarations(of schema: Schema, named name: String) -> [SchemaPlan] {
        var nested: [SchemaPlan] = []
        combinationBudget = Self.maximumCombinedTypes
        let type = type(of: value(of: schema).schema, path: [name], into: &nested, isDeclaring: true)
        // What refers to the schema has taken it for what its classification says.
        let isOwn = schema.reference == nil && value(of: schema).schema.id == schema.id
        let isExpected =
            switch (isOwn && onlyAlternative(of: schema) == nil ? classification(of: schema) : .plain, type) {
            case (.structure, .structure(name)), (.union, .union(name)), (.enumeration, _), (.plain, _), (.nothing, _):
                true
            default: false
            }
        if !isExpected, type.bare != .any {
            collector.add(Diagnostic(.error, .unsupported, Self.unexpectedCombination, at: schema.location))
        }
        return nested
    }

    /// No schema is known that this is said of; it stands where code that does not compile would be written otherwise.
    private static let unexpectedCombination =
        "this combination of alternatives and 'allOf' has no type yet; name its parts and refer to them"

    /// The type of a schema; what has to be declared for it is added to `nested`.
    ///
    /// - Parameters:
    ///   - schema: What to find a type for, `null` apart.
    ///   - path: The name that a type of its own would get.
    ///   - isDeclaring: Whether the schema's own name is at hand, so that it isn't looked up.
    mutating func type(
        of schema: Schema, path: [String], into nested: inout [SchemaPlan], isDeclaring: Bool = false, depth: Int = 0
    ) -> PlannedType {
        guard depth < 32, path.count < Self.maximumNesting else { return tooDeep(schema) }
        guard !isDeclaring, isCombined(schema), let expected = expectedType(of: schema, path: path) else {
            return newType(of: schema, path: path, into: &nested, isDeclaring: isDeclaring, depth: depth)
        }
        let origin = origin(of: schema)
        if let open = openTypes[origin] { return open }
        guard combinationBudget > 0 else {
            let rule = rule(of: schema, besides: [], and: [], path: path)
            return rule.map { .ruled(.any, rule: $0) } ?? .any
        }
        combinationBudget -= 1
        openTypes[origin] = expected
        defer { openTypes[origin] = nil }
        return newType(of: schema, path: path, into: &nested, depth: depth)
    }

    private mutating func newType(
        of schema: Schema, path: [String], into nested: inout [SchemaPlan], isDeclaring: Bool = false, depth: Int
    ) -> PlannedType {
        if let node = schema.extensionNode("x-swift-name") { _ = swiftName(["x-swift-name": node]) }
        if let name = schema.extensionText("x-swift-type") {
            if !SwiftName.isTypeText(name) {
                collector.error(
                    .invalidExtension, "'x-swift-type' must be the name of a Swift type, not '\(name)'",
                    at: schema.extensionNode("x-swift-type")?.location ?? schema.location)
            }
            return .external(name)
        }
        if schema.dialect != nil { checkDialect(schema.dialect, at: schema.node["$schema"]?.location) }
        if schema.dynamicReference != nil { refuseDynamicReference(schema) }
        if schema.reference != nil { return referenced(schema, path: path, into: &nested, depth: depth) }
        if !isDeclaring, let name = typeNames[schema.id], path.first != name {
            return referenced(schema, named: name, depth: depth)
        }
        if let type = unevaluated(schema, path: path, into: &nested, depth: depth) { return type }
        let before = nested.count
        let carrier = carrier(of: schema, path: path, into: &nested, depth: depth)
        let rule = rule(of: schema, besides: carrier.keywords, and: carrier.rules, path: path)
        guard nested.count > before else { return rule.map { .ruled(carrier.type, rule: $0) } ?? carrier.type }
        return attach(rule, to: carrier.type, declared: &nested, path: path)
    }

    func refuseDynamicReference(_ schema: Schema) {
        collector.error("it is not certain what '$dynamicRef' leads to; use '$ref' alone", at: schema.location)
    }

    private func tooDeep(_ schema: Schema) -> PlannedType {
        collector.error(
            .endlessSchema, "the schema holds nothing but itself, or is nested deeper than 32 levels",
            at: schema.location)
        return .any
    }

    /// A type that can hold whatever a schema allows, and what it carries of it.
    struct Carrier {
        var type: PlannedType
        /// The keywords that hold for every value that was read as the type.
        var keywords: Set<String>
        /// What else was found to hold.
        var rules: [String] = []
    }

    private mutating func carrier(
        of schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier {
        if schema.always == false {
            let rule = rules.name(of: "false", suggesting: "nothing")
            return Carrier(type: .ruled(.any, rule: rule), keywords: [])
        }
        if let only = onlyAlternative(of: schema) {
            let type = type(of: value(of: only).schema, path: path, into: &nested, depth: depth + 1)
            return Carrier(type: type, keywords: ["allOf", "type"])
        }
        if !schema.allOf.isEmpty { return intersection(schema, path: path, into: &nested, depth: depth) }
        let alternatives = alternatives(of: schema)
        if !alternatives.isEmpty {
            return union(schema, alternatives, path: path, into: &nested, depth: depth)
        }
        // Nothing but null, which only a rule can say.
        if Self.isNull(schema) { return Carrier(type: .any, keywords: []) }
        if let values = annotatedValues(of: schema) {
            return annotatedEnumeration(schema, values, path: path, into: &nested)
        }
        if let open = openValues(of: schema) { return openEnumeration(schema, open, path: path, into: &nested) }
        if let values = schema.constant.map({ [$0] }) ?? schema.enumeration {
            let type = enumeration(schema, values, path: path, into: &nested)
            return Carrier(type: type, keywords: [schema.constant == nil ? "enum" : "const", "type", "format"])
        }
        if isStructure(schema) {
            return structure(of: schema, path: path, into: &nested)
        }
        if schema.types.count > 1 { return union(ofTypesOf: schema, path: path, into: &nested) }
        return plain(schema, path: path, into: &nested, depth: depth)
    }

    /// The struct of a schema with properties, those of `allOf` among them.
    mutating func structure(of schema: Schema, path: [String], into nested: inout [SchemaPlan]) -> Carrier {
        guard var shape = flattened(schema) else { return Carrier(type: .any, keywords: ["allOf"]) }
        var keywords = Self.structureKeywords
        if carriesUnevaluated(schema, shape) {
            (shape.additional, shape.closedBy) = (.forbidden, "unevaluatedProperties")
            keywords.insert("unevaluatedProperties")
        }
        if schema.propertyNames.map(saysString) == true { keywords.insert("propertyNames") }
        // Of a schema alone its own rule says what members are that match no pattern.
        if schema.allOf.isEmpty, !shape.patterns.isEmpty { shape.additional = .allowed }
        let described = DescribedMembers(names: shape.properties.map(\.name), patterns: shape.patterns)
        for remainder in shape.remainders {
            let text = rules.writer.text(remainder.schema, only: remainder.keywords, beside: described)
            if !shape.rules.contains(text) { shape.rules.append(text) }
        }
        let plan = structure(&shape, path: path, at: schema.location)
        nested.append(.structure(plan))
        return Carrier(type: .structure(path.joined(separator: ".")), keywords: keywords, rules: shape.rules)
    }

    /// What a struct carries of a schema.
    static let structureKeywords: Set = [
        "type", "properties", "required", "additionalProperties", "minProperties", "maxProperties",
        "dependentRequired", "allOf",
    ]

    /// The type of an element of an array or a map, which may be null.
    mutating func element(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int = 0
    ) -> PlannedType {
        let value = value(of: schema)
        let type: PlannedType
        if path.count == 1, let suggestion = path.first, needsDeclaration(value.schema), value.schema.isOfDocument {
            let name = typeName(of: value.schema, suggesting: suggestion)
            type = referenced(value.schema, named: name, depth: depth)
        } else {
            type = self.type(of: value.schema, path: path, into: &nested, depth: depth + 1)
        }
        return value.isNullable ? .nullable(type) : type
    }

    /// Whether a schema becomes a struct, whatever it is combined with.
    func isStructure(_ schema: Schema) -> Bool {
        guard schema.reference == nil else { return false }
        if schema.types.isEmpty && schema.impliedType != .object && schema.allOf.isEmpty { return false }
        if case .forbidden = schema.additionalProperties, schema.isObject, schema.patternProperties.isEmpty {
            return true
        }
        return schema.isObject && (!schema.properties.isEmpty || !schema.required.isEmpty)
    }

    /// Whether a schema needs a type of its own.
    func needsDeclaration(_ schema: Schema) -> Bool {
        guard schema.reference == nil, onlyAlternative(of: schema) == nil else { return false }
        return isStructure(schema) || alternatives(of: schema).count > 1 || schema.types.count > 1
            || schema.enumeration != nil || schema.constant != nil || !schema.allOf.isEmpty
            || openValues(of: schema) != nil || annotatedValues(of: schema) != nil
    }

    private mutating func referenced(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType {
        guard let reference = schema.reference, let target = document.schema(reference) else { return .any }
        let siblings = schema.meaningfulKeywords.filter { $0 != "$ref" && $0 != "default" }
        if !siblings.isEmpty, schema.isOfDocument {
            // Since OpenAPI 3.1 both hold: the schema that is referred to, and what stands beside. What that says of members
            // that nothing has evaluated is said of both (JSON Schema 2020-12, section 11).
            if siblings.contains(where: { $0.hasPrefix("unevaluated") }) {
                let whole = schema.withReferenceInAllOf(number: nextDerived(), referenceNumber: nextDerived())
                return type(of: whole, path: path, into: &nested, depth: depth + 1)
            }
            let own = schema.without(["$ref"], number: nextDerived())
            let parts = [Schema.reference(like: schema, number: nextDerived()), own]
            if let both = Schema.intersection(of: parts, number: nextDerived()) {
                return type(of: both, path: path, into: &nested, depth: depth + 1)
            }
        }
        return referenced(target, named: typeName(ofReferenced: target), depth: depth)
    }

    /// The type of a schema that is declared elsewhere, or put in place here.
    mutating func referenced(_ target: Schema, named name: String, depth: Int) -> PlannedType {
        guard depth < 32 else { return tooDeep(target) }
        let schema = value(of: target).schema
        if target.reference == nil, schema.id == target.id, onlyAlternative(of: target) == nil {
            // Such a schema may lead back to itself, so its own declaration is not awaited.
            switch classification(of: target) {
            case .structure: return .structure(name)
            case .union: return .union(name)
            case .enumeration, .plain, .nothing: break
            }
        }
        if resolving.contains(target.id) {
            // An array or a map of itself has no type in Swift; a rule says what it holds.
            let text = "{\"$ref\":\(RuleWriter.quoted(rules.writer.name(of: target, otherwise: name)))}"
            return .ruled(.any, rule: rules.name(of: text, suggesting: SwiftName.member(name)))
        }
        resolving.append(target.id)
        defer { resolving.removeLast() }
        // The same declarations are made where the schema itself is declared.
        var declared: [SchemaPlan] = []
        return type(of: schema, path: [name], into: &declared, isDeclaring: true, depth: depth + 1)
    }
}
