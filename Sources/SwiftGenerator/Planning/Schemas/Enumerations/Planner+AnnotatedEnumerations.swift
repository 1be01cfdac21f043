import OpenAPI
import YAML

/// Alternatives that are nothing but one value each, with a title or a description: an enumeration that has a word on each
/// of its values (OpenAPI 3.1.1 and later, "Annotated Enumerations").
extension Planner {
    /// The values and what they are called; nil for a schema that is no such enumeration.
    func annotatedValues(of schema: Schema) -> [(value: YAMLNode, title: String?)]? {
        guard schema.oneOf.isEmpty != schema.anyOf.isEmpty, schema.reference == nil, schema.discriminator == nil,
            schema.meaningfulKeywords.allSatisfy({ ["oneOf", "anyOf", "type", "default"].contains($0) })
        else { return nil }
        var values: [(value: YAMLNode, title: String?)] = []
        var texts: Set<String> = []
        for alternative in allAlternatives(of: schema) {
            guard alternative.isOfDocument, alternative.reference == nil,
                Self.annotations.isSuperset(of: alternative.keywords),
                let value = alternative.constant
                    ?? alternative.enumeration.flatMap({ $0.count == 1 ? $0.first : nil }),
                schema.types.isEmpty || alternative.types.isEmpty || schema.types == alternative.types,
                texts.insert(value.json).inserted
            else { return nil }
            values.append((value, alternative.title))
        }
        guard values.count > 1 else { return nil }
        let type = schema.types.isEmpty ? allAlternatives(of: schema).lazy.flatMap(\.types).first : schema.types.first
        let isOfOneKind = values.allSatisfy { value, _ in
            switch value.scalar?.value {
            case .string: type == nil || type == .string
            case .integer: type == .integer
            default: false
            }
        }
        return isOfOneKind && schema.types.count < 2 ? values : nil
    }

    private static let annotations: Set = ["const", "enum", "type", "title", "description", "deprecated"]

    /// The enum of such values; its cases are called as the titles are where each has one.
    mutating func annotatedEnumeration(
        _ schema: Schema, _ values: [(value: YAMLNode, title: String?)], path: [String], into nested: inout [SchemaPlan]
    ) -> Carrier {
        let titles = values.compactMap(\.title)
        let type = enumeration(
            schema, values.map(\.value), titled: titles.count == values.count ? titles : nil, path: path, into: &nested)
        return Carrier(type: type, keywords: ["oneOf", "anyOf", "type"])
    }
}
