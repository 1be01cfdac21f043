import YAML

extension Linter {
    /// Parts of `allOf`, and what stands beside a reference, that refuse what other parts describe: JSON Schema asks each by
    /// itself (2020-12, core, section 10.3.2.3), where the generator takes what the authors mean, so that other tools refuse
    /// what it lets pass.
    func checkClosedParts(_ schemas: [Schema]) {
        for schema in schemas where !schema.allOf.isEmpty || schema.reference != nil && schema.objects != nil {
            let groups = ([document.target(of: schema)].compactMap(\.self) + schema.allOf).map {
                document.conjuncts(of: $0, maximumCount: 64)
            }
            check(schema, beside: Array(groups.joined()), of: schema)
            // Where one part has both, that has been told of the part.
            for (index, group) in groups.enumerated() {
                let others = [schema] + groups.enumerated().filter { $0.offset != index }.flatMap(\.element)
                for part in group { check(part, beside: others, of: schema) }
            }
        }
    }

    private func check(_ part: Schema, beside others: [Schema], of schema: Schema) {
        guard case .forbidden = part.additionalProperties else { return }
        let known = Set(part.properties.map { ExactName($0.name) })
        let refused = others.lazy.flatMap(\.properties).map(\.name).first { name in
            !known.contains(ExactName(name))
                && !part.patternProperties.contains { validator.rules.matches(name, $0.name) }
        }
        guard let refused else { return }
        let isEarliest = document.version.hasPrefix("3.0.")
        let advice = isEarliest ? "leave it out" : "write 'unevaluatedProperties: false' in the whole instead"
        let name = document.schemas.first { $0.schema.location == part.location }?.name
        let place = part.id == schema.id ? "here" : name.map { "of '\($0)'" } ?? "of a part"
        collector.warning(
            .closedPart,
            "'additionalProperties: false' \(place) refuses '\(refused)', which is described beside it, to tools that ask each part by itself; \(advice)",
            at: (schema.node["allOf"] ?? schema.node["$ref"])?.location ?? schema.location)
    }
}
