import OpenAPI
import YAML

extension Planner {
    /// The struct of an object.
    mutating func structure(_ schema: Schema, _ shape: ObjectShape, path: [String]) -> StructurePlan {
        refuse(schema, allowing: [.object])
        var nested: [SchemaPlan] = []
        let isKeeping =
            switch shape.additional {
            case .unspecified, .forbidden: false
            case .allowed, .schema: true
            }
        // A name that is demanded and not described stands for any value.
        let undescribed = shape.required.filter { name in !shape.properties.contains { $0.name == name } }
        let names = shape.properties.map(\.name) + undescribed
        let swiftNames = SwiftName.unique(
            names.map(SwiftName.member), avoiding: isKeeping ? ["additionalProperties"] : [])
        // Inside the struct a nested type would hide a type of the same name outside it.
        let nestedNames = SwiftName.unique(
            names.map(SwiftName.type) + ["AdditionalProperty"], avoiding: Array(typeNames.values) + path)
        var properties: [PropertyPlan] = []
        for (index, property) in shape.properties.enumerated() {
            let value = value(of: property.schema)
            let type = type(of: value.schema, path: path + [nestedNames[index]], into: &nested)
            properties.append(
                plan(
                    property, value, type, swiftName: swiftNames[index],
                    isRequired: shape.required.contains(property.name)))
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
        return StructurePlan(
            path: path, documentation: documentation(shape.description, isDeprecated: shape.isDeprecated),
            properties: properties, additional: additional, minimumCount: shape.minimumCount,
            maximumCount: shape.maximumCount, dependencies: dependencies(shape, names), nested: nested)
    }

    private func plan(
        _ property: Schema.Property, _ value: (schema: Schema, isNullable: Bool), _ type: PlannedType,
        swiftName: String, isRequired: Bool
    ) -> PropertyPlan {
        let isOneWay = property.schema.isReadOnly || property.schema.isWriteOnly
        var documentation = documentation(
            property.schema.description ?? value.schema.description,
            isDeprecated: property.schema.isDeprecated || value.schema.isDeprecated)
        if isOneWay {
            documentation +=
                (documentation.isEmpty ? [] : [""]) + [
                    property.schema.isReadOnly ? "Of answers only." : "Of requests only."
                ]
        }
        var literal: String?
        // A default of the schema that a reference leads to holds for whatever has that schema.
        let node = property.schema.defaultValue ?? document.resolved(value.schema)?.defaultValue
        // What must be there is never absent.
        let isUseless = isRequired && !isOneWay && isReadFromText(type)
        if let node, !isUseless, !(value.isNullable && node.scalar?.value == .null) {
            literal = self.literal(node, of: value.schema, for: type)
        }
        return PropertyPlan(
            jsonName: property.name, swiftName: swiftName, documentation: documentation, type: type,
            // A property of one direction is demanded in that direction alone (OpenAPI 3.0, section 4.7.24.2), and a
            // type serves both.
            isRequired: isRequired && !isOneWay, isNullable: value.isNullable, defaultLiteral: literal,
            isDefaultOptional: isReadFromText(type))
    }

    private func isReadFromText(_ type: PlannedType) -> Bool {
        if case .formatted = type { true } else { false }
    }

    private func dependencies(_ shape: ObjectShape, _ names: [String]) -> [(member: Int, needed: [Int])] {
        shape.dependencies.compactMap { dependency in
            let needed = dependency.required.compactMap { names.firstIndex(of: $0) }
            guard let member = names.firstIndex(of: dependency.name), needed.count == dependency.required.count else {
                collector.error(
                    "'dependentRequired' of '\(dependency.name)' names no property",
                    at: shape.properties.first?.location
                        ?? document.root.location)
                return nil
            }
            return (member, needed)
        }
    }
}
