import OpenAPI
import YAML

extension Planner {
    /// What to declare outside all other types for a schema; nothing when it is put in place where it is used.
    mutating func declarations(of schema: Schema, named name: String) -> [SchemaPlan] {
        var nested: [SchemaPlan] = []
        let type = type(of: value(of: schema).schema, path: [name], into: &nested, isDeclaring: true)
        if case .nullable = type {
            collector.error("null alone is not supported yet; name the type of the other values", at: schema.location)
        }
        return nested
    }

    /// The type of a schema; what has to be declared for it is added to `nested`.
    ///
    /// - Parameters:
    ///   - schema: What to find a type for, `null` apart.
    ///   - path: The name that a type of its own would get.
    ///   - isDeclaring: Whether the schema's own name is at hand, so that it isn't looked up.
    mutating func type(
        of schema: Schema, path: [String], into nested: inout [SchemaPlan], isDeclaring: Bool = false, depth: Int = 0
    ) -> PlannedType {
        guard depth < 32 else {
            collector.error("the schema holds nothing but itself", at: schema.location)
            return .any
        }
        if schema.reference != nil { return referenced(schema, path: path, into: &nested, depth: depth) }
        if !isDeclaring, let name = typeNames[schema.id], path.first != name {
            return referenced(schema, named: name, depth: depth)
        }
        if let only = onlyAlternative(of: schema) {
            return type(of: value(of: only).schema, path: path, into: &nested, depth: depth + 1)
        }
        let alternatives = alternatives(of: schema)
        if !alternatives.isEmpty {
            return union(schema, alternatives, path: path, into: &nested, depth: depth)
        }
        if let values = schema.enumeration ?? schema.constant.map({ [$0] }) {
            return enumeration(schema, values, path: path, into: &nested)
        }
        if isStructure(schema) {
            guard let shape = flattened(schema) else { return .any }
            nested.append(.structure(structure(schema, shape, path: path)))
            return .structure(path.joined(separator: "."))
        }
        if schema.types.count > 1 { return union(ofTypesOf: schema, path: path, into: &nested) }
        return plain(schema, path: path, into: &nested, depth: depth)
    }

    /// The type of an element of an array or a map, which may be null.
    mutating func element(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int = 0
    ) -> PlannedType {
        let value = value(of: schema)
        let type: PlannedType
        if path.count == 1, let suggestion = path.first, needsDeclaration(value.schema) {
            let name = typeName(of: value.schema, suggesting: suggestion)
            type = referenced(value.schema, named: name, depth: depth)
        } else {
            type = self.type(of: value.schema, path: path, into: &nested, depth: depth + 1)
        }
        return value.isNullable ? .nullable(type) : type
    }

    /// Whether a schema becomes a struct.
    func isStructure(_ schema: Schema) -> Bool {
        guard schema.reference == nil else { return false }
        if !schema.allOf.isEmpty { return true }
        if case .forbidden = schema.additionalProperties, schema.isObject { return true }
        return schema.isObject && (!schema.properties.isEmpty || !schema.required.isEmpty)
    }

    /// Whether a schema needs a type of its own.
    func needsDeclaration(_ schema: Schema) -> Bool {
        guard schema.reference == nil, onlyAlternative(of: schema) == nil else { return false }
        return isStructure(schema) || alternatives(of: schema).count > 1 || schema.types.count > 1
            || schema.enumeration != nil || schema.constant != nil
    }

    private mutating func referenced(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType {
        refuseSiblings(of: "$ref", in: schema)
        guard let reference = schema.reference, let target = document.schema(reference) else { return .any }
        let suggestion = reference.text.split(separator: "/").last.map(String.init) ?? "Unnamed"
        return referenced(target, named: typeName(of: target, suggesting: suggestion), depth: depth)
    }

    /// The type of a schema that is declared elsewhere, or put in place here.
    mutating func referenced(_ target: Schema, named name: String, depth: Int) -> PlannedType {
        let schema = value(of: target).schema
        if target.reference == nil, schema.id == target.id {
            if isStructure(target), onlyAlternative(of: target) == nil { return .structure(name) }
            if alternatives(of: target).count > 1 || target.types.count > 1 { return .union(name) }
        }
        // The same declarations are made where the schema itself is declared.
        var declared: [SchemaPlan] = []
        return type(of: schema, path: [name], into: &declared, isDeclaring: true, depth: depth + 1)
    }

    /// Takes `null` apart from what else a value may be: a type array, a nullable reference, or one of two alternatives.
    func value(of schema: Schema) -> (schema: Schema, isNullable: Bool) {
        var current = schema
        var isNullable = false
        for _ in 0..<32 {
            isNullable = isNullable || allowsNull(current)
            let speaking = alternatives(of: current)
            if speaking.count == 1, current.meaningfulKeywords.allSatisfy(Self.isOfAlternatives) {
                current = speaking[0]
            } else {
                break
            }
        }
        var target: Schema? = current
        for _ in 0..<32 {
            guard let reference = target?.reference else { break }
            target = document.schema(reference)
            if let target, allowsNull(target) { isNullable = true }
        }
        return (current, isNullable)
    }

    private static func isOfAlternatives(_ keyword: String) -> Bool {
        ["anyOf", "oneOf", "default"].contains(keyword)
    }

    private func allowsNull(_ schema: Schema) -> Bool {
        if schema.isNullable, !schema.types.isEmpty || schema.node["nullable"] != nil { return true }
        return (schema.anyOf + schema.oneOf).contains(where: Self.isNull)
    }

    /// Whether a schema allows `null` and nothing else.
    static func isNull(_ schema: Schema) -> Bool {
        schema.reference == nil && schema.types.isEmpty && schema.isNullable && schema.keywords == ["type"]
            || schema.constant?.scalar?.value == .null
            || schema.enumeration?.allSatisfy { $0.scalar?.value == .null } == true
    }

    /// The alternatives of `oneOf` or `anyOf`, `null` apart.
    func alternatives(of schema: Schema) -> [Schema] {
        (schema.oneOf.isEmpty ? schema.anyOf : schema.oneOf).filter { !Self.isNull($0) }
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
