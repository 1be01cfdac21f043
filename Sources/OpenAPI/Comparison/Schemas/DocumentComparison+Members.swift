import YAML

extension DocumentComparison {
    /// The properties of a schema, those of `allOf` among them, and the names that must be there. A property that several
    /// parts describe is held to all of these.
    private mutating func members(
        _ schema: Schema, _ side: Side
    ) -> (properties: [Schema.Property], required: Set<String>) {
        let parts = document(side).conjuncts(of: schema)
        let required = Set(parts.flatMap(\.required))
        guard parts.count > 1 else { return (parts.flatMap(\.properties), required) }
        var properties: [Schema.Property] = []
        var descriptions: [String: [Schema]] = [:]
        for property in parts.flatMap(\.properties) {
            if descriptions[property.name] == nil { properties.append(property) }
            descriptions[property.name, default: []].append(property.schema)
        }
        for (index, property) in properties.enumerated() {
            guard let all = descriptions[property.name], all.count > 1 else { continue }
            properties[index].schema = conjunction(of: all, side) ?? property.schema
        }
        return (properties, required)
    }

    mutating func compareMembers(_ whole: SchemaPair, _ walk: inout SchemaWalk) {
        let before = members(whole.old, .old)
        let after = members(whole.new, .new)
        let names = (Self.byName(before.properties), Self.byName(after.properties))
        var pair = whole
        if !whole.met.isEmpty {
            // What is left are properties that no message has had, here or further in.
            for property in after.properties {
                guard let same = names.0[property.name] else { continue }
                compare(whole.inside("/\(property.name)", same.schema, property.schema), &walk)
            }
            pair.met = []
        }
        // What one version has in messages and the other has not has been told with these.
        var pairing = Pairing(
            before.properties.filter {
                isLeft($0, whole, old) && (whole.met.isEmpty || names.1[$0.name].map { isLeft($0, whole, new) } ?? true)
            },
            after.properties.filter {
                isLeft($0, whole, new) && (whole.met.isEmpty || names.0[$0.name].map { isLeft($0, whole, old) } ?? true)
            })
        pairing.match { $0.name }
        let known = Set(pairing.pairs.map(\.new.name))
        pairing.match(
            old: { PropertyText($0, isRequired: before.required.contains($0.name)) },
            new: { PropertyText($0, isRequired: after.required.contains($0.name)) })
        for (former, property) in pairing.all {
            let isRequired = after.required.contains(property.name)
            guard let former else {
                addProperty(
                    property, isRequired: isRequired, isOneWay: names.0[property.name] != nil, pair, &walk)
                continue
            }
            guard known.contains(property.name) else {
                report(
                    .propertyRenamed, .changes, "the property '\(former.name)' seems to be '\(property.name)' now",
                    pair,
                    old: former.location, new: property.location)
                continue
            }
            if before.required.contains(property.name) != isRequired {
                report(
                    .requiredChanged, isRequired ? .narrows : .widens,
                    "the property '\(property.name)' is \(isRequired ? "required and was optional" : "optional and was required")",
                    pair, old: requirement(of: property.name, in: pair.old, old) ?? former.location,
                    new: requirement(of: property.name, in: pair.new, new) ?? property.location)
            }
            var inner = pair.inside("/\(property.name)", former.schema, property.schema)
            inner.notation = pair.notation == .fields ? .text : .json
            compare(inner, &walk)
        }
        removeProperties(pairing.gone, before.required, Set(names.1.keys), pair, &walk)
        // Names that must be there, whatever their values are.
        guard whole.met.isEmpty else { return }
        for name in after.required.symmetricDifference(before.required).sorted()
        where names.0[name] == nil && names.1[name] == nil {
            let isRequired = after.required.contains(name)
            report(
                .requiredChanged, isRequired ? .narrows : .widens,
                "'\(name)' is \(isRequired ? "required and was not" : "not required any more")", pair)
        }
    }

    /// Where a name is said to be required.
    private func requirement(of name: String, in schema: Schema, _ document: Document) -> SourceLocation? {
        let parts = document.conjuncts(of: schema)
        return parts.lazy.compactMap { $0.node["required"]?.elements.first { $0.text == name }?.location }.first
    }

    /// What a property is known by that is called otherwise.
    private struct PropertyText: Hashable {
        var text: String
        var isRequired: Bool

        init(_ property: Schema.Property, isRequired: Bool) {
            (text, self.isRequired) = (property.schema.node.json, isRequired)
        }
    }

    private static func byName(_ properties: [Schema.Property]) -> [String: Schema.Property] {
        Dictionary(properties.map { ($0.name, $0) }) { first, _ in first }
    }

    mutating func compareObjects(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        compareAdditional(pair, &walk)
        compareNamed("patternProperties", pair.old.patternProperties, pair.new.patternProperties, pair, &walk)
        compareNamed("dependentSchemas", pair.old.dependentSchemas, pair.new.dependentSchemas, pair, &walk)
    }

    /// Schemas by name of which each only takes values away.
    private mutating func compareNamed(
        _ keyword: String, _ before: [Schema.Property], _ after: [Schema.Property], _ pair: SchemaPair,
        _ walk: inout SchemaWalk
    ) {
        for property in after {
            if let same = before.first(where: { $0.name == property.name }) {
                compare(pair.inside("/\(property.name)", same.schema, property.schema), &walk)
            } else if !Self.saysNothing(property.schema) {
                report(
                    .rulesChanged, .narrows, "'\(keyword)' speaks of '\(property.name)' now", pair,
                    new: property.location)
            }
        }
        for property in before
        where !after.contains(where: { $0.name == property.name }) && !Self.saysNothing(property.schema) {
            report(
                .rulesChanged, .widens, "'\(keyword)' speaks of '\(property.name)' no more", pair,
                old: property.location)
        }
    }

    /// Whether a property is of the messages that are compared, or in none of those that have been.
    private func isLeft(_ property: Schema.Property, _ pair: SchemaPair, _ document: Document) -> Bool {
        pair.met.isEmpty
            ? isOf(pair.direction, property.schema, document)
            : !pair.met.contains { isOf($0, property.schema, document) }
    }

    func isOf(_ direction: ComparisonDirection, _ schema: Schema, _ document: Document) -> Bool {
        let target = document.resolved(schema)
        guard direction != .types else { return true }
        return direction == .request
            ? !(schema.isReadOnly || target?.isReadOnly == true)
            : !(schema.isWriteOnly || target?.isWriteOnly == true)
    }

    private mutating func compareAdditional(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        switch (Self.plain(pair.old.additionalProperties), Self.plain(pair.new.additionalProperties)) {
        case (.schema(let before), .schema(let after)): compare(pair.inside("/*", before, after), &walk)
        case (.forbidden, .forbidden): break
        case (_, .forbidden):
            report(.additionalPropertiesChanged, .narrows, "other properties are refused now", pair)
        case (.forbidden, _):
            report(.additionalPropertiesChanged, .widens, "other properties are allowed now", pair)
        case (_, .schema): report(.additionalPropertiesChanged, .narrows, "other properties have a schema now", pair)
        case (.schema, _): report(.additionalPropertiesChanged, .widens, "other properties may be anything now", pair)
        case (.unspecified, .allowed), (.allowed, .unspecified):
            // Both allow anything; generated types keep it, or pass over it.
            guard !pair.old.properties.isEmpty, !pair.new.properties.isEmpty else { break }
            let isKept = if case .unspecified = pair.old.additionalProperties { true } else { false }
            report(
                .additionalPropertiesChanged, .shifts,
                "other properties are \(isKept ? "kept now" : "not kept any more")",
                pair)
        case (.unspecified, .unspecified), (.allowed, .allowed): break
        }
    }

    /// What is said of other properties, in the shortest way.
    static func plain(_ additional: Schema.AdditionalProperties) -> Schema.AdditionalProperties {
        guard case .schema(let schema) = additional else { return additional }
        return schema.always == false ? .forbidden : saysNothing(schema) ? .allowed : additional
    }
}
