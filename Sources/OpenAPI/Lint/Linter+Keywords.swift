import YAML

extension Linter {
    /// Keywords and formats that are about values of other types than the schema allows.
    func checkTypes(_ schema: Schema) {
        guard !schema.types.isEmpty else { return }
        let types = Set(schema.types)
        for entry in schema.node.entries {
            guard let spoken = Schema.typesOfKeywords[entry.key], spoken.isDisjoint(with: types) else { continue }
            collector.warning(
                .noEffect, "'\(entry.key)' says nothing of \(Self.text(types)), only of \(Self.text(spoken))",
                at: entry.keyLocation)
        }
        guard let format = schema.format, let spoken = KnownNames.types(ofFormat: format),
            spoken.isDisjoint(with: types)
        else { return }
        collector.warning(
            .noEffect, "the format '\(format)' says nothing of \(Self.text(types)), only of \(Self.text(spoken))",
            at: schema.node["format"]?.location ?? schema.location)
    }

    private static func text(_ types: Set<Schema.PrimitiveType>) -> String {
        let names = Schema.PrimitiveType.allCases.filter { type in
            types.contains(type) && (type != .integer || !types.contains(.number))
        }
        return names.map { type in
            switch type {
            case .array, .integer, .object: "an \(type.rawValue)"
            case .boolean, .number, .string: "a \(type.rawValue)"
            }
        }.joined(separator: " or ")
    }
}
