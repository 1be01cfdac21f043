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
                let beside = part.without(["$ref"], number: nextDerived())
                var own = ownShape(of: beside)
                own.remainders = remainders(of: beside)
                merge(own, of: part, into: &shape)
            }
            guard var described = flattened(target, chain: chain + [schema.id]) else { return nil }
            described.remainders += remainders(of: target)
            // What another schema tells of itself is no description of this one.
            if part.reference != nil { (described.description, described.isDeprecated) = (nil, false) }
            merge(described, of: part, into: &shape)
            merge(shape, of: part, into: &result)
        }
        merge(ownShape(of: schema), of: schema, into: &result)
        result.description = schema.description ?? schema.title ?? result.description
        findings.note(result, of: schema)
        return result
    }

    private mutating func merge(_ shape: ObjectShape, of schema: Schema, into result: inout ObjectShape) {
        refuseEquivalentNames(shape, beside: result, of: schema)
        result.merge(shape) { first, second in
            Schema.intersection(of: [first, second], number: nextDerived()) ?? second
        }
    }

    /// Refuses what Swift takes for a name of the same object and is none: JSON compares code points.
    private func refuseEquivalentNames(_ shape: ObjectShape, beside other: ObjectShape, of schema: Schema) {
        let more = shape.required + shape.mentioned
        func isForeign(_ name: String) -> Bool { !name.utf8.allSatisfy { $0 < 0x80 } }
        guard shape.properties.contains(where: { isForeign($0.name) }) || more.contains(where: isForeign) else {
            return
        }
        // Two properties in one place have been told.
        var known = Dictionary((other.properties.map(\.name) + other.required).map { ($0, $0) }) { first, _ in first }
        func refuse(_ name: String, at location: SourceLocation) {
            guard let first = known[name], !first.utf8.elementsEqual(name.utf8) else { return }
            collector.error(
                "'\(name)' is another name of the same object in other code points, which Swift takes for one; write both alike",
                at: location)
        }
        for property in shape.properties { refuse(property.name, at: property.location) }
        for name in shape.properties.map(\.name) + shape.required where known[name] == nil { known[name] = name }
        for name in more { refuse(name, at: schema.location) }
    }

    /// What no struct carries of a part of `allOf`.
    private func remainders(of schema: Schema) -> [ObjectShape.Remainder] {
        var carried = Self.structureKeywords
        if schema.propertyNames.map(saysString) == true { carried.insert("propertyNames") }
        var rest = remainder(of: schema, besides: carried)
        // The whole says it, for it knows what the other parts describe.
        if rest.isDisjoint(with: ["unevaluatedProperties", "unevaluatedItems"]) { rest.remove("additionalProperties") }
        return rest.isEmpty ? [] : [ObjectShape.Remainder(schema: schema, keywords: rest)]
    }

    private func ownShape(of schema: Schema) -> ObjectShape {
        ObjectShape(
            properties: schema.properties, required: schema.required, additional: schema.additionalProperties,
            patterns: schema.patternProperties.map(\.name), minimumCount: schema.minProperties,
            maximumCount: schema.maxProperties, dependencies: schema.dependentRequired,
            mentioned: mentionedNames(in: schema), description: schema.description ?? schema.title,
            isDeprecated: schema.isDeprecated)
    }

    /// The names of members that a schema speaks of under a condition alone: what conditions and `dependentSchemas` describe or
    /// demand, and what alternatives or other members demand.
    private func mentionedNames(in schema: Schema) -> [String] {
        var visited: Set<Schema.ID> = [schema.id]
        var names = schema.dependentRequired.flatMap { [$0.name] + $0.required }
        names += schema.dependentSchemas.map(\.name)
        for part in (alternativesBeside[schema.id] ?? []) + Self.conditions(of: schema) {
            mention(part, into: &names, &visited)
        }
        return names
    }

    /// The schemas that hold under a condition, and the condition.
    private static func conditions(of schema: Schema) -> [Schema] {
        guard schema.combinations != nil || !schema.dependentSchemas.isEmpty else { return [] }
        return [schema.ifSchema, schema.thenSchema, schema.elseSchema].compactMap(\.self)
            + schema.dependentSchemas.map(\.schema) + schema.anyOf + schema.oneOf
    }

    private func mention(_ part: Schema, into names: inout [String], _ visited: inout Set<Schema.ID>) {
        for target in document.conjuncts(of: part, maximumCount: 64) where visited.insert(target.id).inserted {
            names += target.properties.map(\.name) + target.required
            names += target.dependentRequired.flatMap { [$0.name] + $0.required }
            for inner in Self.conditions(of: target) { mention(inner, into: &names, &visited) }
        }
    }

    /// Whether a schema for names says nothing but that they are strings, which every name is.
    func saysString(_ schema: Schema) -> Bool {
        guard let target = document.resolved(schema) else { return false }
        return target.always != false && target.types.allSatisfy { $0 == .string }
            && target.meaningfulKeywords.allSatisfy { $0 == "type" }
    }
}
