import OpenAPI
import YAML

/// Writes schemas as the rules that generated code holds values against: JSON Schema 2020-12 without annotations,
/// whatever the version of the document.
struct RuleWriter {
    let document: Document
    /// The schemas that rules refer to, by the name of their rule, in the order in which they were met.
    private(set) var referenced: [(name: String, schema: Schema, others: DescribedMembers)] = []
    /// The schemas that are nested too deep to be written, which no document gets away with.
    private(set) var tooDeep: [Schema] = []
    /// The schemas of which it is not certain what their `$dynamicRef` leads to.
    private(set) var uncertain: [Schema] = []
    /// The patterns that were written, however deep inside.
    private(set) var patterns: [(source: String, location: SourceLocation)] = []
    private var names: [Variant: String] = [:]
    private var takenNames: Set<String> = []
    /// How many rules have been written for what is described beside references.
    private var variantCount = 0
    private var memory: DescriptionMemory

    /// A schema, and what is described beside the references to it.
    private struct Variant: Hashable {
        var schema: Schema.ID
        var others: DescribedMembers
    }

    /// The deepest nesting that is written: what generated code reads has a bound.
    static let maximumDepth = 40
    /// The most rules that are written for what is described beside references; behind any other reference stands what its
    /// schema says alone, for schemas that are built on each other in every way may ask for more than can be written.
    private static let maximumVariants = 256

    init(document: Document) {
        self.document = document
        memory = DescriptionMemory(document)
    }

    /// Some schemas of the same value as JSON, each on one line.
    ///
    /// - Parameter all: All schemas of the value.
    mutating func texts(_ schemas: [Schema], amid all: [Schema]) -> [String] {
        schemas.map { schema in
            text(schema, beside: memory.members(of: all.filter { $0 !== schema }))
        }
    }

    /// A schema as JSON on one line.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - keywords: The keywords that are written, those of inner schemas apart; all when nothing is said.
    ///   - whole: The outermost schema of the same value, which may describe what this one demands.
    ///   - others: What other schemas of the same value describe.
    mutating func text(
        _ schema: Schema, only keywords: Set<String>? = nil, depth: Int = 0, in whole: Schema? = nil,
        beside others: DescribedMembers = DescribedMembers()
    ) -> String {
        let whole = whole ?? schema
        if let flag = schema.always { return flag ? "true" : "false" }
        guard depth < Self.maximumDepth else {
            tooDeep.append(schema)
            return "true"
        }
        let surroundings = RuleSurroundings(of: schema, in: document, beside: others, &memory)
        var fields: [String] = []
        func wants(_ keyword: String) -> Bool { keywords?.contains(keyword) ?? true }
        note(patternsOf: schema, wants)
        func add(_ keyword: String, _ value: String?) {
            if let value, wants(keyword) { fields.append("\(Self.quoted(keyword)):\(value)") }
        }
        if wants("$ref"), let reference = schema.reference,
            let name = name(of: reference, beside: surroundings.reference)
        {
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
            let texts = zip(schema.allOf, surroundings.allOf).map { part, others in
                text(part, depth: depth + 1, in: whole, beside: others)
            }
            fields.append("\"allOf\":\(Self.list(texts))")
        }
        for (keyword, parts, others) in [
            ("anyOf", schema.anyOf, surroundings.anyOf), ("oneOf", schema.oneOf, surroundings.oneOf),
        ] where !parts.isEmpty && wants(keyword) {
            let texts = parts.map { alternative($0, of: schema, depth: depth, in: whole, beside: others) }
            fields.append("\"\(keyword)\":\(Self.list(texts))")
        }
        fields += objectFields(schema, wants, depth: depth, in: whole, beside: surroundings.own)
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

    private mutating func name(of reference: SchemaReference, beside others: DescribedMembers) -> String? {
        document.schema(reference).map { name(of: $0, otherwise: reference.text, beside: others) }
    }

    /// The name of the rule for a schema that others refer to.
    ///
    /// - Parameter others: What is described beside the reference, which another rule allows than the schema alone.
    mutating func name(
        of target: Schema, otherwise text: String, beside others: DescribedMembers = DescribedMembers()
    ) -> String {
        var variant = Variant(schema: target.id, others: matter(others, to: target) ? others : DescribedMembers())
        if names[variant] == nil, !variant.others.isEmpty {
            variantCount += 1
            if variantCount > Self.maximumVariants { variant.others = DescribedMembers() }
        }
        if let name = names[variant] { return name }
        let pointer = document.canonicalPointer(target.id) ?? text
        let name = "#" + (pointer.split(separator: "/").last.map(String.init) ?? pointer)
        var unique = takenNames.contains(name) ? "#\(pointer)" : name
        if !variant.others.isEmpty {
            let base = "\(name) with others"
            unique = base
            var number = 2
            while takenNames.contains(unique) {
                unique = "\(base) \(number)"
                number += 1
            }
        }
        takenNames.insert(unique)
        names[variant] = unique
        referenced.append((unique, target, variant.others))
        return unique
    }

    /// Whether what is described beside a reference changes what its schema allows.
    private mutating func matter(_ others: DescribedMembers, to target: Schema) -> Bool {
        guard !others.isEmpty, memory.speaksOfOtherMembers(target) else { return false }
        guard target.reference == nil, target.combinations == nil else { return true }
        var rest = others
        rest.subtract(DescribedMembers(of: target))
        return !rest.isEmpty
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
