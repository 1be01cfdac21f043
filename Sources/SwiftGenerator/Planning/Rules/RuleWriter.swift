import OpenAPI
import YAML

/// Writes schemas as the rules that generated code holds values against: JSON Schema 2020-12 without annotations,
/// whatever the version of the document.
struct RuleWriter {
    let document: Document
    /// The schemas that rules refer to, by the name of their rule, in the order in which they were met.
    private(set) var referenced: [(name: String, schema: Schema)] = []
    /// The schemas that are nested too deep to be written, which no document gets away with.
    private(set) var tooDeep: [Schema] = []
    /// The schemas of which it is not certain what their `$dynamicRef` leads to.
    private(set) var uncertain: [Schema] = []
    /// The patterns that were written, however deep inside.
    private(set) var patterns: [(source: String, location: SourceLocation)] = []
    private var names: [Schema.ID: String] = [:]

    /// The deepest nesting that is written: what generated code reads has a bound.
    static let maximumDepth = 40

    init(document: Document) {
        self.document = document
    }

    /// A schema as JSON on one line.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - keywords: The keywords that are written, those of inner schemas apart; all when nothing is said.
    ///   - whole: The outermost schema of the same value, which may describe what this one demands.
    mutating func text(
        _ schema: Schema, only keywords: Set<String>? = nil, depth: Int = 0, in whole: Schema? = nil
    ) -> String {
        let whole = whole ?? schema
        if let flag = schema.always { return flag ? "true" : "false" }
        guard depth < Self.maximumDepth else {
            tooDeep.append(schema)
            return "true"
        }
        var fields: [String] = []
        func wants(_ keyword: String) -> Bool { keywords?.contains(keyword) ?? true }
        note(patternsOf: schema, wants)
        func add(_ keyword: String, _ value: String?) {
            if let value, wants(keyword) { fields.append("\(Self.quoted(keyword)):\(value)") }
        }
        if wants("$ref"), let reference = schema.reference, let name = name(of: reference) {
            add("$ref", Self.quoted(name))
        }
        if schema.dynamicReference != nil, wants("$dynamicRef") { uncertain.append(schema) }
        if !schema.types.isEmpty || (schema.isNullable && schema.node["type"] != nil && schema.isOfDocument) {
            let types = schema.types.map(\.rawValue) + (schema.isNullable ? ["null"] : [])
            add("type", types.count == 1 ? Self.quoted(types[0]) : Self.list(types.map(Self.quoted)))
        }
        if let values = schema.enumeration {
            let hasNull = values.contains { $0.scalar?.value == .null }
            add("enum", Self.list(values.map(\.json) + (schema.isNullableByField && !hasNull ? ["null"] : [])))
        }
        add("const", schema.constant?.json)
        if schema.format.map(Formats.isEnforced) == true { add("format", schema.format.map(Self.quoted)) }
        for (keyword, bound) in [
            ("minimum", schema.minimum), ("maximum", schema.maximum), ("exclusiveMinimum", schema.exclusiveMinimum),
            ("exclusiveMaximum", schema.exclusiveMaximum), ("multipleOf", schema.multipleOf),
        ] { add(keyword, bound.map { schema.digits(of: $0, at: keyword) }) }
        for (keyword, count) in [
            ("minLength", schema.minLength), ("maxLength", schema.maxLength), ("minItems", schema.minItems),
            ("maxItems", schema.maxItems), ("minContains", schema.minContains), ("maxContains", schema.maxContains),
            ("minProperties", schema.minProperties), ("maxProperties", schema.maxProperties),
        ] { add(keyword, count.map(String.init)) }
        add("pattern", schema.pattern.map(Self.quoted))
        if schema.uniqueItems { add("uniqueItems", "true") }
        for (keyword, part) in [
            ("items", schema.items), ("contains", schema.contains), ("unevaluatedItems", schema.unevaluatedItems),
            ("propertyNames", schema.propertyNames), ("unevaluatedProperties", schema.unevaluatedProperties),
        ] {
            guard let part, wants(keyword) else { continue }
            fields.append("\"\(keyword)\":\(text(part, depth: depth + 1))")
        }
        for (keyword, part) in [
            ("not", schema.not), ("if", schema.ifSchema), ("then", schema.thenSchema), ("else", schema.elseSchema),
        ] {
            guard let part, wants(keyword) else { continue }
            fields.append("\"\(keyword)\":\(text(part, depth: depth + 1, in: whole))")
        }
        if !schema.prefixItems.isEmpty, wants("prefixItems") {
            fields.append("\"prefixItems\":\(Self.list(schema.prefixItems.map { text($0, depth: depth + 1) }))")
        }
        if !schema.allOf.isEmpty, wants("allOf") {
            fields.append(
                "\"allOf\":\(Self.list(schema.allOf.map { text($0, depth: depth + 1, in: whole) }))")
        }
        for (keyword, parts) in [("anyOf", schema.anyOf), ("oneOf", schema.oneOf)]
        where !parts.isEmpty && wants(keyword) {
            let texts = parts.map { alternative($0, of: schema, depth: depth, in: whole) }
            fields.append("\"\(keyword)\":\(Self.list(texts))")
        }
        fields += objectFields(schema, wants, depth: depth, in: whole)
        let written = "{\(fields.joined(separator: ","))}"
        // What stands beside OpenAPI 3.0's `nullable` without a type is taken not to speak of null, as a type takes it.
        let isOrNull =
            keywords == nil && schema.isNullableByField && schema.isOfDocument && schema.node["type"] == nil
            && !(schema.allOf.isEmpty && schema.anyOf.isEmpty && schema.oneOf.isEmpty)
        return isOrNull ? "{\"anyOf\":[{\"type\":\"null\"},\(written)]}" : written
    }

    private mutating func note(patternsOf schema: Schema, _ wants: (String) -> Bool) {
        if wants("pattern"), let pattern = schema.pattern {
            patterns.append((pattern, schema.node["pattern"]?.location ?? schema.location))
        }
        guard wants("patternProperties") else { return }
        patterns += schema.patternProperties.map { ($0.name, $0.location) }
    }

    private mutating func objectFields(
        _ schema: Schema, _ wants: (String) -> Bool, depth: Int, in whole: Schema
    ) -> [String] {
        var fields: [String] = []
        for (keyword, members) in [
            ("properties", schema.properties),
            ("patternProperties", schema.patternProperties),
            ("dependentSchemas", schema.dependentSchemas),
        ] where !members.isEmpty {
            // The names alone decide what is left to the keywords for all others.
            let isNeededForNames = keyword == "properties" && wants("patternProperties") && !wants("properties")
            guard wants(keyword) || isNeededForNames else { continue }
            let list = members.map { member in
                "\(Self.quoted(member.name)):\(isNeededForNames ? "true" : text(member.schema, depth: depth + 1))"
            }
            fields.append("\"\(keyword)\":{\(list.joined(separator: ","))}")
        }
        if wants("required") { fields += requirements(schema, in: whole) }
        if wants("dependentRequired"), !schema.dependentRequired.isEmpty {
            let list = schema.dependentRequired.map {
                "\(Self.quoted($0.name)):\(Self.list($0.required.map(Self.quoted)))"
            }
            fields.append("\"dependentRequired\":{\(list.joined(separator: ","))}")
        }
        guard wants("additionalProperties") else { return fields }
        switch schema.additionalProperties {
        case .unspecified: break
        case .allowed: fields.append("\"additionalProperties\":true")
        case .forbidden: fields.append("\"additionalProperties\":false")
        case .schema(let part): fields.append("\"additionalProperties\":\(text(part, depth: depth + 1))")
        }
        return fields
    }

    /// The names that must be there; those that are demanded in one direction alone (OpenAPI 3.0, section 4.7.24.2) by keywords
    /// of our own.
    private func requirements(_ schema: Schema, in whole: Schema) -> [String] {
        func says(_ fact: KeyPath<Schema, Bool>, _ name: String) -> Bool {
            document.says(fact, of: name, in: schema) || document.says(fact, of: name, in: whole)
        }
        var names: [String: [String]] = [:]
        for name in schema.required {
            let isReadOnly = says(\.isReadOnly, name)
            let isWriteOnly = says(\.isWriteOnly, name)
            let keyword =
                isReadOnly == isWriteOnly ? "required" : isReadOnly ? "requiredInResponse" : "requiredInRequest"
            names[keyword, default: []].append(Self.quoted(name))
        }
        return names.sorted { $0.key < $1.key }.map { "\"\($0)\":\(Self.list($1))" }
    }

    /// An alternative of `oneOf`, or one of those that build on a schema; with the values of the discriminator that mean it, which
    /// may be all that tells it from the others.
    private mutating func alternative(
        _ alternative: Schema, of schema: Schema, depth: Int, in whole: Schema
    ) -> String {
        let text = text(alternative, depth: depth + 1, in: whole)
        guard !schema.oneOf.isEmpty || schema.base != nil, let discriminator = schema.discriminator,
            let values = values(discriminator, alternative)
        else { return text }
        let name = Self.quoted(discriminator.propertyName)
        let list = Self.list(values.map(Self.quoted))
        return "{\"allOf\":[\(text),{\"properties\":{\(name):{\"enum\":\(list)}}}]}"
    }

    /// The values that mean an alternative; nil where it is told otherwise, or has alternatives of its own.
    private func values(_ discriminator: Schema.Discriminator, _ alternative: Schema) -> [String]? {
        let target = alternative.reference?.target ?? alternative.id
        guard let name = document.referencedName(alternative) ?? alternative.baseOf.flatMap(document.name),
            discriminator.defaultMapping == nil,
            !document.conjuncts(of: alternative, maximumCount: 64).contains(where: { part in
                !part.oneOf.isEmpty || !part.anyOf.isEmpty
                    || part.properties.contains { $0.name == discriminator.propertyName && !isString($0.schema) }
            }),
            document.requires(discriminator.propertyName, alternative),
            document.constants(discriminator.propertyName, of: alternative).isEmpty
        else { return nil }
        let mapped = discriminator.mapping.filter { $0.schema.target == target }.map(\.value)
        let isNamed = !discriminator.mapping.contains { $0.value == name }
        return mapped + (isNamed ? [name] : [])
    }

    private func isString(_ schema: Schema) -> Bool {
        document.resolved(schema).map { $0.types.isEmpty || $0.types == [.string] } ?? false
    }

    private mutating func name(of reference: SchemaReference) -> String? {
        document.schema(reference).map { name(of: $0, otherwise: reference.text) }
    }

    /// The name of the rule for a schema that others refer to.
    mutating func name(of target: Schema, otherwise text: String) -> String {
        if let name = names[target.id] { return name }
        let pointer = document.canonicalPointer(target.id) ?? text
        let name = "#" + (pointer.split(separator: "/").last.map(String.init) ?? pointer)
        let taken = Set(names.values)
        let unique = taken.contains(name) ? "#\(pointer)" : name
        names[target.id] = unique
        referenced.append((unique, target))
        return unique
    }

    static func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ","))]" }

    /// A string as JSON has it, without what stands in no literal over several lines as it is.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case let other where other.value < 0x20 || other.value == 0x7F || (0x2028...0x2029).contains(other.value):
                let digits = String(other.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
