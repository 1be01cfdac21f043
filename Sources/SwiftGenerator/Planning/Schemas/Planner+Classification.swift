import OpenAPI
import YAML

/// What becomes of a schema, found without a look at what its properties hold: so that a reference to it has a type before
/// the schema itself is planned.
enum SchemaClass {
    /// A struct of its own.
    case structure
    /// An enum of alternatives of its own.
    case union
    /// An enum of values.
    case enumeration
    /// A type that is put in place.
    case plain
    /// Nothing that a type could tell.
    case nothing
}

extension Planner {
    func classification(of schema: Schema, depth: Int = 0) -> SchemaClass {
        guard depth < 24 else { return .plain }
        return findings.classification(of: schema, depth: depth) { newClassification(of: schema, depth: depth) }
    }

    private func newClassification(of schema: Schema, depth: Int) -> SchemaClass {
        if schema.extensionText("x-swift-type") != nil { return .plain }
        if let reference = schema.reference {
            let target = document.schema(reference).map { classification(of: $0, depth: depth + 1) } ?? .plain
            guard schema.isOfDocument, schema.meaningfulKeywords.contains(where: { $0 != "$ref" && $0 != "default" })
            else { return target }
            return Self.combined([target, classification(of: schema.without(["$ref"], number: 0), depth: depth + 1)])
        }
        if schema.always == true { return .nothing }
        if let only = onlyAlternative(of: schema) { return classification(of: only, depth: depth + 1) }
        if isOnlyPartWithRule(schema) { return .plain }
        if !schema.allOf.isEmpty {
            let parts = parts(of: schema, depth: depth)
            let classes = parts.map { classification(of: $0, depth: depth + 1) }
            let combined = Self.combined(classes)
            // Alternatives with nothing but rules beside them keep their own type.
            return combined == .union && distributedPart(parts, classes) == nil ? .plain : combined
        }
        let alternatives = alternatives(of: schema)
        if alternatives.count == 1 {
            guard hasShape(besides: schema), bringShape(alternatives, to: schema, depth: depth) else { return .plain }
            let parts = [schema.without(["oneOf", "anyOf", "discriminator"], number: 0), alternatives[0]]
            let classes = parts.map { classification(of: $0, depth: depth + 1) }
            let combined = Self.combined(classes)
            return combined == .union && distributedPart(parts, classes) == nil ? .plain : combined
        }
        if !alternatives.isEmpty {
            guard hasShape(besides: schema), !bringShape(alternatives, to: schema, depth: depth) else { return .union }
            return classification(of: schema.without(["oneOf", "anyOf", "discriminator"], number: 0), depth: depth + 1)
        }
        if annotatedValues(of: schema) != nil || openValues(of: schema) != nil || schema.constant != nil
            || schema.enumeration != nil
        {
            return .enumeration
        }
        if isStructure(schema) { return .structure }
        let types = schema.types.filter { $0 != .integer || !schema.types.contains(.number) }
        if types.count > 1 { return .union }
        return schema.types.isEmpty && schema.impliedType == nil ? .nothing : .plain
    }

    /// Whether a schema is another one but for what it says of members that nothing else describes, which a rule says.
    private func isOnlyPartWithRule(_ schema: Schema) -> Bool {
        let isRule = schema.unevaluatedProperties.map { $0.always != false } ?? (schema.unevaluatedItems != nil)
        guard isRule else { return false }
        let bare = schema.without(["unevaluatedProperties", "unevaluatedItems"], number: 0)
        return onlyAlternative(of: bare) != nil
    }

    /// What becomes of several schemas that must all hold.
    static func combined(_ classes: [SchemaClass]) -> SchemaClass {
        for candidate in [SchemaClass.enumeration, .union, .structure, .plain] where classes.contains(candidate) {
            return candidate
        }
        return .nothing
    }

    /// Whether a schema says what a value is beside its alternatives.
    func hasShape(besides schema: Schema) -> Bool {
        schema.meaningfulKeywords.contains {
            !["oneOf", "anyOf", "discriminator", "default", "type", "not", "if", "then", "else"].contains($0)
        }
    }

    /// Whether alternatives say more of a value's shape than the schema that they stand in.
    func bringShape(_ alternatives: [Schema], to schema: Schema, depth: Int) -> Bool {
        let known = Set(schema.properties.map(\.name))
        return alternatives.contains { alternative in
            if alternative.reference == nil, alternative.allOf.isEmpty, self.alternatives(of: alternative).isEmpty {
                // Which properties must be there, or narrower values of known ones, is a rule and no shape.
                let isNarrowing = alternative.properties.allSatisfy { known.contains($0.name) }
                if isNarrowing, !known.isEmpty || alternative.properties.isEmpty, alternative.enumeration == nil {
                    return false
                }
            }
            return classification(of: alternative, depth: depth + 1) != .nothing
        }
    }
}
