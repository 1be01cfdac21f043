import OpenAPI
import YAML

extension Planner {
    /// The enum of a few strings or whole numbers; `const` is one of them.
    mutating func enumeration(
        _ schema: Schema, _ values: [YAMLNode], path: [String], into nested: inout [SchemaPlan]
    ) -> PlannedType {
        refuse(schema, allowing: Set(schema.types), isEnumeration: true)
        let spoken = values.filter { $0.scalar?.value != .null }
        var seen: Set<String> = []
        for value in spoken where !seen.insert(value.json).inserted {
            collector.error("'\(value.scalar?.text ?? value.json)' stands twice in 'enum'", at: value.location)
        }
        let name = path.joined(separator: ".")
        let documentation = documentation(schema.description ?? schema.title, isDeprecated: schema.isDeprecated)
        let integers = spoken.compactMap { node -> Int64? in
            if case .integer(let value) = node.scalar?.value { value } else { nil }
        }
        if integers.count == spoken.count, !spoken.isEmpty, schema.types.allSatisfy({ $0 == .integer || $0 == .number })
        {
            let names = SwiftName.unique(integers.map { $0 < 0 ? "minus\($0.magnitude)" : "value\($0)" })
            nested.append(
                .enumeration(
                    EnumerationPlan(
                        name: path.last ?? "", documentation: documentation,
                        cases: zip(names, integers).map { ($0, String($1), String($1)) }, rawType: "Int64")))
            return .integerEnumeration(name)
        }
        let texts = spoken.compactMap { node -> String? in
            guard case .string = node.scalar?.value, let text = node.scalar?.text else {
                collector.error(
                    "only strings or only whole numbers are supported in 'enum' yet, not \(node.kind)",
                    at: node.location)
                return nil
            }
            return text
        }
        if !schema.types.isEmpty, schema.types != [.string], texts.count == spoken.count {
            collector.error("the values of 'enum' are not of the schema's type", at: schema.location)
        }
        nested.append(
            .enumeration(
                EnumerationPlan(name: path.last ?? "", documentation: documentation, cases: enumerationCases(texts))))
        return .enumeration(name)
    }

    /// The cases of an enum for some strings.
    func enumerationCases(_ values: [String]) -> [(name: String, value: String, literal: String)] {
        zip(SwiftName.unique(values.map(SwiftName.member)), values).map { ($0, $1, SwiftLiteral.string($1)) }
    }
}
