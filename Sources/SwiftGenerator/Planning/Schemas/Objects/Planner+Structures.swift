import OpenAPI
import YAML

extension Planner {
    /// The struct of an object.
    ///
    /// What it turns out not to carry is added to the rules of the shape.
    mutating func structure(
        _ shape: inout ObjectShape, path: [String], at location: SourceLocation
    ) -> StructurePlan {
        var nested: [SchemaPlan] = []
        if !shape.patterns.isEmpty {
            holdOthersToRule(&shape)
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
        let required = Set(shape.required)
        var undescribed = shape.required.filter { !described.contains($0) }
        // Where members without a property are passed over, what is said of them under a condition would be lost.
        if case .unspecified = shape.additional {
            var known = described.union(required)
            undescribed += shape.mentioned.filter { known.insert($0).inserted }
        }
        let names = shape.properties.map(\.name) + undescribed
        let swiftNames = SwiftName.members(
            shape.properties.map { (name: $0.name, given: $0.schema.extensionText("x-swift-name")) }
                + undescribed.map { (name: $0, given: nil) },
            avoiding: isKeeping ? ["additionalProperties"] : [], by: self.names)
        // Inside the struct a nested type would hide a type of the same name outside it.
        var parts = shape.properties.map(\.schema)
        if case .schema(let part) = shape.additional { parts.append(part) }
        var wanted = names.map { (name: self.names.type($0), rank: 0, source: $0) }
        wanted.append((name: "AdditionalProperty", rank: 1, source: ""))
        let nestedNames = namesHidingNothing(of: parts, path: path) { SwiftName.unique(wanted, avoiding: $0) }
        var properties: [PropertyPlan] = []
        for (index, property) in shape.properties.enumerated() {
            let value = value(of: property.schema)
            let type = type(of: value.schema, path: path + [nestedNames[index]], into: &nested)
            properties.append(
                plan(
                    property, value, type, swiftName: swiftNames[index],
                    isRequired: required.contains(property.name), others: shape.others[property.name] ?? []))
        }
        let undescribedType = undescribed.isEmpty ? .any : typeOfUndescribed(undescribed, shape, at: location)
        for (index, name) in undescribed.enumerated() {
            properties.append(
                PropertyPlan(
                    jsonName: name, swiftName: swiftNames[shape.properties.count + index], documentation: [],
                    type: undescribedType, isRequired: required.contains(name), isNullable: false))
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

    /// The type of members that must be there and that nothing describes: none where no other members may be there.
    private mutating func typeOfUndescribed(
        _ names: [String], _ shape: ObjectShape, at location: SourceLocation
    ) -> PlannedType {
        guard case .forbidden = shape.additional else { return .any }
        for name in names {
            collector.warning(
                .contradiction,
                "'\(name)' must be there, and '\(shape.closedBy): false' forbids it; describe it under 'properties'",
                at: location)
        }
        return .ruled(.any, rule: rules.name(of: "false", suggesting: "nothing"))
    }

    /// Makes a rule of what a part of `allOf` says of all other members where another part has patterns: those that match
    /// none and that nothing describes are held to it.
    private mutating func holdOthersToRule(_ shape: inout ObjectShape) {
        let others: String
        switch shape.additional {
        case .unspecified, .allowed: return shape.additional = .allowed
        case .forbidden: others = "false"
        case .schema(let schema): others = rules.writer.text(schema)
        }
        shape.additional = .allowed
        func members(_ names: [String]) -> String {
            "{\(names.map { "\(RuleWriter.quoted($0)):true" }.joined(separator: ","))}"
        }
        let properties = members(shape.properties.map(\.name))
        shape.rules.append(
            "{\"properties\":\(properties),\"patternProperties\":\(members(shape.patterns)),"
                + "\"additionalProperties\":\(others)}")
    }

    /// - Parameter others: What describes the property too and adds nothing that a value could break.
    private func plan(
        _ property: Schema.Property, _ value: (schema: Schema, isNullable: Bool), _ type: PlannedType,
        swiftName: String, isRequired: Bool, others: [Schema]
    ) -> PropertyPlan {
        let schema = property.schema
        var annotations = annotations(of: schema)
        if schema.id != value.schema.id { annotations.add(self.annotations(of: value.schema)) }
        for other in others { annotations.add(self.annotations(of: other)) }
        var direction: PropertyPlan.Direction?
        if annotations.isReadOnly { direction = .response }
        if annotations.isWriteOnly { direction = direction == nil ? .request : nil }
        var documentation = documentation(
            schema.description ?? value.schema.description ?? schema.title ?? value.schema.title,
            isDeprecated: schema.isDeprecated || value.schema.isDeprecated)
        let ofElements = documentationOfElements(of: value.schema)
        documentation += (documentation.isEmpty || ofElements.isEmpty ? [] : [""]) + ofElements
        if let direction {
            let text = direction == .response ? "Of answers only." : "Of requests only."
            documentation += (documentation.isEmpty ? [] : [""]) + [text]
        }
        // A default of the schema that a reference leads to holds for whatever has that schema.
        var pending: (node: YAMLNode, schema: Schema)?
        if let node = annotations.defaultNode {
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

    /// The value that stands for an absent one.
    func defaultNode(of schema: Schema) -> YAMLNode? { annotations(of: schema).defaultNode }

    /// What a schema says of the whole value: itself, by what it refers to, or by the parts of its `allOf`.
    private func annotations(of schema: Schema) -> ValueAnnotations {
        // Most are of one piece, or refer to what is.
        guard schema.allOf.isEmpty else { return ValueAnnotations(of: conjuncts(of: schema)) }
        var annotations = ValueAnnotations(of: schema)
        guard let target = document.target(of: schema) else { return annotations }
        let isOfOnePiece = target.reference == nil && target.allOf.isEmpty
        annotations.add(
            isOfOnePiece ? ValueAnnotations(of: target) : ValueAnnotations(of: conjuncts(of: target)))
        return annotations
    }

    private func conjuncts(of schema: Schema) -> [Schema] { document.conjuncts(of: schema, maximumCount: 256) }

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
