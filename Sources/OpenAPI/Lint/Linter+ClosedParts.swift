import YAML

extension Linter {
    /// Parts of `allOf` that refuse what other parts describe: JSON Schema asks each part by itself (2020-12, core, section
    /// 10.3.2.3), where the generator takes what the authors mean, so that other tools refuse what it lets pass.
    func checkClosedParts(_ schemas: [Schema]) {
        for schema in schemas where !schema.allOf.isEmpty {
            let parts = document.conjuncts(of: schema, maximumCount: 64)
            for part in parts {
                guard case .forbidden = part.additionalProperties, let name = refused(by: part, among: parts) else {
                    continue
                }
                let advice =
                    document.version.hasPrefix("3.0.")
                    ? "leave it out" : "write 'unevaluatedProperties: false' beside this 'allOf' instead"
                let own = part.id == schema.id ? "here" : document.name(of: part.id).map { "of '\($0)'" } ?? "of a part"
                collector.warning(
                    .closedPart,
                    "'additionalProperties: false' \(own) refuses '\(name)', which another part of this 'allOf' describes, to tools that ask each part by itself; \(advice)",
                    at: schema.node["allOf"]?.location ?? schema.location)
            }
        }
    }

    /// The first name that another part describes and a closed one does not.
    private func refused(by part: Schema, among parts: [Schema]) -> String? {
        let known = Set(part.properties.map(\.name))
        return parts.lazy.filter { $0.id != part.id }.flatMap(\.properties).map(\.name).first { name in
            !known.contains(name)
                && !part.patternProperties.contains { validator.rules.matches(name, $0.name) }
        }
    }
}
