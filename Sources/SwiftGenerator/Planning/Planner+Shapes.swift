import OpenAPI
import YAML

extension Planner {
    /// The one schema that an `allOf` stands for, when everything beside it merely describes.
    func onlyAlternative(of schema: Schema) -> Schema? {
        guard schema.meaningfulKeywords.allSatisfy({ ["allOf", "default", "type"].contains($0) }) else { return nil }
        let speaking = schema.allOf.filter { !$0.saysNothing }
        guard speaking.count == 1, let only = speaking.first else { return nil }
        let isSame = schema.types.isEmpty || document.resolved(only)?.types == schema.types
        return isSame ? only : nil
    }

    /// What an object with `allOf` must be, flattened; nil when it is no object or was refused.
    func flattened(_ schema: Schema, depth: Int = 0) -> ObjectShape? {
        guard depth < 32 else {
            collector.error("'allOf' leads back to its own schema", at: schema.location)
            return nil
        }
        var result = ObjectShape()
        for part in schema.allOf {
            guard let target = document.resolved(part) else { continue }
            if part.reference != nil { refuseSiblings(of: "$ref", in: part) }
            guard target.isObject || !target.allOf.isEmpty || target.saysNothing else {
                collector.error(
                    "'allOf' is supported for objects only: give this schema 'type: object'", at: part.location)
                return nil
            }
            refuseUnplanned(target, besides: ["allOf", "discriminator"])
            guard var shape = flattened(target, depth: depth + 1) else { return nil }
            // What another schema tells of itself is no description of this one.
            if part.reference != nil { (shape.description, shape.isDeprecated) = (nil, false) }
            merge(shape, into: &result)
        }
        merge(ownShape(of: schema), into: &result)
        result.description = schema.description ?? schema.title ?? result.description
        return result
    }

    private func merge(_ shape: ObjectShape, into result: inout ObjectShape) {
        guard let conflict = result.merge(shape) else { return }
        collector.error(
            "'\(conflict.name)' is described in two ways by 'allOf'; describe it once", at: conflict.location)
    }

    private func ownShape(of schema: Schema) -> ObjectShape {
        ObjectShape(
            properties: schema.properties, required: schema.required, additional: schema.additionalProperties,
            minimumCount: schema.minProperties, maximumCount: schema.maxProperties,
            dependencies: schema.dependentRequired, description: schema.description ?? schema.title,
            isDeprecated: schema.isDeprecated)
    }
}
