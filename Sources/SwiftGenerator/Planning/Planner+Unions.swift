import OpenAPI
import YAML

extension Planner {
    /// The enum of several alternatives, or the type of the only one.
    mutating func union(
        _ schema: Schema, _ alternatives: [Schema], path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType {
        let keyword = schema.oneOf.isEmpty ? "anyOf" : "oneOf"
        for other in schema.meaningfulKeywords where ![keyword, "discriminator", "default", "type"].contains(other) {
            collector.error("'\(other)' beside '\(keyword)' is not supported yet", at: schema.location)
        }
        if alternatives.count == 1 {
            return type(of: value(of: alternatives[0]).schema, path: path, into: &nested, depth: depth + 1)
        }
        var inner: [SchemaPlan] = []
        let names = SwiftName.unique(alternatives.enumerated().map { alternativeName($1, number: $0 + 1) })
        let typeNames = SwiftName.unique(
            names.map(SwiftName.type), avoiding: Array(self.typeNames.values) + path)
        var cases: [UnionPlan.Case] = []
        for (index, alternative) in alternatives.enumerated() {
            let type = element(alternative, path: path + [typeNames[index]], into: &inner, depth: depth)
            cases.append(UnionPlan.Case(name: names[index], type: type))
        }
        var discriminator: String?
        if let rule = schema.discriminator {
            discriminator = rule.propertyName
            for index in cases.indices { cases[index].values = values(of: rule, for: alternatives[index]) }
            for alternative in alternatives where document.resolved(alternative).map(isStructure) != true {
                collector.error("a discriminator needs alternatives that are objects", at: alternative.location)
            }
        }
        nested.append(
            .union(
                UnionPlan(
                    path: path,
                    documentation: documentation(
                        schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
                    cases: cases, isExclusive: keyword == "oneOf", discriminator: discriminator, nested: inner)))
        return .union(path.joined(separator: "."))
    }

    /// The enum of a schema that allows several primitive types.
    mutating func union(ofTypesOf schema: Schema, path: [String], into nested: inout [SchemaPlan]) -> PlannedType {
        var inner: [SchemaPlan] = []
        refuse(schema, allowing: Set(schema.types))
        // A whole number is a number.
        let types = schema.types.filter { $0 != .integer || !schema.types.contains(.number) }
        let cases = types.map { type in
            UnionPlan.Case(
                name: type.rawValue, type: plain(schema, as: type, path: path + ["Element"], into: &inner, depth: 0))
        }
        guard cases.count > 1 else { return cases.first?.type ?? .any }
        nested.append(
            .union(
                UnionPlan(
                    path: path,
                    documentation: documentation(
                        schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
                    cases: cases, isExclusive: false, nested: inner)))
        return .union(path.joined(separator: "."))
    }

    /// What an alternative's case is called: after its reference, its title, or its type.
    private func alternativeName(_ schema: Schema, number: Int) -> String {
        if let reference = schema.reference?.text.split(separator: "/").last {
            return SwiftName.member(String(reference))
        }
        if let title = schema.title { return SwiftName.member(title) }
        if schema.types.count == 1, let type = schema.types.first { return SwiftName.member(type.rawValue) }
        return "alternative\(number)"
    }

    /// The values of a discriminator that mean an alternative: those of the mapping, else the schema's own name.
    private func values(of rule: Schema.Discriminator, for alternative: Schema) -> [String] {
        let target = alternative.reference?.target ?? alternative.id
        let mapped = rule.mapping.filter { $0.schema.target == target }.map(\.value)
        if !mapped.isEmpty { return mapped }
        return alternative.reference?.text.split(separator: "/").last.map { [String($0)] } ?? []
    }
}
