import OpenAPI
import YAML

/// Schemas that are made of several, and lead back to themselves through a part of them: such a type is declared once, and
/// what leads back to it refers to it.
extension Planner {
    /// The most types within each other.
    static var maximumNesting: Int { 40 }

    /// The most combinations within one declaration; what is beyond them is any JSON with a rule, for recursive schemas
    /// that are combined with each other may have more than can ever be declared.
    static var maximumCombinedTypes: Int { 256 }

    /// Whether several schemas must hold: `allOf`, or a reference with something beside it.
    func isCombined(_ schema: Schema) -> Bool {
        guard schema.reference != nil else { return !schema.allOf.isEmpty }
        return schema.isOfDocument && schema.meaningfulKeywords.contains { $0 != "$ref" && $0 != "default" }
    }

    /// The type that a schema is about to get under a name; nil where it cannot lead back to itself.
    func expectedType(of schema: Schema, path: [String]) -> PlannedType? {
        let name = path.joined(separator: ".")
        switch classification(of: schema) {
        case .structure: return .structure(name)
        case .union: return .union(name)
        case .enumeration, .plain, .nothing: return nil
        }
    }

    /// What a schema is made of: the same for every schema that says the same of the same parts of the document.
    func origin(of schema: Schema) -> Set<String> {
        if schema.isOfDocument { return [schema.node.location.description] }
        if schema.keywords == ["allOf"], schema.reference == nil {
            return schema.allOf.reduce(into: []) { $0.formUnion(origin(of: $1)) }
        }
        return ["\(schema.node.location) \(schema.keywords.joined(separator: " "))"]
    }
}
