import OpenAPI
import YAML

extension Planner {
    /// The shape of a value that is written as text.
    ///
    /// - Parameter isNested: Whether objects and arrays inside others have a form of their own, as `deepObject` has it; else
    ///   they are JSON, for no other style can write them.
    func shape(of schema: Schema, isNested: Bool = false, depth: Int = 0) -> PlannedShape {
        guard depth < 6, let target = document.resolved(value(of: schema).schema) else { return .json }
        if let only = onlyAlternative(of: target) { return shape(of: only, isNested: isNested, depth: depth + 1) }
        let alternatives = alternatives(of: target)
        if !alternatives.isEmpty {
            let shapes = alternatives.map { shape(of: $0, isNested: isNested, depth: depth + 1) }
            return union(
                target.properties.isEmpty ? shapes : [object(target, isNested: isNested, depth: depth)] + shapes,
                of: target)
        }
        if openValues(of: target) != nil { return .string }
        let annotated = annotatedValues(of: target)?.map(\.value)
        if let values = target.enumeration ?? target.constant.map({ [$0] }) ?? annotated {
            return union(values.map(shape), of: target)
        }
        if isStructure(target) { return object(target, isNested: isNested, depth: depth) }
        if !target.allOf.isEmpty {
            let parts = target.allOf.map { shape(of: $0, isNested: isNested, depth: depth + 1) }
            if parts.contains(where: \.isObject) { return object(target, isNested: isNested, depth: depth) }
            if target.types.isEmpty { return parts.first { $0 != .string } ?? .string }
        }
        let types = target.types.isEmpty ? [target.impliedType].compactMap(\.self) : target.types
        if types.isEmpty, target.always == nil, !Self.saysNull(target), target.extensionText("x-swift-type") == nil {
            collector.warning(
                .unsupported, "in a parameter or a form, a value of any type is read as a text; give the schema a type",
                at: target.location)
        }
        return union(types.map { shape(of: target, as: $0, isNested: isNested, depth: depth) }, of: target)
    }

    private func shape(_ value: YAMLNode) -> PlannedShape {
        switch value.scalar?.value {
        case .integer, .number: .number
        case .boolean: .boolean
        default: .string
        }
    }

    private func shape(
        of schema: Schema, as type: Schema.PrimitiveType, isNested: Bool, depth: Int
    ) -> PlannedShape {
        switch type {
        case .string: return .string
        case .integer, .number: return .number
        case .boolean: return .boolean
        case .array:
            let elements = schema.prefixItems + [schema.items].compactMap(\.self).filter { $0.always != false }
            let shapes = elements.map { inner($0, isNested: isNested, depth: depth) }
            if Set(shapes).count > 1, let first = elements.first {
                collector.warning(
                    .unsupported,
                    "in a parameter or a form, elements of several types are told apart by their looks and not by their position: a text of digits is a number",
                    at: first.location)
            }
            return .array(union(shapes, of: schema))
        case .object:
            guard case .schema(let value) = schema.additionalProperties else { return .object([], others: .string) }
            return .object([], others: inner(value, isNested: isNested, depth: depth))
        }
    }

    private func object(_ schema: Schema, isNested: Bool, depth: Int) -> PlannedShape {
        let known = descriptions(of: schema)
        let members = known.properties.map { property in
            PlannedShape.Member(
                name: property.first.name,
                shape: Self.common(property.schemas.map { inner($0, isNested: isNested, depth: depth) }))
        }
        let undescribed = Set(known.required).subtracting(members.map(\.name)).sorted()
        let others: PlannedShape? =
            switch known.additional {
            case .unspecified, .forbidden: nil
            case .allowed: .string
            case .schema(let value): inner(value, isNested: isNested, depth: depth)
            }
        return .object(members + undescribed.map { PlannedShape.Member(name: $0, shape: .string) }, others: others)
    }

    /// What an object may hold, its `allOf` included: each property with every schema that describes it.
    func descriptions(
        of schema: Schema, depth: Int = 0
    ) -> (
        properties: [(first: Schema.Property, schemas: [Schema])], required: [String],
        additional: Schema.AdditionalProperties
    ) {
        guard depth < 16, let target = document.resolved(schema) else { return ([], [], .unspecified) }
        var result = (
            properties: target.properties.map { (first: $0, schemas: [$0.schema]) }, required: target.required,
            additional: target.additionalProperties
        )
        for part in target.allOf {
            let inner = descriptions(of: part, depth: depth + 1)
            for property in inner.properties {
                if let index = result.properties.firstIndex(where: { $0.first.name == property.first.name }) {
                    result.properties[index].schemas += property.schemas
                } else {
                    result.properties.append(property)
                }
            }
            result.required += inner.required
            if case .unspecified = result.additional { result.additional = inner.additional }
        }
        return result
    }

    /// What an object may hold, its `allOf` included; what is said twice counts once.
    func members(
        of schema: Schema
    ) -> (properties: [Schema.Property], required: [String], additional: Schema.AdditionalProperties) {
        let all = descriptions(of: schema)
        return (all.properties.map(\.first), all.required, all.additional)
    }

    /// The shape of a value that several parts describe: one that says of which type it is tells more than one that does not.
    static func common(_ shapes: [PlannedShape]) -> PlannedShape { shapes.first { $0 != .string } ?? .string }

    private func inner(_ schema: Schema, isNested: Bool, depth: Int) -> PlannedShape {
        let shape = shape(of: schema, isNested: isNested, depth: depth + 1)
        return isNested || shape.isScalar ? shape : .json
    }

    /// One shape for several: what more than one says counts once, and of objects all members, each with every shape that
    /// it has.
    private func union(_ shapes: [PlannedShape], of schema: Schema) -> PlannedShape {
        var result: [PlannedShape] = []
        for shape in shapes.flatMap({ if case .alternatives(let inner) = $0 { inner } else { [$0] } }) {
            guard case .object(let members, let others) = shape,
                let index = result.firstIndex(where: \.isObject), case .object(let known, let more) = result[index]
            else {
                if !result.contains(shape) { result.append(shape) }
                continue
            }
            var all = known
            for member in members {
                guard let same = all.firstIndex(where: { $0.name == member.name }) else {
                    all.append(member)
                    continue
                }
                guard all[same].shape != member.shape else { continue }
                all[same].shape = union([all[same].shape, member.shape], of: schema)
                collector.warning(
                    .unsupported,
                    "in a parameter or a form, '\(member.name)' is of several types here, which are told apart by their looks: a text of digits is a number",
                    at: schema.location)
            }
            result[index] = .object(all, others: more ?? others)
        }
        if result.contains(where: \.isArray), result.contains(where: \.isScalar) {
            collector.warning(
                .unsupported,
                "in a parameter or a form, a list of one element looks like the element alone and is read as that; a list alone can be told",
                at: schema.location)
        }
        return result.count > 1 ? .alternatives(result) : result.first ?? .string
    }
}
