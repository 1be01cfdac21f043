import OpenAPI
import YAML

extension Planner {
    /// The one schema that an `allOf` stands for, when everything beside it merely describes.
    func onlyAlternative(of schema: Schema) -> Schema? {
        guard !schema.allOf.isEmpty,
            schema.meaningfulKeywords.allSatisfy({ ["allOf", "default", "type"].contains($0) })
        else { return nil }
        let speaking = schema.allOf.filter { !$0.saysNothing }
        guard speaking.count == 1, let only = speaking.first else { return nil }
        let isSame = schema.types.isEmpty || document.resolved(only)?.types == schema.types
        return isSame ? only : nil
    }

    /// The longest chain of `allOf` that is followed, as long as one of references.
    private static let longestChain = 64

    /// What an object with `allOf` must be, flattened; nil when it was refused.
    ///
    /// - Parameter chain: The schemas whose `allOf` led here, the outermost first.
    mutating func flattened(_ schema: Schema, chain: [Schema.ID] = []) -> ObjectShape? {
        if chain.contains(schema.id) {
            collector.error(.endlessSchema, "'allOf' leads back to its own schema", at: schema.location)
            return nil
        }
        guard chain.count <= Self.longestChain else {
            collector.error(
                .endlessSchema, "this schema is the end of a chain of 'allOf' of more than \(Self.longestChain)",
                at: schema.location)
            return nil
        }
        if let known = findings.shape(of: schema) { return known }
        var result = ObjectShape()
        var merged: Set<Schema.ID> = []
        for part in schema.allOf {
            guard let target = document.resolved(part),
                merged.insert(part.saysOnlyReference ? target.id : part.id).inserted
            else { continue }
            var shape = ObjectShape()
            if part.reference != nil, part.isOfDocument {
                merge(ownShape(of: part.without(["$ref"], number: nextDerived())), into: &shape)
            }
            guard var described = flattened(target, chain: chain + [schema.id]) else { return nil }
            described.rules += restText(of: target)
            // What another schema tells of itself is no description of this one.
            if part.reference != nil { (described.description, described.isDeprecated) = (nil, false) }
            merge(described, into: &shape)
            merge(shape, into: &result)
        }
        merge(ownShape(of: schema), into: &result)
        result.description = schema.description ?? schema.title ?? result.description
        findings.note(result, of: schema)
        return result
    }

    private mutating func merge(_ shape: ObjectShape, into result: inout ObjectShape) {
        result.merge(shape) { first, second in
            Schema.intersection(of: [first, second], number: nextDerived()) ?? second
        }
    }

    /// What no struct carries of a part of `allOf`, as a rule.
    private mutating func restText(of schema: Schema) -> [String] {
        var carried = Self.structureKeywords
        if schema.propertyNames.map(saysString) == true { carried.insert("propertyNames") }
        let rest = remainder(of: schema, besides: carried)
        return rest.isEmpty ? [] : [rules.writer.text(schema, only: rest)]
    }

    private func ownShape(of schema: Schema) -> ObjectShape {
        var seen: Set<String> = []
        for property in schema.properties where !seen.insert(property.name).inserted {
            collector.error(
                "'\(property.name)' is another property in other code points, which Swift takes for one; rename one of them",
                at: property.location)
        }
        // Beside patterns a rule says what all other members are.
        let patterns = schema.patternProperties.map(\.name)
        return ObjectShape(
            properties: schema.properties, required: schema.required,
            additional: patterns.isEmpty ? schema.additionalProperties : .allowed, patterns: patterns,
            minimumCount: schema.minProperties,
            maximumCount: schema.maxProperties, dependencies: schema.dependentRequired,
            description: schema.description ?? schema.title, isDeprecated: schema.isDeprecated)
    }

    /// Whether a schema for names says nothing but that they are strings, which every name is.
    func saysString(_ schema: Schema) -> Bool {
        guard let target = document.resolved(schema) else { return false }
        return target.always != false && target.types.allSatisfy { $0 == .string }
            && target.meaningfulKeywords.allSatisfy { $0 == "type" }
    }
}
