import OpenAPI
import YAML

/// What no Swift type carries becomes a rule that values are held against while they are read.
///
/// A type is chosen so that it can hold every value that the schema allows. It carries some keywords; each of the others
/// goes into the rule as it is, so nothing that a schema says is passed over.
extension Planner {
    /// The name of the rule for keywords of a schema, or nil when there is nothing to say.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - carried: The keywords that its type carries.
    ///   - more: Rules of other schemas that hold for the same value.
    ///   - path: What the rule is named after.
    mutating func rule(of schema: Schema, besides carried: Set<String>, and more: [String] = [], path: [String])
        -> String?
    {
        let rest = remainder(of: schema, besides: carried)
        guard !rest.isEmpty || !more.isEmpty else { return nil }
        var text = rest.isEmpty ? "{}" : rules.writer.text(schema, only: rest)
        if !more.isEmpty {
            let parts = (text == "{}" ? [] : [text]) + more
            text = parts.count == 1 ? parts[0] : "{\"allOf\":\(RuleWriter.list(parts))}"
        }
        guard text != "{}", text != "true" else { return nil }
        return rules.name(of: text, suggesting: SwiftName.member(path.joined(separator: " ")))
    }

    /// The keywords of a schema that go into its rule.
    func remainder(of schema: Schema, besides carried: Set<String>) -> Set<String> {
        let left = schema.keywords.filter { Schema.assertions.contains($0) && !carried.contains($0) }
        guard !left.isEmpty else { return [] }
        var rest = Set(left)
        for group in Self.groupsOfKeywords where !rest.isDisjoint(with: group) {
            rest.formUnion(group.intersection(schema.keywords))
        }
        // Beside `allOf` the whole says it, for it knows what the parts describe.
        if !schema.allOf.isEmpty, carried.contains("additionalProperties") { rest.remove("additionalProperties") }
        if rest.contains("unevaluatedProperties") || rest.contains("unevaluatedItems") {
            rest = Schema.assertions.intersection(schema.keywords)
        }
        for keyword in rest where !applies(keyword, to: schema) { rest.remove(keyword) }
        return rest
    }

    /// Keywords of which each says something together with the others alone.
    private static let groupsOfKeywords: [Set<String>] = [
        ["if", "then", "else"], ["contains", "minContains", "maxContains"],
        ["patternProperties", "additionalProperties"], ["prefixItems", "items"],
    ]

    /// Whether a keyword says something of the values of a schema's types.
    private func applies(_ keyword: String, to schema: Schema) -> Bool {
        guard !schema.types.isEmpty, let types = Schema.typesOfKeywords[keyword] else { return true }
        return schema.types.contains(where: types.contains)
    }

    /// Adds a rule to the type that was declared for a schema, or wraps the type in it.
    func attach(_ rule: String?, to type: PlannedType, declared nested: inout [SchemaPlan], path: [String])
        -> PlannedType
    {
        guard let rule else { return type }
        guard let last = nested.indices.last, nested[last].fullName(in: path) == type.swiftName else {
            return .ruled(type, rule: rule)
        }
        switch nested[last] {
        case .structure(var plan):
            plan.rules.append(rule)
            nested[last] = .structure(plan)
            return type
        case .union(var plan):
            plan.rules.append(rule)
            nested[last] = .union(plan)
            return type
        case .enumeration: return .ruled(type, rule: rule)
        }
    }
}

/// The rules that have been planned.
struct RuleList {
    private(set) var rules: [(name: String, text: String)] = []
    private var names: [String: String] = [:]
    private var taken: Set<String> = []
    var writer: RuleWriter

    init(document: Document) {
        writer = RuleWriter(document: document)
    }

    mutating func name(of text: String, suggesting suggestion: String) -> String {
        if let name = names[text] { return name }
        let plain = suggestion.filter { $0 != "`" }
        let base = plain == "table" ? "tableRule" : plain
        var name = base
        var number = 2
        while !taken.insert(name).inserted {
            name = "\(base)\(number)"
            number += 1
        }
        names[text] = name
        rules.append((name, text))
        return name
    }

    /// The rules that others refer to; writing one may lead to more.
    mutating func referenced() -> [(name: String, text: String)] {
        var result: [(name: String, text: String)] = []
        while result.count < writer.referenced.count {
            let next = writer.referenced[result.count]
            result.append((next.name, writer.text(next.schema, beside: next.others)))
        }
        return result
    }
}
