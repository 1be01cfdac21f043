import OpenAPI
import YAML

extension Planner {
    /// Takes `null` apart from what else a value may be: a type array, a nullable reference, or one of two alternatives.
    ///
    /// `null` is allowed where no other keyword refuses it: an `enum` without it, a rule or a reference beside.
    func value(of schema: Schema) -> (schema: Schema, isNullable: Bool) {
        var current = schema
        var isNullable = false
        for _ in 0..<32 {
            isNullable = isNullable || allowsNull(current)
            let speaking = alternatives(of: current)
            if speaking.count == 1, current.oneOf.isEmpty || current.anyOf.isEmpty,
                current.meaningfulKeywords.allSatisfy(Self.isOfAlternatives)
            {
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
        if !isNullable, let target {
            var visited: Set<Schema.ID> = []
            isNullable = hasPartThatAllowsNull(target, &visited)
        }
        return (current, isNullable && validator.allowsNull(schema))
    }

    /// Whether a schema that must hold together with others speaks of `null`, as one that is referred to in `allOf` may.
    private func hasPartThatAllowsNull(_ schema: Schema, _ visited: inout Set<Schema.ID>) -> Bool {
        for part in schema.allOf where visited.insert(part.id).inserted {
            var target: Schema? = part
            for _ in 0..<32 {
                guard let current = target else { break }
                if allowsNull(current) || hasPartThatAllowsNull(current, &visited) { return true }
                target = document.target(of: current)
            }
        }
        return false
    }

    private static func isOfAlternatives(_ keyword: String) -> Bool {
        ["anyOf", "oneOf", "default"].contains(keyword)
    }

    private func allowsNull(_ schema: Schema) -> Bool {
        if schema.isNullable, !schema.isOfDocument { return true }
        if schema.isNullable, !schema.types.isEmpty || schema.node["nullable"] != nil { return true }
        if schema.enumeration?.contains(where: { $0.scalar?.value == .null }) == true, schema.types.isEmpty {
            return true
        }
        if schema.oneOf.isEmpty, schema.anyOf.isEmpty { return false }
        return findings.allowsNull(schema) { (schema.anyOf + schema.oneOf).contains(where: Self.standsForNull) }
    }

    /// Whether the type of a schema is `null` alone.
    static func saysNull(_ schema: Schema) -> Bool {
        schema.reference == nil && schema.types.isEmpty && schema.isNullable && schema.keywords.contains("type")
    }

    /// Whether a schema allows `null` and nothing else.
    static func isNull(_ schema: Schema) -> Bool {
        saysNull(schema) && Set(schema.meaningfulKeywords).isSubset(of: ["type", "default"])
            || schema.constant?.scalar?.value == .null
            || schema.enumeration.map { !$0.isEmpty && $0.allSatisfy { $0.scalar?.value == .null } } == true
    }

    /// The alternatives of `oneOf` or `anyOf`, `null` apart.
    func alternatives(of schema: Schema) -> [Schema] {
        if schema.oneOf.isEmpty, schema.anyOf.isEmpty { return [] }
        return findings.alternatives(of: schema) {
            annotatedValues(of: schema) == nil && openValues(of: schema) == nil ? allAlternatives(of: schema) : []
        }
    }

    /// The alternatives, those that are an enumeration with a word on each value among them.
    func allAlternatives(of schema: Schema) -> [Schema] {
        (schema.oneOf.isEmpty ? schema.anyOf : schema.oneOf).filter { !Self.standsForNull($0) }
    }

    /// Whether an alternative means `null`. One of OpenAPI 3.0 with nothing but `nullable: true` allows anything by the
    /// letter; generators of documents write it for `null`, and it is taken as they mean it.
    private static func standsForNull(_ schema: Schema) -> Bool {
        isNull(schema)
            || schema.isNullableByField && schema.reference == nil && schema.isOfDocument
                && Set(schema.keywords).isSubset(of: ["nullable", "description"])
    }

    /// The lines of a documentation comment. A deprecation is written as text: the attribute would make the compiler
    /// warn of the generated code itself.
    func documentation(_ text: String?, isDeprecated: Bool = false) -> [String] {
        guard describes else { return [] }
        var lines = text.map(Self.lines) ?? []
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        if isDeprecated { lines += (lines.isEmpty ? [] : [""]) + ["Deprecated: the contract discourages its use."] }
        return lines
    }

    /// What is said of the elements of an array or of the values of a map, where they have no type that could say it.
    func documentationOfElements(of schema: Schema) -> [String] {
        var element = schema.items
        if case .schema(let value) = schema.additionalProperties, schema.properties.isEmpty { element = value }
        guard describes, let element, let text = element.description, !needsDeclaration(element) else { return [] }
        return documentation("\(schema.items == nil ? "Each value" : "Each element"): \(text)")
    }

    /// The lines of a text. Those of ASCII are found by their bytes, for to ask each character costs more than to plan the
    /// rest of a property.
    private static func lines(_ text: String) -> [String] {
        guard text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else {
            return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        }
        return text.utf8.split(omittingEmptySubsequences: false) { 0x0A...0x0C ~= $0 }.map { String(Substring($0)) }
    }
}
