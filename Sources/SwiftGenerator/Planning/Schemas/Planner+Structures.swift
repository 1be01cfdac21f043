import OpenAPI
import YAML

extension Planner {
    /// The struct of an object.
    ///
    /// What it turns out not to carry is added to the rules of the shape.
    mutating func structure(_ shape: inout ObjectShape, path: [String]) -> StructurePlan {
        var nested: [SchemaPlan] = []
        if shape.hasPatterns {
            shape.additional = .allowed
        } else if case .schema(let schema) = shape.additional {
            // A name that is demanded and not described is one of the others.
            let described = Set(shape.properties.map(\.name))
            shape.properties += shape.required.filter { !described.contains($0) }.map { name in
                Schema.Property(name: name, location: schema.location, schema: schema)
            }
        }
        let isKeeping =
            switch shape.additional {
            case .unspecified, .forbidden: false
            case .allowed, .schema: true
            }
        // A name that is demanded and not described stands for any value.
        let described = Set(shape.properties.map(\.name))
        let undescribed = shape.required.filter { !described.contains($0) }
        let required = Set(shape.required)
        let names = shape.properties.map(\.name) + undescribed
        let swiftNames = SwiftName.members(
            shape.properties.map { ($0.name, $0.schema.extensionText("x-swift-name")) } + undescribed.map { ($0, nil) },
            avoiding: isKeeping ? ["additionalProperties"] : [])
        // Inside the struct a nested type would hide a type of the same name outside it.
        var parts = shape.properties.map(\.schema)
        if case .schema(let part) = shape.additional { parts.append(part) }
        let nestedNames = SwiftName.unique(
            names.map { (SwiftName.type($0), 0, $0) } + [("AdditionalProperty", 1, "")],
            avoiding: usedTypeNames(in: parts).union(path))
        var properties: [PropertyPlan] = []
        for (index, property) in shape.properties.enumerated() {
            let value = value(of: property.schema)
            let type = type(of: value.schema, path: path + [nestedNames[index]], into: &nested)
            properties.append(
                plan(
                    property, value, type, swiftName: swiftNames[index],
                    isRequired: required.contains(property.name), others: shape.others[property.name] ?? []))
        }
        for (index, name) in undescribed.enumerated() {
            properties.append(
                PropertyPlan(
                    jsonName: name, swiftName: swiftNames[shape.properties.count + index], documentation: [],
                    type: .any, isRequired: true, isNullable: false))
        }
        var additional = StructurePlan.Additional.ignored
        switch shape.additional {
        case .unspecified: break
        case .forbidden: additional = .refused
        case .allowed: additional = .kept(.any)
        case .schema(let schema):
            additional = .kept(
                element(schema, path: path + [nestedNames.last ?? "AdditionalProperty"], into: &nested))
        }
        let dependencies = dependencies(&shape, names)
        return StructurePlan(
            path: path, documentation: documentation(shape.description, isDeprecated: shape.isDeprecated),
            properties: properties, additional: additional, minimumCount: shape.minimumCount,
            maximumCount: shape.maximumCount, dependencies: dependencies, nested: nested)
    }

    /// - Parameter others: What describes the property too and adds nothing that a value could break.
    private func plan(
        _ property: Schema.Property, _ value: (schema: Schema, isNullable: Bool), _ type: PlannedType,
        swiftName: String, isRequired: Bool, others: [Schema]
    ) -> PropertyPlan {
        let schema = property.schema
        let all = (schema.id == value.schema.id ? [schema] : [schema, value.schema]) + others
        var direction: PropertyPlan.Direction?
        if all.contains(where: { says(\.isReadOnly, $0) }) { direction = .response }
        if all.contains(where: { says(\.isWriteOnly, $0) }) { direction = direction == nil ? .request : nil }
        var documentation = documentation(
            schema.description ?? value.schema.description,
            isDeprecated: schema.isDeprecated || value.schema.isDeprecated)
        if let direction {
            let text = direction == .response ? "Of answers only." : "Of requests only."
            documentation += (documentation.isEmpty ? [] : [""]) + [text]
        }
        // A default of the schema that a reference leads to holds for whatever has that schema.
        var pending: (node: YAMLNode, schema: Schema)?
        if let node = all.lazy.compactMap({ defaultNode(of: $0) }).first {
            // What must be there is never absent.
            let isUseless = isRequired && direction == nil && isReadFromText(type)
            if !isUseless { pending = (node, schema.defaultValue == nil ? value.schema : schema) }
        }
        return PropertyPlan(
            jsonName: property.name, swiftName: swiftName, documentation: documentation, type: type,
            // A property of one direction is demanded in that direction alone (OpenAPI 3.0, section 4.7.24.2), and a
            // type serves both.
            isRequired: isRequired && direction == nil, isNullable: value.isNullable,
            pendingDefault: pending, direction: direction, isRequiredInDirection: isRequired,
            isDefaultOptional: isReadFromText(type))
    }

    /// Whether a schema says something of the whole value: itself, by what it refers to, or by a part of its `allOf` (JSON
    /// Schema 2020-12, validation, section 9.4).
    private func says(_ annotation: KeyPath<Schema, Bool>, _ schema: Schema) -> Bool {
        if schema[keyPath: annotation] { return true }
        // Most are of one piece, or refer to what is.
        guard schema.allOf.isEmpty else { return conjuncts(of: schema).contains { $0[keyPath: annotation] } }
        guard let target = schema.reference.flatMap(document.schema) else { return false }
        if target.reference == nil, target.allOf.isEmpty { return target[keyPath: annotation] }
        return conjuncts(of: target).contains { $0[keyPath: annotation] }
    }

    /// The value that stands for an absent one, as a schema says it, what it refers to, or a part of its `allOf`. Of an object
    /// a part may not know all, so there the only part alone speaks for the whole.
    func defaultNode(of schema: Schema) -> YAMLNode? {
        if let own = schema.defaultValue { return own }
        if schema.allOf.isEmpty {
            guard let target = schema.reference.flatMap(document.schema) else { return nil }
            if target.reference == nil, target.allOf.isEmpty { return target.defaultValue }
        }
        let parts = conjuncts(of: schema)
        guard let node = parts.lazy.compactMap(\.defaultValue).first else { return nil }
        return node.mapping == nil || parts.allSatisfy { $0.allOf.count < 2 } ? node : nil
    }

    /// A schema, what it refers to and the parts of its `allOf`, however deep, each once; of very many the first.
    private func conjuncts(of schema: Schema) -> [Schema] {
        guard schema.reference != nil || !schema.allOf.isEmpty else { return [schema] }
        var result: [Schema] = []
        var seen: Set<Schema.ID> = []
        var open = [schema]
        while let next = open.popLast(), result.count < 256 {
            guard seen.insert(next.id).inserted else { continue }
            result.append(next)
            open += next.allOf.reversed() + [next.reference.flatMap(document.schema)].compactMap(\.self)
        }
        return result
    }

    private func isReadFromText(_ type: PlannedType) -> Bool {
        if case .formatted = type.bare { true } else { false }
    }

    private func dependencies(_ shape: inout ObjectShape, _ names: [String]) -> [(member: Int, needed: [Int])] {
        var result: [(member: Int, needed: [Int])] = []
        for dependency in shape.dependencies {
            let needed = dependency.required.compactMap { names.firstIndex(of: $0) }
            if let member = names.firstIndex(of: dependency.name), needed.count == dependency.required.count {
                result.append((member, needed))
            } else {
                // It speaks of a member that has no property.
                let list = RuleWriter.list(dependency.required.map(RuleWriter.quoted))
                shape.rules.append("{\"dependentRequired\":{\(RuleWriter.quoted(dependency.name)):\(list)}}")
            }
        }
        return result
    }
}
